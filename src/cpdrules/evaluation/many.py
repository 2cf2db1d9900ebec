"""Many records judged by one rule set, one after another, each for itself."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from typing import Any

from cpdrules.errors import RecordError
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load_record import load_record
from cpdrules.report.report import Report
from cpdrules.rules.ruleset import RuleSet
from cpdrules.semantics import Period
from cpdrules.source import DEFAULT_LIMITS, Limits


def evaluate_many(
    ruleset: RuleSet,
    records: Iterable[Any],
    *,
    on: datetime.date,
    period: Period | str | None = None,
    complete_through: datetime.date | None = None,
    forecast: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Report | RecordError]:
    """Judge records in their order; yield for each its report, or the error with all that is wrong with it.

    A record is a Record, plain data, attrs objects, or the path of a file (a text or a path). One faulty record
    does not stop the rest. Records are taken one at a time and none is kept, so memory does not grow with their
    number. The other arguments are those of `evaluate`.

    Raises `ValueError` at once for a `period` that is none.
    """
    chosen = Period.parse(period) if isinstance(period, str) else period

    def each() -> Iterator[Report | RecordError]:
        for record in records:
            try:
                read = (
                    load_record(record, limits=limits) if isinstance(record, (str, os.PathLike)) else record
                )
                yield evaluate(
                    ruleset,
                    read,
                    on=on,
                    period=chosen,
                    complete_through=complete_through,
                    forecast=forecast,
                    limits=limits,
                )
            except RecordError as error:
                yield error

    return each()
