"""Malformed files, and what every message about them has to be."""

import re
from pathlib import Path

from cpdrules.source import Diagnostic

HERE = Path(__file__).parent
EXPECT = re.compile(r"# expect: ([A-Z][0-9]{3}) at ([0-9]+):([0-9]+)")
TYPE_NAMES = re.compile(
    r"\b(str|int|float|bool|dict|tuple|NoneType|None|object|bytes|Decimal|Fraction|datetime"
    r"|Traceback|[A-Za-z]*(Error|Exception))\b|<class|\bat 0x"
)
IN_BACKTICKS = re.compile(r"`[^`]*`")

# Their messages say all there is to do.
NEEDS_NO_HINT = {"R003", "R004", "R005", "R006", "R007", "R008", "D001", "D006", "D007", "D008"}

Fault = tuple[str, int, int]


def expected(file: Path) -> Fault:
    said = (file.with_suffix(".expect") if file.suffix == ".json" else file).read_text()
    found = EXPECT.fullmatch(said.partition("\n")[0])
    assert found is not None, f"{file.name} does not say what is expected"
    return found[1], int(found[2]), int(found[3])


def places(diagnostics: tuple[Diagnostic, ...]) -> list[Fault]:
    errors = [each for each in diagnostics if each.severity == "error"]
    return [
        (each.code, each.span.line, each.span.column) if each.span else (each.code, 0, 0) for each in errors
    ]


def assert_is_helpful(diagnostic: Diagnostic) -> None:
    message = diagnostic.message
    assert message[0].islower() or not message[0].isalpha(), message
    own = IN_BACKTICKS.sub("", f"{message} {diagnostic.hint}")
    assert not TYPE_NAMES.search(own), own
    assert diagnostic.hint or diagnostic.code in NEEDS_NO_HINT, f"no hint: {diagnostic}"
    assert not diagnostic.hint.endswith("."), diagnostic.hint
    assert len(str(diagnostic)) < 600, diagnostic
