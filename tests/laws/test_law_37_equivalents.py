"""Law 37: `all_of` one is that one; one `all_of` in another is one; some, when it is all of them, are all.

The condition: nobody is exempt from all requirements but some, since what is all depends on the blocks around them.
"""

from dataclasses import replace

from hypothesis import given

from laws.cases import SEEDS, judged, made_case, members, verdicts


def holds(seed):
    case = made_case(seed)
    if "bundled" in case.rules or "exemptions" in case.rules:
        return
    tops, told = case.rules["requirements"], verdicts(judged(case))
    for number, ways in enumerate(({"all_of": None}, {"some_of": None, "at_least": {"percent": 100}})):
        word = next(iter(ways))
        wrapped = []
        for n, top in enumerate(tops):
            inner = {"id": f"inner-{n}", "all_of": [top]}
            around = {"id": f"around-{n}", **ways, word: [inner], "level": top.get("level", "must")}
            wrapped.append(around)
        report = judged(replace(case, rules=case.rules | {"requirements": wrapped}))
        again = verdicts(report)
        assert all(alike(again[name], verdict) for name, verdict in told.items()), number
        for n, top in enumerate(tops):
            if top.get("level", "must") == "must":
                assert alike(members(report.finding(f"around-{n}").verdict), again[top["id"]])


def alike(one, other):
    """Whether two verdicts are the same, or one is told more sharply: what stands by itself is searched further."""
    return one <= other or other <= one


@given(SEEDS)
def test_equivalents(seed):
    holds(seed)
