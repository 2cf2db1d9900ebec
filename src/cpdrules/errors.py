"""The exceptions that leave the library, each with every diagnostic."""

from cpdrules.source.errors import CpdRulesError, SourceError

__all__ = ["CpdRulesError", "RecordError", "RuleSetError", "SourceError"]


class RuleSetError(CpdRulesError):
    """A rule set cannot be used: its files do not read, or do not say something coherent."""


class RecordError(CpdRulesError):
    """A record cannot be judged: it does not read, or holds what no record may."""
