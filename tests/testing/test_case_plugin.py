"""pytest runs case files through the plugin: items, lines, failures in words."""

import os
import shutil
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SUGGESTED = Path(__file__).parent / "suggested.cpdtest.yaml"
MALFORMED = Path(__file__).parent.parent / "malformed" / "cases"
SOURCE = Path(__file__).parents[2] / "src"
INSTALLED = any(each.value == "cpdrules.testing.pytest_plugin" for each in entry_points(group="pytest11"))
PLUGIN = () if INSTALLED else ("-p", "cpdrules.testing.pytest_plugin")


@pytest.fixture
def folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")]))
    return pytester


def run(folder: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return folder.runpytest_subprocess(*PLUGIN, "-p", "no:cacheprovider", *arguments)


def test_each_test_of_a_file_is_an_item(folder: pytest.Pytester) -> None:
    shutil.copy(SUGGESTED, folder.path)
    result = run(folder, "-v")
    result.assert_outcomes(passed=5)
    result.stdout.fnmatch_lines(["suggested.cpdtest.yaml::one minute short PASSED*"])


def test_one_item_can_be_chosen(folder: pytest.Pytester) -> None:
    shutil.copy(SUGGESTED, folder.path)
    run(folder, "suggested.cpdtest.yaml::just met").assert_outcomes(passed=1)
    run(folder, "-k", "minute").assert_outcomes(passed=1, deselected=4)


def test_a_failure_is_told_in_words_without_a_traceback(folder: pytest.Pytester) -> None:
    text = SUGGESTED.read_text().replace("amount: 19:59", "amount: 19:58")
    (folder.path / "failing.cpdtest.yaml").write_text(text)
    result = run(folder)
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(
        [
            "failing.cpdtest.yaml:24: `annual-minimum`: expected amount 19:58, got 19:59",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*CaseFailed*")


def test_a_faulty_file_is_one_error_with_every_fault(folder: pytest.Pytester) -> None:
    text = (MALFORMED / "unknown-record.yaml").read_text() + "    change: {persn: {}}\n"
    (folder.path / "faulty.cpdtest.yaml").write_text(text.replace("annual-minimum", "anual-minimum"))
    shutil.copy(SUGGESTED, folder.path)
    result = run(folder, "--continue-on-collection-errors")
    result.assert_outcomes(passed=5, errors=1)
    result.stdout.fnmatch_lines(["faulty.cpdtest.yaml:*error?T003?*", "faulty.cpdtest.yaml:*error?T004?*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_only_case_files_are_claimed(folder: pytest.Pytester) -> None:
    for name in ("rules.cpd.yaml", "record.yaml", "cpdtest.yaml", "x.cpdtest.yml", "x.cpdtest.json"):
        (folder.path / name).write_text("neither: one nor the other\n")
    assert run(folder).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_nothing_of_the_library_is_loaded_without_a_case_file(folder: pytest.Pytester) -> None:
    folder.makepyfile(
        """
        import sys

        def test_loaded():
            allowed = {"cpdrules", "cpdrules.testing", "cpdrules.testing.pytest_plugin"}
            assert {name for name in sys.modules if name.split(".")[0] == "cpdrules"} <= allowed
            assert "yaml" not in sys.modules
        """
    )
    run(folder).assert_outcomes(passed=1)


def test_warnings_as_errors_change_nothing(folder: pytest.Pytester) -> None:
    shutil.copy(SUGGESTED, folder.path)
    run(folder, "-W", "error").assert_outcomes(passed=5)


def test_the_plugin_is_what_the_entry_point_names() -> None:
    import cpdrules.testing.pytest_plugin as plugin

    assert plugin.__name__ in sys.modules
    assert plugin.ENDING == ".cpdtest.yaml"
