"""Another language is another catalogue; what it lacks is told before anything is said."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from cpdrules import describe, evaluate, explain, load, load_record
from cpdrules.prose import english
from cpdrules.prose.catalogue import MissingWordsError, checked, over, tables_of
from docs.blocks import ROOT

PROBATION = ROOT / "docs/examples/probation"
GERMAN: dict[str, Any] = {
    "VERDICTS": {
        "met": "erfüllt",
        "not met": "nicht erfüllt",
        "not applicable": "nicht anwendbar",
        "undetermined": "offen",
    },
    "LEVELS": {"must": "", "should": "soll", "may": "kann"},
    "RELATIONS": {"at_least": "{amount} von {needed} nötig"},
    "SHORT": "es fehlen {0}",
    "SHORT_UP_TO": "es fehlen bis zu {0}",
    "HEADINGS": {"next": "Was zu tun ist"},
    "GAPS": {"not_recorded": "{fact} eintragen{needs}", "not_yet": "weitermachen: der Zeitraum läuft noch"},
    "NEEDS": ": eines von {0}",
    "SETTLES": "für {0}",
    "BY": "bis {0}",
    "NO_DATE": "die Regel nennt keinen Tag",
    "JUDGED_ON": "beurteilt am {0}",
    "PERIOD": "Zeitraum {0} bis {1}",
    "TO": "{0} bis {1}",
    "OR_MORE": "{0} oder mehr",
    "UNITS": {"hour": ("Stunde", "Stunden"), "point": ("Punkt", "Punkte")},
    "RULES": {
        "and": "{0} und {1}",
        "or": "{0} oder {1}",
        "at_least": "beträgt mindestens {0}",
        "number_named": "die Zahl `{0}`",
        "amount": "`{measure}` {threshold}.",
        "head_requirements": "Was verlangt wird",
        "head_numbers": "Zahlen",
        "month_1": "Januar",
        "month_day": "{day}. {month}",
        "a_years": "1 Jahr",
        "repeating": "`{name}`: jeweils {length}, hintereinander, ab {starts}.",
    },
}


def test_a_report_in_another_language() -> None:
    report = evaluate(
        load(PROBATION / "adoption.cpd.yaml"),
        load_record(PROBATION / "portfolio.yaml"),
        on=datetime.date(2026, 11, 24),
    )
    said = explain(report, words=over(english, **GERMAN))
    assert said.startswith("OFFEN: ")
    assert "17 oder mehr von 20 Stunden nötig: es fehlen bis zu 3 Stunden" in said
    assert "Was zu tun ist" in said
    assert "bis 2026-12-31" in said
    assert "What to do" not in said


def test_rules_in_another_language() -> None:
    said = describe(load(PROBATION / "adoption.cpd.yaml"), words=over(english, **GERMAN))
    assert "`aligned_hours` beträgt mindestens die Zahl `annual_minimum`." in said
    assert "`year`: jeweils 1 Jahr, hintereinander, ab 1. Januar." in said
    assert "20 Stunden" in said


def part(**tables: Any) -> SimpleNamespace:
    whole = {name: getattr(english, name) for name in tables_of(english)}
    return SimpleNamespace(**{name: table for name, table in (whole | tables).items() if table is not None})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (part(VERDICTS=GERMAN["VERDICTS"] | {"met": "{0}"}), "`VERDICTS[met]` has a hole that nothing fills"),
        (part(BY=None), "`BY` is missing"),
        (part(LEVELS={"must": "", "may": "kann"}), "`LEVELS[should]` is missing"),
        (part(LEVELS=GERMAN["LEVELS"] | {"shall": "soll"}), "`LEVELS[shall]` is asked for by nothing"),
        (part(VERDICT={}), "`VERDICT` is asked for by nothing"),
        (part(RULES={}), ", and "),
        (part(RULES=english.RULES | {"at_least": "ist genug"}), "`RULES[at_least]` has lost the hole `0`"),
        (
            part(RULES=english.RULES | {"at_least": "mindestens {"}),
            "`RULES[at_least]` has a bracket that is no hole",
        ),
        (
            part(RULES=english.RULES | {"at_least": "{0!r:>99999999}"}),
            "`RULES[at_least]` has a bracket that is no hole",
        ),
        (part(RULES=english.RULES | {"at_least": 7}), "`RULES[at_least]` is not a sentence"),
        (part(UNITS=english.UNITS | {"hour": "Stunde"}), "`UNITS[hour]` is not a pair of words"),
        (part(RULES="x"), "`RULES` is not a table of words"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(words: Any, told: str) -> None:
    with pytest.raises(MissingWordsError, match="the catalogue of words: ") as caught:
        checked(words)
    assert told in str(caught.value)


def test_a_whole_catalogue_is_taken_as_it_is() -> None:
    words = part()
    assert checked(words) is words
    with pytest.raises(MissingWordsError, match="asked for by nothing"):
        over(english, RULES={"amont": "x"})
