"""Faults of the evaluator that the oracle and the laws found."""

import datetime
import gc
import json

from conformance.cases import WHOLE, hours, item, need, rules
from cpdrules.evaluation import prepare
from cpdrules.evaluation.evaluate import evaluate
from cpdrules.loading.load import loads

ON = datetime.date(2024, 12, 31)
PERSON = {"role": ["regulated", "other"], "fte": "number", "member": "yes_no", "since": "date"}
OWN = {"own": {"length": {"years": 1}, "starts": "person.since", "leap_day": "1 March"}}


def judge(made, record, on=ON):
    made["vocabulary"]["person"] = {"fields": PERSON}
    return evaluate(loads(json.dumps(made), name="case.json"), record, on=on)


def verdict(report, address):
    found = report.finding(address).verdict
    return "|".join(member.name for member in type(found) if member in found)


def test_a_loop_over_the_entries_of_a_list_loads():
    made = rules(
        [
            {
                "id": "r",
                "for_each": {"entry_of": "words"},
                "if_none": "met",
                "require": {"has": "activities", "where": {"note": {"is": "this"}}},
            }
        ],
        lists={"words": {"values": ["law"]}},
    )
    assert verdict(judge(made, {"activities": [item("a") | {"note": "law"}]} | WHOLE), "r[law]") == "MET"


def test_an_item_outside_the_period_brings_no_kind():
    made = rules(
        [{"id": "r", "amount": "k", "at_least": 1}], {"k": {"distinct": "kind", "from": "activities"}}
    )
    report = judge(made, {"activities": [item("a", ended="2023-01-01")]} | WHOLE)
    assert verdict(report, "r") == "NOT_MET"
    assert report.finding("r").amount.most == 0


def test_a_kind_that_may_be_none_proves_no_kind():
    made = rules(
        [
            {"id": "r", "amount": "k", "at_least": 1},
            {"id": "s", "has": "activities", "where": {"kind": {"recorded": True}}},
        ],
        {"k": {"distinct": "kind", "from": "activities"}},
    )
    assert judge(made, {"activities": [item("a")]} | WHOLE).finding("r").amount.least == 0


def test_an_unknown_fact_with_many_values_may_bring_several():
    made = rules(
        [{"id": "r", "amount": "k", "at_least": 2}], {"k": {"distinct": "tags", "from": "activities"}}
    )
    made["vocabulary"]["activities"]["fields"]["tags"] = {"many": ["ethics", "safety"]}
    assert verdict(judge(made, {"activities": [item("a")]} | WHOLE), "r") == "MET|NOT_MET"


def test_an_open_list_of_which_nothing_can_count_has_a_share():
    made = rules(
        [{"id": "r", "amount": "s", "at_least": {"percent": 50}, "if_none": "met"}],
        {
            "h": hours({"person.role": "other"}),
            "c": hours({"kind": "course"}),
            "s": {"share": "c", "of": "h"},
        },
    )
    assert verdict(judge(made, {"person": {"role": "regulated"}, "activities": []}), "r") == "MET"


def scored(when, part):
    block = {"id": "block", "level": "should", "all_of": [{"id": "part"} | part]} | when
    line = {"id": "line", "amount": "score", "at_least": {"percent": 50}}
    return rules(
        [{"id": "r", "all_of": [block, line]}], {"score": {"score": "block", "not_applicable": "left_out"}}
    )


def test_a_block_that_may_not_apply_may_have_no_score():
    made = scored({"applies_when": {"person.fte": {"at_least": 1}}}, {"fact": "person.role", "is": "other"})
    assert verdict(judge(made, {"person": {"role": "other"}}), "line") == "MET|NOT_APPLICABLE"


def test_a_score_of_nothing_is_not_full_marks():
    inner = {"all_of": [{"id": "inner", "fact": "person.role", "is": "other"}]}
    report = judge(scored({}, inner), {"person": {"role": "regulated"}})
    assert verdict(report, "line") == "NOT_MET"
    assert report.finding("line").amount.most == 0


def test_windows_that_would_begin_before_all_days_are_left_out():
    made = rules(
        [
            {
                "id": "r",
                "in_every": {"of": "half", "consecutive": 2, "across": "year"},
                "period": "ever",
                "require": {"fact": "person.role", "is": "other"},
            }
        ],
    )
    assert verdict(judge(made, {"person": {"role": "other"}}), "r") == "MET"


def test_too_many_windows_are_undetermined_and_no_exception():
    made = rules(
        [{"id": "r", "in_every": "day", "period": "ever", "require": {"fact": "person.role", "is": "other"}}]
    )
    made["periods"] = made["periods"] | {"day": {"length": {"days": 1}, "starts": "2024-01-01"}}
    report = judge(made, {"person": {"role": "other"}})
    assert verdict(report, "r") == "MET|NOT_MET|NOT_APPLICABLE"
    assert [gap.kind.value for gap in report.gaps] == ["too_large"]


def test_no_period_is_known_that_belongs_to_an_unknown_one():
    made = rules([{"id": "r", "has": "activities", "period": "half"}], period="own")
    made["periods"] = made["periods"] | OWN
    record = {"activities": [item("a", ended="2024-12-01")]} | WHOLE
    assert verdict(judge(made, record), "r") == "MET|NOT_MET"


def test_an_amount_is_asked_in_the_unit_of_its_field():
    made = rules(need(3), {"h": hours({"hours": {"is": 2}})})
    report = judge(made, {"activities": [item("a", "120 minutes"), item("b", "2 minutes")]} | WHOLE)
    assert report.finding("r").amount.least == report.finding("r").amount.most == 2


def test_what_is_asked_of_the_items_of_a_list_is_a_gap():
    made = rules(
        [
            {
                "id": "r",
                "fact": "person.role",
                "is": "other",
                "applies_when": {"has": "goals", "where": {"status": "open"}},
            }
        ],
    )
    report = judge(made, {"person": {"role": "regulated"}, "goals": [{"id": "g"}]})
    assert [gap.fact for gap in report.gaps] == ["goals[g].status"]


def test_the_day_that_a_period_waits_for_is_a_gap():
    made = rules(
        [{"id": "r", "period": "own", "in_every": "half", "require": {"fact": "person.role", "is": "other"}}],
    )
    made["periods"] = made["periods"] | OWN
    assert "person.since" in [gap.fact for gap in judge(made, {}).gaps]


def test_a_day_that_does_not_exist_is_no_limit_that_can_be_kept():
    made = rules([{"id": "r", "has": "activities", "where": {"ended": {"on_or_after": "person.since"}}}])
    report = judge(made, {"person": {"since": "none"}, "activities": [item("a")]} | WHOLE)
    assert verdict(report, "r") == "NOT_MET"


def test_engines_do_not_pile_up():
    for number in range(prepare.MOST_ENGINES + 10):
        made = rules([{"id": "r", "fact": "person.fte", "at_least": number}])
        judge(made, {})
    gc.collect()
    assert len(prepare._ENGINES) <= prepare.MOST_ENGINES


def test_a_look_back_from_the_first_day_there_is_holds_that_day():
    made = rules(
        [{"id": "r", "period": "back", "amount": "h", "at_least": 1}],
        {"h": hours()},
        periods={"back": {"last": {"months": 24}, "ending": "period_start"}},
    )
    del made["period"]
    report = judge(made, {"activities": []} | WHOLE)
    assert verdict(report, "r") == "MET|NOT_MET"
    assert report.finding("r").period.first == report.finding("r").period.last == datetime.date(1900, 1, 1)


def test_an_amount_may_be_a_measure_of_time_and_narrow_it():
    made = rules(
        [{"id": "r", "amount": "t", "at_most": 3, "where": {"why": "ill"}}],
        {"t": {"time_in": "leaves", "unit": "day"}},
    )
    fields = {"began": "date", "over": "date", "why": ["ill", "else"]}
    made["vocabulary"]["leaves"] = {"dated_by": "began", "until": "over", "fields": fields}
    leaves = [
        {"id": "a", "began": "2024-01-01", "over": "2024-01-05", "why": "else"},
        {"id": "b", "began": "2024-02-01", "over": "2024-02-02", "why": "ill"},
    ]
    report = judge(made, {"leaves": leaves} | WHOLE)
    assert str(report.finding("r").amount) == "2"


def test_while_its_first_day_is_not_known_a_requirement_may_not_apply_at_all():
    """The day may lie after the due one (found by the oracle)."""
    first = {"id": "r", "amount": "h", "at_least": 3, "not_before": "person.since"}
    report = judge(rules([first], {"h": hours()}), {"activities": []} | WHOLE)
    assert verdict(report, "r") == "MET|NOT_MET|NOT_APPLICABLE"
    assert [gap.fact for gap in report.finding("r").gaps] == ["person.since"]


def test_what_may_apply_on_time_is_not_decided_by_the_days_of_grace():
    """Whether it applies depends on the days themselves (found while the oracle was written)."""
    late = {
        "id": "r", "amount": "h", "at_least": 3, "due": "2024-06-30", "late": {"accepted_for": {"months": 2}},
        "applies_when": {"has": "activities", "where": {"kind": "course"}},
    }  # fmt: skip
    items = [item("a", 5, "course", "2024-08-01"), {"id": "b", "hours": 1, "ended": "2024-06-01"}]
    report = judge(rules([late], {"h": hours()}), {"activities": items} | WHOLE)
    assert verdict(report, "r") == "MET|NOT_APPLICABLE"


def test_while_its_period_is_not_known_a_due_day_may_lie_before_it():
    """Found by the oracle."""
    due = {"id": "r", "amount": "h", "at_least": 3, "due": "2024-06-30", "late": "not_met", "period": "own"}
    made = rules([due], {"h": hours()})
    made["periods"] |= OWN
    assert "NOT_APPLICABLE" in verdict(judge(made, {"activities": []} | WHOLE), "r")


def test_of_a_block_that_nobody_may_have_to_meet_there_may_be_no_score():
    """Found by the oracle."""
    block = {"id": "b", "all_of": [{"id": "f", "fact": "person.member", "is": True}]}
    line = {"id": "line", "amount": "s", "at_least": {"percent": 40}}
    made = rules([block, line], {"s": {"score": "b", "not_applicable": "nothing"}})
    made["exemptions"] = {"relief": {"when": {"person.role": "other"}, "exempt_from": ["b"]}}
    assert "NOT_APPLICABLE" in verdict(judge(made, {"person": {"fte": 1}, "activities": []} | WHOLE), "line")
