"""Reading and judging touch nothing but the files they are given and the package's own."""

import datetime
import os
import sys
import sysconfig
from pathlib import Path

import pytest
from hostile_inputs import INPUTS
from test_hostile import reading

from cpdrules import bundled, check, evaluate, load, load_record

ROOT = Path(__file__).parents[2]
pytest_plugins = ("pytester",)
OWN = (sys.prefix, sys.base_prefix, sysconfig.get_paths()["stdlib"], str(ROOT / "src"), str(ROOT / "schemes"))


def assert_only_given(opened: list[str], folder: Path) -> None:
    allowed = (*OWN, str(folder), "/proc/self/status", "/dev/zero")
    strangers = [
        each for each in opened if not os.path.realpath(each).startswith(allowed) and each not in allowed
    ]
    assert strangers == []


@pytest.mark.parametrize("name", [each for each in INPUTS if "nul" not in each])
def test_hostile_files(name: str, tmp_path: Path) -> None:
    result = reading("check", INPUTS[name](tmp_path), "audit")
    assert result["happened"] == []
    assert_only_given([each for each in result["opened"] if "\0" not in each], tmp_path)


@pytest.mark.parametrize("name", bundled())
def test_bundled_rule_sets(name: str, tmp_path: Path) -> None:
    result = reading("load", name, "audit")
    assert not result["refused"]
    assert result["happened"] == []
    assert_only_given(result["opened"], tmp_path)


@pytest.mark.usefixtures("nothing_on_the_side")
def test_judging() -> None:
    folder = ROOT / "docs/examples/probation"
    for name in bundled():
        assert check(name).ok
    record = load_record(folder / "portfolio.yaml")
    report = evaluate(load(folder / "adoption.cpd.yaml"), record, on=datetime.date(2026, 11, 20))
    assert report.findings


def test_the_hook_notices(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests/conftest.py").read_text())
    pytester.makepyfile(
        """
        import socket
        def test_reaching_out(nothing_on_the_side):
            socket.socket().close()
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, errors=1)


def test_what_is_opened_is_seen() -> None:
    result = reading("check", str(ROOT / "README.md"), "audit")
    assert any(each.endswith("README.md") for each in result["opened"])
