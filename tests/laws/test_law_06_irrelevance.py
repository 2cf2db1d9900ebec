"""Law 6: what lies outside every period, and what no rule names, changes nothing.

While the judged period itself is unknown, no day is known to lie outside it.
"""

from dataclasses import replace

from hypothesis import given

from laws.cases import SEEDS, copied, judged, made_case, summary

FAR_OFF = {"id": "far-off", "ended": "2190-01-01"}


def holds(seed):
    case = made_case(seed)
    report = judged(case)
    record = copied(case) | {"hobby": "chess"}
    if record.get("activities") is not None and all(finding.period for finding in report.walk()):
        record["activities"].append(dict(FAR_OFF))
    changed = case if "bundled" in case.rules else replace(case, rules=with_unused_measure(case.rules))
    assert summary(judged(changed, record=record)) == summary(report)


def with_unused_measure(rules):
    return rules | {"measures": rules.get("measures", {}) | {"unused": {"count": "goals"}}}


@given(SEEDS)
def test_irrelevance(seed):
    holds(seed)
