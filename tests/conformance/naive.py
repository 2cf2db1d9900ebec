"""How somebody in a hurry reads a pattern: the file, what is written in place of what, the case, the wrong verdict."""

from __future__ import annotations

from conformance.reading import Naive

NAIVE: list[Naive] = [
    # Days of the year in place of months: ninety-two of 365 ask for a little more than five hours.
    (
        "prorata-time",
        "unit: month, part: counted}",
        "unit: day}",
        "three of twelve months in practice, and five hours",
        "not_met",
    ),
    (
        "prorata-time",
        "        of: 12\n",
        "        of: 12\n        when: {months_in_practice: {at_least: 12}}\n",
        "three of twelve months in practice, and five hours",
        "not_met",
    ),
    # A formula in place of the table.
    (
        "prorata-step",
        """      - read_off: months_in_practice
        rows:
          - {at_least: 0, is: 0}
          - {at_least: 1, is: 1}
          - {at_least: 2, is: 2}
          - {at_least: 3, is: 3}
          - {at_least: 4, is: 4}
          - {at_least: 5, is: 5}
          - {at_least: 6, is: 6}
          - {at_least: 7, is: 7}
          - {at_least: 8, is: 8}
          - {at_least: 9, is: 9}
          - {at_least: 10, is: 10}
""",
        "      - in_proportion_to: months_in_practice\n        of: 12\n",
        "ten months in practice, and eight and a half hours",
        "met",
    ),
    ("prorata-fte", "      - {not_below: 6}\n", "", "five hours are below the least", "met"),
    # Every illness reduces, however short.
    (
        "leave",
        "{months_ill: {more_than: 3}}",
        "{months_ill: {more_than: 0}}",
        "two and a half months of illness reduce nothing",
        "met",
    ),
    # Everything is halved.
    (
        "part-fixed",
        "  units_needed: {add: [verifiable_needed, others_needed]}\n",
        """  units_needed:
    value: 40
    reduce:
      - {in_proportion_to: months_without_leave, of: 12}
    reference: {document: ACCA CPD guidance}
""",
        "half of the others is not enough",
        "met",
    ),
    (
        "in-addition",
        "add: [base_hours, on_top]",
        "add: [base_hours]",
        "the third renewal, with twenty-four hours, two of them on domestic violence",
        "met",
    ),
    (
        "periodic",
        "    applies_when: {renewal.number: {every: 3}}\n",
        "",
        "not due at the renewal in 2028",
        "not_met",
    ),
    (
        "no-reduce",
        "    reduce: never\n",
        "    reduce:\n      - {in_proportion_to: person.weekly_hours, of: 35}\n",
        "part-time does not make it fewer hours",
        "met",
    ),
    # One length of time for everybody, the longer or the shorter.
    (
        "no-reduce",
        "due: {months: 12,",
        "due: {months: 18,",
        "full-time, and 144 hours by the sixteenth month",
        "met",
    ),
    (
        "no-reduce",
        "due: {months: 18,",
        "due: {months: 12,",
        "part-time, and 144 hours by the sixteenth month",
        "not_met",
    ),
    (
        "mid-change",
        "as_at: period_start",
        "as_at: period_end",
        "twenty hours would do for the new category, and not for this year",
        "met",
    ),
    # The day for doing it and the day for recording it are taken for one.
    (
        "deadline",
        "    not_before: period_end\n    due: {months: 1, after: period_end}",
        "    due: period_end",
        "done by 31 December and recorded on 31 January",
        "not_met",
    ),
    (
        "edge-date",
        "{days: 28, beginning_with: period_end}",
        "{days: 28, after: period_end}",
        "a form on 28 October is late",
        "met",
    ),
    # No last day: whoever is trained at all was trained in time, and whoever is not has failed.
    (
        "event-window",
        "    not_before: person.appointed_on\n    due: {years: 2, after: person.appointed_on}\n    late: not_met\n",
        "",
        "trained on 2 March 2026",
        "met",
    ),
    (
        "event-window",
        "    due: {years: 2, after: person.appointed_on}\n    late: not_met\n",
        "",
        "on 1 January 2026 it is not yet due",
        "not_met",
    ),
    (
        "exempt",
        "    from_all_except: [human-trafficking]",
        "    exempt_from: [total, human-trafficking]",
        "a certified nurse with twenty-four hours and nothing on human trafficking",
        "not_applicable",
    ),
    # The part of a year before the first full one is taken for a year.
    ("newcomer", "period: full_year\n", "period: birth_year\n", "nothing is due up to 31 October", "met"),
    (
        "w-cohort",
        "person.name_when_admitted:",
        "person.name:",
        "Young, who was Adams, with twenty-five hours by 10 June 2016",
        "met",
    ),
    # Multiplied first: 4.2 credits a talk, rounded to 4, or not rounded at all.
    (
        "multiply",
        """      - {round: {step: 0.5, toward: down}, reference: {document: New York rules for lawyers}}
      - {multiply: 3, where: {part: taught}, reference: {document: New York rules for lawyers}}
""",
        """      - {multiply: 3, where: {part: taught}, reference: {document: New York rules for lawyers}}
      - {round: {step: 0.5, toward: down}, reference: {document: New York rules for lawyers}}
""",
        "seven talks are twenty-one credits",
        "met",
    ),
    (
        "multiply",
        "      - {round: {step: 0.5, toward: down}, reference: {document: New York rules for lawyers}}\n",
        "",
        "seven talks are twenty-one credits",
        "met",
    ),
    (
        "flat",
        """    limits:
      - {count_at_most: 60, where: {kind: examination_part}, reference: {document: Virginia rules for CPAs}}
""",
        "",
        "three parts are ninety hours, sixty of them count, and with forty others they are a hundred",
        "met",
    ),
    (
        "unit",
        "day: {is: 6,",
        "day: {is: 7.2,",
        "twenty days are a hundred and twenty hours, and not 144 as with 7.2 hours a day",
        "met",
    ),
    # Cycles of two years in place of units that lapse one by one.
    (
        "expiry",
        "{last: {months: 24}, ending: day_of_judging}",
        "{length: {years: 2}, starts: 2025-01-01}",
        "on 14 July 2026 seventy-two units are valid",
        "undetermined",
    ),
]
