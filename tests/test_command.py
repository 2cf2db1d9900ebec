"""The command, in process: what it prints and its exit codes."""

import json
from pathlib import Path

import pytest

from cpdrules.cli import main

EXAMPLES = Path(__file__).parents[1] / "docs/examples/probation"
ADOPTION, PORTFOLIO = str(EXAMPLES / "adoption.cpd.yaml"), str(EXAMPLES / "portfolio.yaml")


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "UNDETERMINED"), ("json", "{"), ("markdown", "# UNDETERMINED")]
)
def test_evaluate(form: str, begins: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", ADOPTION, PORTFOLIO, "--on", "2026-11-24", "--format", form]) == 3
    printed = capsys.readouterr().out
    assert printed.startswith(begins)
    assert form != "json" or json.loads(printed)["verdict"] == "undetermined"


def test_check_and_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", ADOPTION, PORTFOLIO]) == 0
    # The portfolio also states facts that only the five models know.
    assert main(["check", PORTFOLIO, "--with", ADOPTION]) == 2
    assert main(["rulesets"]) == 0
    assert "uk/probation-institute/suggested-scheme" in capsys.readouterr().out
    bad = tmp_path / "bad.cpd.yaml"
    bad.write_text("cpdrules: 1\nrulset: x\n")
    assert main(["check", str(bad)]) == 2
    assert main(["evaluate", str(bad), PORTFOLIO]) == 2


def test_usage_is_a_fault() -> None:
    with pytest.raises(SystemExit) as left:
        main(["evaluate", ADOPTION, PORTFOLIO, "--on", "2026-02-30"])
    assert left.value.code == 2
