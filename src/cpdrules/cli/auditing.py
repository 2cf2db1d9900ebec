"""`cpdrules audit`: whom of a register to audit, drawn so that anybody can draw it again, with a reason for all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cpdrules.cli.common import FAULT, OK, STANDARD_INPUT, UNDETERMINED, command, day, show
from cpdrules.errors import RecordError
from cpdrules.loading.load import load
from cpdrules.loading.register import sources
from cpdrules.source import DEFAULT_LIMITS, Diagnostic, Mapping, Scalar, cited, read_file, read_text

if TYPE_CHECKING:
    from cpdrules.audit.sample import AuditSample, Selection

WIDTH = 12
STATES = ("chosen", "not known", "faulty", "not chosen")


def add_to(words: Any) -> None:
    """Add the command to the parser."""
    own = command(words, "audit", "choose by lot whom of a register to audit", run)
    own.add_argument(
        "register", nargs="+", metavar="REGISTER", help="records, folders, or files of JSON lines"
    )
    own.add_argument(
        "--eligible", required=True, metavar="RULESET", help="the rule set that says who is eligible"
    )
    own.add_argument(
        "--rate",
        required=True,
        metavar="RATE",
        help="the share of those who are eligible: a percentage with its sign, a decimal, or a fraction such as 1/40",
    )
    own.add_argument(
        "--rounding",
        required=True,
        choices=("up", "down", "nearest"),
        help="how a part of a person is rounded; at nearest, a half goes up",
    )
    own.add_argument(
        "--seed", required=True, metavar="TEXT", help="what the lots are made from, together with the ids"
    )
    own.add_argument(
        "--on", required=True, type=day, metavar="DATE", help="the day on which people are eligible"
    )
    own.add_argument(
        "--strata",
        action="append",
        default=[],
        metavar="FACT",
        help="a fact that makes strata, such as person.role; may be given again",
    )
    own.add_argument(
        "--previous",
        action="append",
        default=[],
        metavar="FILE",
        help="ids with deferred or audited, or a sample in JSON; may be given again, the later holds",
    )
    own.add_argument(
        "--undetermined",
        choices=("ask", "in", "out"),
        default="ask",
        help="what becomes of people who may be eligible: only listed, or taken in or out; ask if left out",
    )
    own.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Draw the sample and print it."""
    from cpdrules.audit.draw import audit_sample  # noqa: PLC0415 - no other command needs it

    if STANDARD_INPUT in options.register:
        message = "a register is read from files"
        fault = Diagnostic(code="S001", message=message, hint="name files or folders", name=STANDARD_INPUT)
        raise RecordError([fault])
    ruleset = load(options.eligible)
    try:
        sample = audit_sample(
            sources(options.register),
            eligible=ruleset,
            on=options.on,
            rate=options.rate,
            rounding=options.rounding,
            seed=options.seed,
            undetermined=options.undetermined,
            strata=options.strata,
            previous=[previous_in(path) for path in options.previous],
        )
    except ValueError as fault:
        show(str(fault), sys.stderr)
        return FAULT
    if options.format == "json":
        show(json.dumps(sample.to_dict(), ensure_ascii=False, indent=2))
    else:
        for line in lines(sample):
            show(line)
    return exit_code(sample)


def exit_code(sample: AuditSample) -> int:
    """Return the exit code: a fault goes before somebody of whom it is not known whether they are eligible."""
    if sample.faulty:
        return FAULT
    return UNDETERMINED if sample.open else OK


# -- what happened before ------------------------------------------------------------------------------------


def previous_in(path: str) -> Any:
    """Read what happened at earlier audits: ids with a word in YAML or JSON, or a sample in JSON.

    Raises `ValueError` with the name of the file, and `CpdRulesError` for one that cannot be read.
    """
    data = read_file(path, max_bytes=DEFAULT_LIMITS.record_json_bytes)
    if not path.endswith(".json"):
        return ids_in(data, path)
    try:
        read = json.loads(data, object_pairs_hook=once)
    except RecursionError:
        raise ValueError(f"{path}: nested too deeply") from None
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from None
    if not isinstance(read, dict):
        raise ValueError(f"{path}: ids with `deferred` or `audited` are expected, or a sample")
    return read


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping in which no key is written twice, since of two words for one person neither holds."""
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"{cited(twice)} is written twice")
    return read


def ids_in(data: bytes, path: str) -> dict[str, Any]:
    """Read ids, each with a word, from YAML."""
    root, document = read_text(
        data, path, DEFAULT_LIMITS, json=False, max_bytes=DEFAULT_LIMITS.record_yaml_bytes
    )
    if document.faulty:
        raise RecordError(document.diagnostics)
    if not isinstance(root, Mapping):
        raise ValueError(f"{path}: ids with `deferred` or `audited` are expected, such as `p7: deferred`")
    return {
        key: node.value if isinstance(node, Scalar) else "a block or a list"
        for key, node in root.entries.items()
    }


# -- as it is printed ----------------------------------------------------------------------------------------


def lines(sample: AuditSample) -> Iterator[str]:
    """Yield a line for everybody, those who are chosen first; then the numbers, and what there is to know."""
    told = [(state_of(each), each) for each in sample.selections]
    wide = max((len(each.person or "?") for _, each in told), default=0)
    for state in STATES:
        for one, each in told:
            if one == state:
                first, *rest = each.words.splitlines()
                yield f"{state:<{WIDTH}}{each.person or '?':<{wide}}  {first}"
                yield from (f"{'':<{WIDTH}}{line}" for line in rest)
    yield ""
    yield from summary(sample)


def state_of(each: Selection) -> str:
    """Return the word that stands before a person."""
    if each.chosen:
        return "chosen"
    return {"undetermined": "not known", "faulty": "faulty"}.get(each.reason.code, "not chosen")


def summary(sample: AuditSample) -> Iterator[str]:
    """Yield the number, the strata and the remarks."""
    from cpdrules.audit.rate import percentage  # noqa: PLC0415

    rounding = {"up": "rounded up", "down": "rounded down"}.get(sample.rounding, "rounded to the nearest")
    yield (
        f"{len(sample.chosen):,} chosen; the rate asks for {sample.total:,}: "
        f"{percentage(sample.rate)} of {sample.eligible:,} eligible, {rounding}"
    )
    yield f"eligible by {sample.texts[0].id} on {sample.on}; seed {cited(sample.seed)}"
    wide = max((len(each.name) for each in sample.strata), default=0)
    yield ""
    yield f"{'':<{wide}}  {'eligible':>8} {'not known':>10} {'audited':>8} {'share':>6} {'chosen':>7} {'deferred':>9}"
    for each in sample.strata:
        yield (
            f"{each.name:<{wide}}  {each.eligible:>8} {each.open:>10} {each.audited:>8} {each.to_choose:>6} "
            f"{each.chosen:>7} {each.forced:>9}"
        )
    if sample.remarks:
        yield ""
    for remark in sample.remarks:
        yield remark.words + (f": {', '.join(remark.people)}" if remark.people else "")
