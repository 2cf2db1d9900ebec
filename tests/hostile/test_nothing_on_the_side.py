"""Reading and judging touch nothing but the files they are given and the package's own.

That of hostile files is asked where they are refused.
"""

import datetime
from pathlib import Path

import pytest
from test_hostile import ROOT, assert_only_given, readings

from cpdrules import bundled, check, evaluate, load, load_record

pytest_plugins = ("pytester",)


@pytest.mark.parametrize("name", bundled())
def test_bundled_rule_sets(name: str, tmp_path: Path) -> None:
    (result,) = readings(("load",), name, "audit")
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
    (result,) = readings(("check",), str(ROOT / "README.md"), "audit")
    assert any(each.endswith("README.md") for each in result["opened"])
