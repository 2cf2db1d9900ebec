"""How faults are shown, carried and limited."""

import json
import pickle
import re
from pathlib import Path

import pytest

import cpdrules.source
from cpdrules.errors import CpdRulesError, RecordError, RuleSetError, SourceError
from cpdrules.source.codes import CODES
from cpdrules.source.diagnostics import Diagnostic, Span, render_diagnostics
from cpdrules.source.limits import DEFAULT_LIMITS, Limits
from cpdrules.source.nodes import Document


def at(line: int, column: int = 1, **given: str) -> Diagnostic:
    span = Span("f", line, column, line, column)
    return Diagnostic(**{"code": "S001", "message": f"m{line}", **given}, span=span)


def test_forms() -> None:
    assert str(Diagnostic(code="X1", message="m")) == "error[X1]: m"
    assert str(Diagnostic(code="X1", message="m", path="/a/0")) == "/a/0: error[X1]: m"
    assert str(Diagnostic(code="X1", message="m", path="/a", name="r")) == "r/a: error[X1]: m"
    assert str(at(3, 4, hint="h", severity="warning")) == "f:3:4: warning[S001]: m3; h"


def test_nothing_in_a_text_steers_what_shows_it() -> None:
    text = "a\n\t\r\x1b\x9b\x7f\u202e\u2066\u2028\ufeff\ud800\U0001ffff é😀"
    span = Span("n\n", 1, 2, 1, 2)
    assert str(Diagnostic(code="X1", message=text, hint="h\x00", span=span)) == (
        "n\\n:1:2: error[X1]: "
        "a\\n\\t\\r\\x1b\\x9b\\x7f\\u202e\\u2066\\u2028\\ufeff\\ud800\\U0001ffff é😀; h\\x00"
    )


@pytest.mark.parametrize(
    "diagnostic", [at(1, hint="h", path="/p"), Diagnostic(code="X", message="m", name="n")]
)
def test_plain_data_and_back(diagnostic: Diagnostic) -> None:
    data = json.loads(json.dumps(diagnostic.to_dict()))
    assert Diagnostic.from_dict(data) == diagnostic


def test_place_order() -> None:
    given = [at(2), at(10), at(2, 1, message="second"), at(1, 9), Diagnostic(code="X", message="m", name="a")]
    lines = render_diagnostics(given).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["a:", "f:1:9:", "f:2:1:", "f:2:1:", "f:10:1:"]
    assert lines[3].endswith("second")


def test_no_more_than_can_be_read_and_errors_first() -> None:
    given = [at(line, severity="warning") for line in range(1, 1_000)] + [at(2_000), at(1_500)]
    lines = render_diagnostics(given, Limits(diagnostics=3)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["f:1:1:", "f:1500:1:", "f:2000:1:", "and"]
    assert lines[-1] == "and 998 more"
    assert render_diagnostics([]) == ""


@pytest.mark.parametrize("most", [64, 100, 200, 1_000])
def test_no_more_bytes_than_a_log_takes(most: int) -> None:
    text = render_diagnostics(
        [at(line, message="é" * 100) for line in range(1, 5_000)], Limits(diagnostics_bytes=most)
    )
    assert len(text.encode()) <= most
    assert text.endswith(" more")
    assert text.startswith("f:1:1: ")


def test_one_that_is_too_long_is_cut() -> None:
    text = render_diagnostics([at(1, message="é" * 100_000)])
    assert len(text.encode()) <= DEFAULT_LIMITS.diagnostics_bytes
    assert text.endswith("é…")


def test_what_is_taken_back_can_be_noted_again() -> None:
    document = Document("f", DEFAULT_LIMITS, "yaml")
    document.add(at(1))
    document.add(at(1))
    assert document.withdraw() == (at(1),)
    assert not document.faulty
    document.add(at(1))
    assert document.withdraw() == (at(1),)


@pytest.mark.parametrize("kind", [RuleSetError, RecordError, SourceError])
def test_exceptions_carry_every_diagnostic(kind: type[CpdRulesError]) -> None:
    error = kind([at(2), at(1)], Limits(diagnostics=1))
    assert isinstance(error, CpdRulesError)
    assert str(error) == "f:2:1: error[S001]: m2\nand 1 more"
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.diagnostics, str(copy)) == (kind, error.diagnostics, str(error))
    assert error.to_dict() == {"diagnostics": [each.to_dict() for each in error.diagnostics]}


def test_codes_are_those_in_use() -> None:
    folder = Path(cpdrules.source.__file__).parent
    used = {
        code
        for path in folder.glob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r'"(S\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)
