"""A sample as plain data and back, in the ways of a report: exact texts, keys in the order of the types."""

from __future__ import annotations

from typing import Any

from cpdrules.audit.rate import ROUNDINGS
from cpdrules.audit.sample import FORMAT, UNDETERMINED, AuditSample
from cpdrules.report.plain import converter, structured
from cpdrules.report.plain_faults import check_tree


def to_plain(thing: Any) -> dict[str, Any]:
    """Return a sample, or one selection of it, as texts, whole numbers, true, false, lists and mappings only."""
    data: dict[str, Any] = converter().unstructure(thing)
    # The format is always written: it is what a reader looks at first.
    return {"format": thing.format, **data} if isinstance(thing, AuditSample) else data


def from_plain(data: Any) -> AuditSample:
    """Return the sample that plain data says: the reverse of `to_plain`.

    Raises ValueError with every fault, each with the JSON Pointer of its place.
    """
    if type(data) is not dict:
        raise ValueError("sample: a mapping is expected")
    check_tree(data)
    if data.get("format") != FORMAT or type(data["format"]) is not int:
        raise ValueError(f"/format: this reads format {FORMAT} of samples, and the data say something else")
    sample = structured(data, AuditSample, "sample")
    for name, given, known in (
        ("rounding", sample.rounding, ROUNDINGS),
        ("undetermined", sample.undetermined, UNDETERMINED),
    ):
        if given not in known:
            raise ValueError(f"/{name}: one of these is expected here: {', '.join(known)}")
    return sample
