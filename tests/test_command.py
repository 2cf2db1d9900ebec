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


def test_check_of_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What ends like a rule set, a case file or a word list is checked; a record has no ending of its own."""
    below = tmp_path / "below"
    below.mkdir()
    (below / "b.cpd.yaml").write_text("cpdrules: 1\nrulset: x\n")
    (below / ".hidden.cpd.yaml").write_text("cpdrules: 1\nrulset: x\n")
    (below / "record.yaml").write_text("cpdrules: 1\nportfolo: x\n")
    (tmp_path / "a.words.yaml").write_text(
        "cpdrules: 1\nwords: a\ntitle: A\nterms: [{say: carer, not: [staff]}]\n"
    )
    main(["check", str(tmp_path)])
    told = capsys.readouterr()
    lines = [*told.out.splitlines(), *told.err.splitlines()]
    assert [line for line in lines if "a.words.yaml" in line]
    assert [line for line in lines if f"{below / 'b.cpd.yaml'}:2:1: error[R010]" in line]
    assert not [line for line in lines if "hidden" in line or "record.yaml" in line]


def test_check_of_a_folder_with_a_rule_set_holds_its_records_against_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "kim.yaml").write_text("cpdrules: 1\nportfolio: kim\nperson: {shoe_size: 44}\n")
    (tmp_path / "many.jsonl").write_text("{}\n{}\n")
    assert main(["check", str(tmp_path), "--with", ADOPTION]) == 2
    told = capsys.readouterr()
    assert f"{tmp_path / 'kim.yaml'}:3:10: error[" in told.out + told.err
    assert "many.jsonl" not in told.out + told.err


def test_faults_of_a_base_are_told_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "base.cpd.yaml").write_text("cpdrules: 1\nruleset: a/base\ntitle: Base\nsubject: portfolo\n")
    (tmp_path / "mine.cpd.yaml").write_text(
        "cpdrules: 1\nruleset: a/mine\ntitle: Mine\nextends: base.cpd.yaml\n"
    )
    assert main(["check", str(tmp_path)]) == 2
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines()
    assert len([line for line in lines if "portfolo" in line]) == 1
    assert [
        line for line in lines if line.startswith(f"{tmp_path / 'mine.cpd.yaml'}: its faults are told above")
    ]


def test_check_of_a_folder_without_anything_to_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "record.yaml").write_text("cpdrules: 1\nportfolio: x\n")
    assert main(["check", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert "ends in .cpd.yaml, .cpdtest.yaml or .words.yaml; name each record" in told.out + told.err


def test_usage_is_a_fault() -> None:
    with pytest.raises(SystemExit) as left:
        main(["evaluate", ADOPTION, PORTFOLIO, "--on", "2026-02-30"])
    assert left.value.code == 2
