"""Judging one record by one rule set: each requirement a closure, each finding its own explanation."""
