"""The base of what the library raises: every diagnostic of what was given to it."""

from collections.abc import Iterable
from typing import Any

from cpdrules.source.diagnostics import Diagnostic, render_diagnostics
from cpdrules.source.limits import DEFAULT_LIMITS, Limits


class CpdRulesError(Exception):
    """Something given to the library is faulty; `diagnostics` has every fault found, not just the first."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, diagnostics: Iterable[Diagnostic], limits: Limits = DEFAULT_LIMITS) -> None:
        self.diagnostics = tuple(diagnostics)
        self._limits = limits
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return render_diagnostics(self.diagnostics, self._limits)

    def to_dict(self) -> dict[str, Any]:
        """The diagnostics as plain data, fit for JSON."""
        return {"diagnostics": [each.to_dict() for each in self.diagnostics]}


class SourceError(CpdRulesError):
    """A file cannot be read at all; loading turns this into `RuleSetError` or `RecordError`."""
