"""Groups beside everyone: against every completion, and against somebody who tries to work out a small group."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import ABSENT, IN_MET, IN_NOT, OUT_MET, OUT_NOT, Amount, Verdict, compared, shown
from cpdrules.semantics import groups as room

ANYTHING = [IN_MET, IN_NOT, OUT_MET, OUT_NOT, ABSENT]
PEOPLE = st.lists(st.frozensets(st.sampled_from(ANYTHING), min_size=1), max_size=5)
FACTOR = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(1)])


def by_hand(
    people: list[frozenset[int]], factor: Fraction
) -> tuple[Verdict, list[tuple[Fraction, Fraction]]]:
    verdict, seen = Verdict(0), []
    for world in product(*people):
        inside = [each for each in world if each in (IN_MET, IN_NOT)]
        everyone = [each for each in world if each != ABSENT]
        share = Fraction(inside.count(IN_MET), len(inside))
        needed = factor * Fraction(sum(each in (IN_MET, OUT_MET) for each in everyone), len(everyone))
        verdict |= Verdict.MET if share >= needed else Verdict.NOT_MET
        seen.append((share, needed))
    return verdict, seen


@given(PEOPLE, FACTOR)
def test_every_completion_agrees(people, factor):
    people = [frozenset({IN_MET}), *people] if len(people) % 2 else [frozenset({IN_NOT}), *people]
    verdict, seen = by_hand(people, factor)
    found = compared(people, factor)
    assert found.verdict == verdict
    assert found.share == Amount(min(a for a, _ in seen), max(a for a, _ in seen))
    assert found.needed == Amount(min(b for _, b in seen), max(b for _, b in seen))
    shorts = [max(Fraction(0), b - a) for a, b in seen]
    assert found.shortfall == Amount(min(shorts), max(shorts))


@given(PEOPLE, FACTOR)
def test_end_by_end_holds_every_completion(people, factor):
    people = [frozenset({IN_MET}), frozenset({IN_NOT}), *people]
    verdict, seen = by_hand(people, factor)
    found = room.by_its_ends(room.Counter(people), factor)
    assert verdict in found.verdict
    for share, needed in seen:
        assert found.share.least <= share <= found.share.most
        assert found.needed.least <= needed <= found.needed.most
        assert found.shortfall.least <= max(0, needed - share) <= found.shortfall.most


def test_so_many_unknown_people_that_the_ends_are_taken():
    many = [frozenset(ANYTHING)] * 60
    assert room.every_tally(room.Counter(many)) is None
    all_met = compared([frozenset({IN_MET})] * 40 + many, Fraction(0))
    assert all_met.verdict is Verdict.MET
    assert room.every_tally(room.Counter([frozenset(ANYTHING)] * 100_000)) is None
    two_kinds = room.Counter({frozenset({IN_MET, IN_NOT}): 150, frozenset({OUT_MET, OUT_NOT}): 150})
    assert room.every_tally(two_kinds) is None
    assert compared([frozenset({IN_NOT})] * 40 + many, Fraction(1)).verdict == Verdict.MET | Verdict.NOT_MET
    half = frozenset({OUT_MET, OUT_NOT, ABSENT})
    none_met = [frozenset({IN_NOT})] * 5 + [frozenset({OUT_MET})] * 200
    doubtful = (
        [frozenset({IN_NOT, OUT_MET, ABSENT})] * 20
        + [half] * 20
        + [frozenset({IN_NOT, ABSENT, OUT_NOT})] * 20
    )
    assert room.every_tally(room.Counter(none_met + doubtful)) is None
    assert compared(none_met + doubtful, Fraction(1, 2)).verdict is Verdict.NOT_MET


def test_ends_of_people_who_may_all_be_absent():
    found = room.ends(room.Counter({frozenset({ABSENT, OUT_MET}): 2}), {IN_MET}, {IN_NOT})
    assert found == (Amount(0, 0), Amount(0, 0), Amount(0, 0))


# -- what may be shown ---------------------------------------------------------------------------------------

SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=6)


def worlds(sizes: dict[str, int], others: int, seen: frozenset[str]) -> dict[str, set[int]]:
    """Everything that the hidden groups and the others can be, given the shown ones and everyone's number.

    Who looks knows which groups are hidden and that each holds somebody; whether anybody is in no group is not told.
    """
    hidden = [name for name, size in sizes.items() if size and name not in seen]
    left = sum(sizes.values()) + others - sum(sizes[name] for name in seen)
    most = left - len(hidden) + 1
    found: dict[str, set[int]] = {name: set() for name in hidden}
    cells = len(hidden) + (others > 0)
    for name in hidden:
        found[name] = {left} if cells == 1 else set(range(1, most + 1))
    return found


@given(SIZES, st.integers(0, 12), st.integers(2, 12))
def test_nobody_can_work_out_a_group_that_is_too_small(numbers, others, minimum):
    sizes = {f"g{place}": size for place, size in enumerate(numbers)}
    seen = shown(sizes, others, minimum)
    assert all(sizes[name] >= minimum for name in seen)
    if not seen:
        return  # nothing is shown, so there is nothing to take from everyone
    left = sum(numbers) + others - sum(sizes[name] for name in seen)
    hidden = [name for name, size in sizes.items() if size and name not in seen]
    assert left == 0 or left >= minimum
    if others == 0 and hidden:
        assert len(hidden) > 1
        # Neither as one person each nor as the most that a small group can be is what is left the only way.
        assert left not in (len(hidden), len(hidden) * (minimum - 1))
    for possible in worlds(sizes, others, seen).values():
        assert len(possible) > 1 or min(possible) >= minimum


def test_the_smallest_shown_group_is_hidden_too():
    assert shown({"a": 3, "b": 20, "c": 12}, 0, 10) == {"b"}
    assert shown({"a": 20, "b": 12}, 0, 10) == {"a", "b"}
    assert shown({"a": 20, "b": 12, "c": 0}, 0, 10) == {"a", "b"}
    assert shown({"a": 3, "b": 20}, 0, 10) == frozenset()  # one alone would tell the other
    assert shown({"a": 20, "b": 15}, 2, 10) == {"a"}  # two who belong to none could be worked out
    assert shown({"a": 4, "b": 3}, 0, 10) == frozenset()
    assert shown({"a": 1, "b": 1, "c": 5, "d": 9}, 0, 2) == {"d"}  # one each could be told from two


def test_to_hide_only_the_small_ones_would_not_be_enough():
    sizes = {"a": 3, "b": 20, "c": 12}
    naive = {name for name, size in sizes.items() if size >= 10}
    assert (
        sum(sizes.values()) - sum(sizes[name] for name in naive) == sizes["a"]
    )  # everyone less the shown ones
    assert shown(sizes, 0, 10) < naive
