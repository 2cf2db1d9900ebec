"""Verdicts against enumeration: every set of outcomes is expanded into the points it holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product

import pytest

from cpdrules.semantics import (
    ANY,
    UNDETERMINED,
    All,
    Count,
    Element,
    Quorum,
    Share,
    Verdict,
    all_of,
    enough_of,
    loop,
    share_of,
)

MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
POINTS = (MET, NOT_MET, NOT_APPLICABLE)
SETS = tuple(Verdict(bits) for bits in range(1, 8))
SHARES = tuple(Fraction(share) for share in ("0", "1/4", "1/3", "1/2", "2/3", "3/4", "1"))
QUORUMS: tuple[Quorum, ...] = (All(), *map(Count, range(6)), *map(Share, SHARES))


def combined(quorum: Quorum) -> Callable[[Sequence[Verdict]], Verdict]:
    match quorum:
        case All():
            return all_of
        case Count(count):
            return lambda parts: enough_of(parts, count)
        case Share(share):
            return lambda parts: share_of(parts, share)


def satisfied(quorum: Quorum, met: int, applicable: int) -> bool:
    """The statement of the language, written a second time."""
    match quorum:
        case All():
            return met >= applicable
        case Count(count):
            return met >= min(count, applicable)
        case Share(share):
            return Fraction(met) >= share * applicable


def point(quorum: Quorum, met: int, applicable: int) -> Verdict:
    if applicable == 0:
        return NOT_APPLICABLE
    return MET if satisfied(quorum, met, applicable) else NOT_MET


def union(verdicts: Iterable[Verdict]) -> Verdict:
    found = Verdict(0)
    for verdict in verdicts:
        found |= verdict
    return found


def worlds(parts: Sequence[Verdict]) -> Iterator[tuple[int, int]]:
    """Each way the parts may turn out, as how many are met and how many apply."""
    for outcome in product(*[[p for p in POINTS if p in part] for part in parts]):
        yield outcome.count(MET), len(outcome) - outcome.count(NOT_APPLICABLE)


@pytest.mark.parametrize("quorum", QUORUMS, ids=str)
def test_every_point_up_to_six_parts(quorum: Quorum) -> None:
    combine = combined(quorum)
    for size in range(7):
        for parts in product(POINTS, repeat=size):
            applicable = size - parts.count(NOT_APPLICABLE)
            assert combine(parts) is point(quorum, parts.count(MET), applicable), parts


@pytest.mark.parametrize("quorum", QUORUMS, ids=str)
def test_every_set_up_to_five_parts(quorum: Quorum) -> None:
    combine = combined(quorum)
    for size in range(6):
        for parts in combinations_with_replacement(SETS, size):
            expected = union(point(quorum, *world) for world in worlds(parts))
            assert combine(parts) is expected, parts
            assert combine(parts[::-1]) is expected


def test_a_pair_of_booleans_would_not_do() -> None:
    assert all_of([MET | NOT_APPLICABLE, MET]) is MET
    assert all_of([ANY, MET]) is UNDETERMINED


def test_nothing_to_judge_is_not_applicable_and_never_met() -> None:
    for quorum in QUORUMS:
        assert combined(quorum)([]) is NOT_APPLICABLE
        assert combined(quorum)([NOT_APPLICABLE, NOT_APPLICABLE]) is NOT_APPLICABLE


KINDS = [Element(verdict, certain) for verdict in SETS for certain in (True, False)]


@cache
def outcomes(quorum: Quorum, met: int, applicable: int, present: int, open_ended: bool) -> Verdict:
    """What a list in this state may come to; an open one by really adding up to ten of each outcome."""
    more = range(11 if open_ended else 1)
    found = Verdict(0)
    for good, bad, idle in product(more, repeat=3):
        if present + good + bad + idle:
            found |= point(quorum, met + good, applicable + good + bad)
    return found


def brute_loop(elements: Sequence[Element], quorum: Quorum, if_none: Verdict, open_ended: bool) -> Verdict:
    found = Verdict(0)
    states = set()
    for kept in product(*[[True] if e.certain else [True, False] for e in elements]):
        there = [e.verdict for e, keep in zip(elements, kept, strict=True) if keep]
        if not there:
            found |= if_none
        states |= {(*world, len(there)) for world in worlds(there)}
    return found | union(outcomes(quorum, *state, open_ended) for state in states)


@pytest.mark.parametrize("open_ended", [False, True])
@pytest.mark.parametrize("quorum", QUORUMS, ids=str)
def test_loop_equals_adding_and_removing_elements(quorum: Quorum, open_ended: bool) -> None:
    for size in range(4):
        for elements in combinations_with_replacement(KINDS, size):
            for if_none in (MET, NOT_MET, NOT_APPLICABLE, UNDETERMINED):
                expected = brute_loop(elements, quorum, if_none, open_ended)
                assert loop(elements, quorum, if_none, open_ended) is expected, (elements, if_none)


def test_an_empty_list_is_what_the_author_says() -> None:
    for if_none in POINTS:
        assert loop([], All(), if_none, open_ended=False) is if_none
        assert loop([Element(NOT_APPLICABLE)], All(), if_none, open_ended=False) is NOT_APPLICABLE
        assert loop([Element(MET, certain=False)], All(), if_none, open_ended=False) is if_none | MET


def test_an_open_list_with_enough_met_stays_met_for_a_count_only() -> None:
    both = [Element(MET), Element(MET)]
    assert loop(both, Count(2), NOT_MET, open_ended=True) is MET
    assert loop(both, All(), NOT_MET, open_ended=True) is UNDETERMINED
    assert loop(both, Share(Fraction(1, 100)), NOT_MET, open_ended=True) is UNDETERMINED


def test_an_open_list_with_a_failure_is_lost_for_all_only() -> None:
    failed = [Element(NOT_MET)]
    assert loop(failed, All(), NOT_MET, open_ended=True) is NOT_MET
    assert loop(failed, Share(Fraction(1)), NOT_MET, open_ended=True) is NOT_MET
    assert loop(failed, Share(Fraction(99, 100)), NOT_MET, open_ended=True) is UNDETERMINED
    assert loop(failed, Count(3), NOT_MET, open_ended=True) is UNDETERMINED


def test_words_and_keys_go_there_and_back() -> None:
    assert [verdict.word for verdict in POINTS] == ["met", "not met", "not applicable"]
    assert ANY.may == ("met", "not_met", "not_applicable")
    for verdict in SETS:
        assert Verdict.from_may(reversed(verdict.may)) is verdict
        assert verdict.decided is (len(verdict.may) == 1)
        assert (verdict.word == "undetermined") is not verdict.decided


@pytest.mark.parametrize("keys", [[], ["met", "not met"], ["maybe"]])
def test_faulty_keys_are_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="outcome"):
        Verdict.from_may(keys)


def test_impossible_quorums_are_refused() -> None:
    with pytest.raises(ValueError, match=">= 0"):
        enough_of([MET], -1)
    for share in (Fraction(-1, 2), Fraction(101, 100)):
        with pytest.raises(ValueError, match="from 0 to 1"):
            share_of([MET], share)
