"""From a tree with places to a Record: the core is read here, the facts wait for a vocabulary."""

from __future__ import annotations

from cpdrules.records.forward import read_brought_forward
from cpdrules.records.reading import Faults, day_at, item_id, read_judgements, text_at
from cpdrules.records.record import Record
from cpdrules.source import Mapping


def read_record(root: Mapping, subject: str, faults: Faults) -> Record:
    """Read the core of a record; every other part is kept as it stands.

    `subject` is the key under which the record's id stands, when there is one.
    """
    since, until = day_at(root, "complete_from", faults), day_at(root, "complete_through", faults)
    if since and until and since > until:
        message = "`complete_from` is later than `complete_through`"
        faults.add(root.entries["complete_from"], "D015", message, "exchange them, or mend one")
        since = until = None
    return Record(
        subject=subject,
        id=item_id(root.entries[subject], faults) if subject in root else "record",
        title=text_at(root, "title", faults),
        complete_from=since,
        complete_through=until,
        brought_forward=read_brought_forward(root.get("brought_forward"), faults),
        judgements=read_judgements(root.get("judgements"), faults),
        facts=root,
    )
