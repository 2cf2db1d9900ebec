"""A report as plain data and back, with nothing lost and nothing guessed.

Amounts and fractions are exact texts (`1.25`, `4/3`), days are `2026-11-24`, periods `FROM..TO`, and a
verdict that is not decided says under `may` what may still turn out. A key that says what its absence says
is left out, and keys come in the order of the types, so that one report has one text.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import BaseValidationError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from cpdrules.report.plain_faults import TOO_DEEP, Fault, check_tree, described, explained
from cpdrules.report.report import FORMAT, Report
from cpdrules.semantics import Period, Verdict, format_number, parse_exact
from cpdrules.source import did_you_mean

LONGEST_NUMBER = 4000
UNDETERMINED = "undetermined"
OUTCOMES = ("met", "not_met", "not_applicable")

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]


def to_plain(report: Report) -> dict[str, Any]:
    """Return a report as plain data: texts, whole numbers, true, false, null, lists and mappings only.

    Raises ValueError for what `from_plain` could not read back: findings nested without end, a verdict
    under which nothing may turn out, another format version, a fraction of thousands of digits.
    """
    try:
        if report.format != FORMAT:
            raise ValueError(described(_other_format(report.format), ("format",)))
        data: dict[str, Any] = converter().unstructure(report)
    except RecursionError:
        raise ValueError(described(TOO_DEEP, ())) from None
    check_tree(data)
    return data


def from_plain(data: Any) -> Report:
    """Return the report that plain data says: the reverse of `to_plain`.

    Raises ValueError with every fault, each with the JSON Pointer of its place.
    """
    if type(data) is not dict:
        raise ValueError(described("a mapping is expected", ()))
    check_tree(data)
    if "format" not in data:
        raise ValueError(described("the key `format` is missing", ()))
    if data["format"] != FORMAT or type(data["format"]) is not int:
        raise ValueError(described(_other_format(data["format"]), ("format",)))
    return structured(data, Report)


def structured(data: dict[str, Any], kind: type[T], whole: str = "report") -> T:
    """Return what plain data say, or raise ValueError with every fault of the whole."""
    try:
        return converter().structure(data, kind)
    except (BaseValidationError, Fault) as error:
        says = explained(error, whole)
    except RecursionError:
        says = described(TOO_DEEP, (), whole)
    raise ValueError(says)


def _other_format(found: Any) -> str:
    told = f"format {found}" if type(found) is int else "something else"
    return f"this reads format {FORMAT} of reports, and the data say {told}"


@cache
def converter() -> Converter:
    """Return the one converter, built on first use: its code is generated from the types."""
    made = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=True)
    for kind, write in WRITERS.items():
        made.register_unstructure_hook(kind, write)
    for kind, read in READERS.items():
        made.register_structure_hook(kind, read)
    made.register_unstructure_hook_factory(attrs.has, partial(_class_writer, made))
    made.register_structure_hook_factory(attrs.has, partial(_class_reader, made))
    made.register_structure_hook_factory(_is_enum, lambda kind: partial(_read_word, kind))
    made.register_unstructure_hook_func(_is_tuple, partial(_write_items, made))
    made.register_structure_hook_factory(_is_tuple, partial(_tuple_reader, made))
    # A period is an attrs type too, but written as one text.
    made.register_unstructure_hook_func(lambda kind: kind is Period, str)
    made.register_structure_hook_func(lambda kind: kind is Period, _read_period)
    return made


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum) and kind is not Verdict


def _is_tuple(kind: Any) -> bool:
    return kind is tuple or get_origin(kind) is tuple


# Writing


def _write_fraction(value: Fraction) -> str:
    try:
        text = format_number(value)
    except ValueError:
        raise ValueError(f"report: a number has more than {LONGEST_NUMBER:,} digits") from None
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"report: a number has more than {LONGEST_NUMBER:,} digits")
    return text


def _write_day(value: datetime.date) -> str:
    if type(value) is not datetime.date:
        raise ValueError("report: a day of a report has no time of day")
    return value.isoformat()


def _write_verdict(value: Verdict) -> str:
    if not value:
        raise ValueError("report: a verdict needs at least one possible outcome")
    return value.may[0] if value.decided else UNDETERMINED


def _write_items(made: Converter, value: tuple[Any, ...]) -> list[Any]:
    return [made.unstructure(each) for each in value]


def _class_writer(made: Converter, kind: type) -> Callable[[Any], dict[str, Any]]:
    write: Callable[[Any], dict[str, Any]]
    if kind is Report:
        write = make_dict_unstructure_fn(
            kind, made, _cattrs_omit_if_default=True, format=override(omit_if_default=False)
        )
    else:
        write = make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True)
    names = tuple(field.name for field in attrs.fields(kind))
    return partial(_write_class, write, names)


def _write_class(
    write: Callable[[Any], dict[str, Any]], names: tuple[str, ...], thing: Any
) -> dict[str, Any]:
    """Write a thing in the order of its type; an open verdict is followed by what may still turn out."""
    data = write(thing)
    ordered: dict[str, Any] = {}
    for name in names:
        if name in data:
            ordered[name] = data[name]
            if name == "verdict" and data[name] == UNDETERMINED:
                ordered["may"] = list(thing.verdict.may)
    return ordered


def _has_verdict(kind: type) -> bool:
    return any(field.name == "verdict" for field in attrs.fields(kind))


# Reading: every value has exactly the shape in which it is written; nothing is turned into anything.


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Fault("a text is expected here")
    return value


def _read_text(value: Any, _kind: Any) -> str:
    return _text(value)


def _read_number(value: Any, _kind: Any) -> int:
    if type(value) is not int:
        raise Fault("a whole number is expected here")
    return value


def _read_truth(value: Any, _kind: Any) -> bool:
    if type(value) is not bool:
        raise Fault("true or false is expected here")
    return value


def _read_fraction(value: Any, _kind: Any) -> Fraction:
    if type(value) is not str:
        raise Fault("a number as a text is expected here, such as `1.25` or `4/3`")
    try:
        number = parse_exact(value)
        written = format_number(number)
    except ValueError as fault:
        raise Fault(f"the number {getattr(fault, 'reason', 'is too long')}") from None
    if value != written:
        raise Fault(f"this number is written `{written}`" if len(written) <= 40 else _NOT_SHORTEST)
    return number


def _read_day(value: Any, _kind: Any) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(_text(value))
    except ValueError as fault:
        raise fault if isinstance(fault, Fault) else Fault(_NO_DAY) from None
    if day.isoformat() != value:
        raise Fault(_NO_DAY)
    return day


_NOT_SHORTEST = "the number is not in its shortest form"
_NO_DAY = "a day is expected here, such as `2026-11-24`"


def _read_period(value: Any, kind: Any) -> Period:
    first, _, last = _text(value).partition("..")
    try:
        start, end = _read_day(first, kind), _read_day(last, kind)
    except Fault:
        raise Fault("a period is expected here, such as `2026-01-01..2026-12-31`") from None
    if end < start:
        raise Fault("the period ends before it begins")
    return Period(start, end)


def _read_word(kind: type[enum.Enum], value: Any, _kind: Any = None) -> Any:
    return kind(_one_of(value, [each.value for each in kind]))


def _one_of(value: Any, words: list[str], *below: str | int) -> str:
    """Return a value that is one of the words."""
    if type(value) is not str:
        raise Fault("one of these is expected here: " + ", ".join(words), *below)
    if value not in words:
        meant = did_you_mean(value, words) or "one of these is expected here: " + ", ".join(words)
        raise Fault(f"no such word; {meant}", *below)
    return value


def _tuple_reader(made: Converter, kind: Any) -> Hook:
    """Return how a list is read: of any length, or of exactly the values of a pair."""
    kinds = get_args(kind)
    if kinds[-1] is Ellipsis:
        return partial(_read_list, made.get_structure_hook(kinds[0], cache_result=False), kinds[0])
    return partial(_read_row, [(made.get_structure_hook(each), each) for each in kinds])


def _read_list(hook: Hook, kind: Any, value: Any, whole: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise Fault("a list is expected here")
    return _read_items(((hook, kind, each) for each in value), whole)


def _read_row(hooks: list[tuple[Hook, Any]], value: Any, whole: Any) -> tuple[Any, ...]:
    if type(value) is not list or len(value) != len(hooks):
        raise Fault(f"a list of {len(hooks)} values is expected here")
    return _read_items(((*hook, each) for hook, each in zip(hooks, value, strict=True)), whole)


def _read_items(items: Any, whole: Any) -> tuple[Any, ...]:
    read: list[Any] = []
    faults: list[Exception] = []
    for index, (hook, kind, value) in enumerate(items):
        try:
            read.append(hook(value, kind))
        except Exception as fault:
            fault.__notes__ = [IterableValidationNote("", index, kind)]
            faults.append(fault)
    if faults:
        raise IterableValidationError("", faults, whole)
    return tuple(read)


def _class_reader(made: Converter, kind: type) -> Hook:
    read: Hook = make_dict_structure_fn(
        kind, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )
    return partial(_read_class, read, _has_verdict(kind))


def _read_class(read: Hook, has_verdict: bool, value: Any, kind: Any) -> Any:
    if type(value) is not dict:
        raise Fault("a mapping is expected here")
    if has_verdict and "verdict" in value:
        rest = {key: each for key, each in value.items() if key != "may"}
        return read({**rest, "verdict": _verdict_of(value)}, kind)
    return read(value, kind)


def _verdict_of(data: dict[str, Any]) -> Verdict:
    """Return the verdict that `verdict` and `may` say together."""
    word = _one_of(data["verdict"], [*OUTCOMES, UNDETERMINED], "verdict")
    if word != UNDETERMINED:
        if "may" in data:
            raise Fault("only an undetermined verdict says what may turn out", "may")
        return Verdict.from_may([word])
    if "may" not in data:
        raise Fault("the key `may` is missing: an undetermined verdict says what may turn out")
    may = data["may"]
    if type(may) is not list:
        raise Fault("a list is expected here", "may")
    found = Verdict.from_may(
        [_one_of(each, list(OUTCOMES), "may", i) for i, each in enumerate(may)] or OUTCOMES
    )
    if list(found.may) != may or found.decided:
        raise Fault("two or three outcomes, each once, in the order " + ", ".join(OUTCOMES), "may")
    return found


def _keep_verdict(value: Any, _kind: Any) -> Any:
    return value


WRITERS: dict[Any, Callable[[Any], Any]] = {
    Fraction: _write_fraction,
    datetime.date: _write_day,
    Verdict: _write_verdict,
}
READERS: dict[Any, Hook] = {
    str: _read_text,
    int: _read_number,
    bool: _read_truth,
    Fraction: _read_fraction,
    datetime.date: _read_day,
    Verdict: _keep_verdict,
}
