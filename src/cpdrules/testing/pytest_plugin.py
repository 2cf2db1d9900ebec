"""pytest runs case files: every `*.cpdtest.yaml` is collected, each of its tests is an item.

Nothing else of the library is imported until there is such a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from cpdrules.rules.case import Case, CaseFile

ENDING = ".cpdtest.yaml"


class CaseFailed(Exception):  # noqa: N818 - not an error: a case came out other than expected
    """A case did not come out as expected; its arguments are the failures in words."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Claim case files, by their ending alone."""
    if not file_path.name.endswith(ENDING):
        return None
    made: pytest.Collector = CaseFileCollector.from_parent(parent, path=file_path)
    return made


class CaseFileCollector(pytest.File):
    """A case file; one that is faulty is one error with every fault."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each test."""
        from cpdrules.loading.cases import load_cases  # noqa: PLC0415
        from cpdrules.source import render_diagnostics  # noqa: PLC0415

        loaded = load_cases(shown_path(self.path))
        if loaded.cases is None:
            raise self.CollectError(render_diagnostics(loaded.diagnostics))
        for case in loaded.cases.tests:
            yield CaseItem.from_parent(self, name=case.name, cases=loaded.cases, case=case)


class CaseItem(pytest.Item):
    """One test of a case file."""

    def __init__(self, *, cases: CaseFile, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.cases = cases
        self.case = case

    def runtest(self) -> None:
        """Judge the record and hold the expectations against what was found."""
        from cpdrules.testing.runner import run_case  # noqa: PLC0415

        result = run_case(self.cases, self.case)
        if result.failures:
            raise CaseFailed(*result.failures)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say in words what was expected and what was found."""
        if isinstance(excinfo.value, CaseFailed):
            place = self.case.place
            at = f"{place.file}:{place.line}: " if place else ""
            return "\n".join(f"{at}{each}" for each in excinfo.value.args)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test stands."""
        place = self.case.place
        return self.path, place.line - 1 if place else None, self.name


def shown_path(path: Path) -> Path:
    """Return the path from where pytest was started, when the file can be read by it."""
    try:
        short = path.relative_to(Path.cwd())
    except ValueError:
        return path
    return short if short.exists() else path
