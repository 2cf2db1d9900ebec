"""Counted amounts under limits, against brute force that shares no thought with the smallest cut.

In one known world the oracle is either every whole-number filling, or a walk over the tree of nested
limits. Unknown items are expanded into every world. Shares of counted are checked by the definition:
the total keeps its own shares, and a hair more would not.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdrules.semantics import Amount, Case, Ceiling, Item, Tally, check_laminar, tally

from .conftest import EXAMPLES

KINDS = 4
HAIR = Fraction(1, 10**6)
World = tuple[tuple[Fraction, Case], ...]


def of(cap: int | str) -> Ceiling:
    return Ceiling(cap=Amount.exactly(Fraction(cap)))


def known(key: str, hours: int, inside: int = 0, selected: bool = True) -> Item:
    return Item(key, (key,), (Case(Fraction(hours), Fraction(hours), selected, inside),))


def tree_maximum(
    pieces: list[tuple[Fraction, int]], sets: Sequence[frozenset[int]], rooms: list[Fraction]
) -> Fraction:
    """The largest total: from the smallest set outwards, each set's pieces become one, cut to its room."""
    left = list(pieces)
    for index in sorted(range(len(sets)), key=lambda i: len(sets[i])):
        bit = 1 << index
        held = [piece for piece in left if piece[1] & bit]
        left = [piece for piece in left if not piece[1] & bit]
        if held:
            outer = held[0][1]
            for _, inside in held:
                outer &= inside
            left.append((min(rooms[index], sum((size for size, _ in held), Fraction(0))), outer & ~bit))
    return sum((size for size, _ in left), Fraction(0))


def filling_maximum(sizes: list[int], inside: list[int], rooms: list[int]) -> int:
    """The largest total of whole numbers, each up to its size, that keeps every room: all are tried."""
    best = 0
    for filling in product(*[range(size + 1) for size in sizes]):
        within = [
            sum(x for x, mask in zip(filling, inside, strict=True) if mask >> i & 1)
            for i in range(len(rooms))
        ]
        if all(used <= room for used, room in zip(within, rooms, strict=True)):
            best = max(best, sum(filling))
    return best


def some_sets(random: Random) -> list[frozenset[int]]:
    """Some nested or disjoint sets of kinds, the same set twice now and then."""
    sets: list[frozenset[int]] = []
    for _ in range(random.randint(0, 4)):
        candidate = frozenset(random.sample(range(KINDS), random.randint(1, KINDS)))
        if check_laminar([*sets, candidate]) is None:
            sets.append(candidate)
    return sets


def some_ceiling(random: Random, shares: str) -> Ceiling:
    kind = random.choice(["cap", *shares.split()])
    share = Fraction(random.choice([0, 1, 1, 2, 3]), random.choice([3, 4]))
    if kind == "cap":
        return Ceiling(cap=Amount.exactly(random.randint(0, 5)))
    return Ceiling(of_claimed=share) if kind == "claimed" else Ceiling(of_counted=share)


def mask(kind: int, sets: Sequence[frozenset[int]]) -> int:
    return sum(1 << index for index, points in enumerate(sets) if kind in points)


def some_item(random: Random, key: int, sets: Sequence[frozenset[int]], chosen: frozenset[int]) -> Item:
    """An item of unknown kind, hours or gate, or none of these; asked about if its kind is chosen."""
    kinds = random.sample(range(KINDS), random.choice([1, 1, 2, 3]))
    hours = random.randint(0, 4)
    spread = random.choice([0, 0, 0, 2])
    cases = [
        Case(Fraction(hours), Fraction(hours + spread), kind in chosen, mask(kind, sets)) for kind in kinds
    ]
    if random.random() < 0.2:
        cases.append(Case(Fraction(0), Fraction(0), selected=False))
    return Item(str(key), (random.randint(1, 3), key), tuple(cases))


def worlds(items: Sequence[Item]) -> Iterator[World]:
    yield from product(
        *[
            [(end, case) for case in item.cases for end in {case.claimed_least, case.claimed_most}]
            for item in items
        ]
    )  # type: ignore[misc]


def rooms_of(ceilings: Sequence[Ceiling], world: World, counted: Fraction) -> list[Fraction]:
    claimed = sum((amount for amount, _ in world), Fraction(0))
    rooms = []
    for ceiling in ceilings:
        if ceiling.of_claimed is not None:
            rooms.append(ceiling.of_claimed * claimed)
        elif ceiling.of_counted is not None:
            rooms.append(ceiling.of_counted * counted)
        else:
            assert ceiling.cap is not None
            rooms.append(ceiling.cap.least)
    return rooms


def truth(world: World, sets: Sequence[frozenset[int]], ceilings: Sequence[Ceiling]) -> Fraction:
    """What counts in a known world without shares of counted."""
    pieces = [(amount, case.inside) for amount, case in world if case.selected]
    return tree_maximum(pieces, sets, rooms_of(ceilings, world, Fraction(0)))


def check_display(result: Tally, items: Sequence[Item]) -> None:
    assert sum(result.at_least) == result.least
    if result.most is not None:
        assert sum(amount or 0 for amount in result.at_most) == result.most
    for low, high, item in zip(result.at_least, result.at_most, items, strict=True):
        own = max(
            (case.claimed_most or Fraction(0) for case in item.cases if case.selected), default=Fraction(0)
        )
        assert 0 <= low <= own
        assert high is not None
        assert 0 <= high <= own
    assert 0 <= result.least <= result.claimed_least


def settings(
    seed: int, shares: str, narrow: bool
) -> Iterator[tuple[list[Item], list[frozenset[int]], list[Ceiling]]]:
    random = Random(seed)
    for _ in range(EXAMPLES * 2):
        sets = some_sets(random)
        chosen = frozenset(random.sample(range(KINDS), 2)) if narrow else frozenset(range(KINDS))
        items = [some_item(random, key, sets, chosen) for key in range(random.randint(0, 4))]
        yield items, sets, [some_ceiling(random, shares) for _ in sets]


def test_the_two_oracles_agree() -> None:
    random = Random(1)
    for _ in range(EXAMPLES):
        sets = some_sets(random)
        sizes = [random.randint(0, 3) for _ in range(random.randint(0, 4))]
        inside = [mask(random.randrange(KINDS), sets) for _ in sizes]
        rooms = [random.randint(0, 5) for _ in sets]
        pieces = [(Fraction(size), held) for size, held in zip(sizes, inside, strict=True)]
        assert tree_maximum(pieces, sets, list(map(Fraction, rooms))) == filling_maximum(sizes, inside, rooms)


@pytest.mark.parametrize("narrow", [False, True])
def test_bounds_against_every_world(narrow: bool) -> None:
    loose = tried = 0
    for items, sets, ceilings in settings(2, "claimed", narrow):
        totals = [truth(world, sets, ceilings) for world in worlds(items)]
        result = tally(items, ceilings)
        assert result.least == min(totals), (items, ceilings)
        assert result.most is not None
        assert result.most >= max(totals), (items, ceilings)
        loose += result.most > max(totals)
        tried += 1
        check_display(result, items)
    assert loose <= tried * 0.03


def test_shares_of_counted_in_known_worlds() -> None:
    for items, sets, ceilings in settings(3, "claimed counted counted", narrow=False):
        for world in list(worlds(items))[:6]:
            fixed = [
                Item(item.key, item.order, (attrs.evolve(case, claimed_least=amount, claimed_most=amount),))
                for item, (amount, case) in zip(items, world, strict=True)
            ]
            result = tally(fixed, ceilings)
            pieces = [(amount, case.inside) for amount, case in world]
            total = result.least
            assert result.most == total
            assert tree_maximum(pieces, sets, rooms_of(ceilings, world, total)) == total
            more = total + HAIR
            assert tree_maximum(pieces, sets, rooms_of(ceilings, world, more)) < more
            check_display(result, fixed)


@pytest.mark.parametrize("narrow", [False, True])
def test_shares_of_counted_in_unknown_worlds(narrow: bool) -> None:
    for items, sets, ceilings in settings(4, "counted", narrow):
        totals = []
        for world in worlds(items):
            everything = tally(
                [Item(str(i), (i,), (Case(a, a, True, c.inside),)) for i, (a, c) in enumerate(world)],
                ceilings,
            )
            pieces = [(amount, case.inside) for amount, case in world if case.selected]
            totals.append(tree_maximum(pieces, sets, rooms_of(ceilings, world, everything.least)))
        result = tally(items, ceilings)
        assert result.most is not None
        assert result.least <= min(totals)
        assert result.most >= max(totals)
        if not narrow:
            assert result.least == min(totals)
        check_display(result, items)


def test_two_items_that_are_reading_or_viewing() -> None:
    either = (Case(Fraction(1), Fraction(1), True, 0b01), Case(Fraction(1), Fraction(1), True, 0b10))
    result = tally([Item("a", ("a",), either), Item("b", ("b",), either)], [of(1), of(1)])
    assert result.counted == Amount(1, 2)
    assert result.at_least == (1, 0)
    assert result.at_most == (1, 1)


def test_limits_are_not_steps() -> None:
    items = [known("reading", 20, 0b11), known("podcasts", 10, 0b01), known("course", 10)]
    result = tally(items, [of(20), Ceiling(of_claimed=Fraction(1, 4))])
    assert result.counted == Amount.exactly(30)
    assert result.claimed == Amount.exactly(40)


def test_where_comes_first_and_shares_keep_their_base() -> None:
    reading, viewing = known("reading", 8, 1), known("viewing", 8, 1, selected=False)
    assert tally([reading, viewing], [of(10)]).counted == Amount.exactly(8)
    share_of_claimed = tally([reading, viewing], [Ceiling(of_claimed=Fraction(1, 4))])
    assert share_of_claimed.counted == Amount.exactly(4)
    # Ethics by reading, and reading at most half of what is counted: the base is not the ethics alone.
    ethics, course = known("ethics", 4, 1), known("course", 4, 0, selected=False)
    result = tally([ethics, course], [Ceiling(of_counted=Fraction(1, 2))])
    assert result.counted == Amount.exactly(4)
    assert result.at_most == (4, 0)


def test_the_latest_is_cut_first() -> None:
    late, early = known("b", 6, 1), known("a", 6, 1)
    assert tally([late, early], [of(8)]).at_least == (2, 6)


def test_a_filling_is_settled_to_the_total() -> None:
    # 10 h of reading, and 10 h of reading or 1 h of a course; reading at most a quarter of claimed. If the
    # second is a course, the base is 11 and not the 20 that the rooms are taken from.
    either = Item("b", ("b",), (Case(Fraction(10), Fraction(10), True, 1), Case(Fraction(1), Fraction(1))))
    result = tally([known("a", 10, 1), either], [Ceiling(of_claimed=Fraction(1, 4))])
    assert result.counted == Amount(Fraction(15, 4), 5)
    assert result.at_most == (5, 0)
    # Two items, reading or viewing, of which the first takes the room that the second needs.
    kinds = [Case(Fraction(1), Fraction(1), True, bit) for bit in (0b01, 0b10)]
    items = [Item("a", ("a",), tuple(kinds)), Item("b", ("b",), (kinds[0],))]
    assert tally(items, [of(1), of(1)]).at_most == (1, 1)


def test_no_bound_is_no_number() -> None:
    open_reading = Item("more", ("z",), (Case(Fraction(0), None, True, 1),))
    anything = Item("more", ("z",), (Case(Fraction(0), None, True, 1), Case(Fraction(0), None, True, 0)))
    read = known("read", 3, 1)
    capped = tally([read, open_reading], [of(5)])
    assert (capped.counted, capped.at_most, capped.claimed_most) == (Amount(3, 5), (3, 2), None)
    open_ended = tally([read, anything], [of(5)])
    assert (open_ended.counted, open_ended.at_most) == (Amount(3, None), (3, None))
    assert tally([read, anything], []).at_most == (3, None)
    for nothing in (Ceiling(of_claimed=Fraction(0)), Ceiling(of_counted=Fraction(0))):
        assert tally([read, open_reading], [nothing]).at_most == (0, 0)
        assert tally([read, anything], [nothing]).at_most == (0, None)
    for share in (Ceiling(of_claimed=Fraction(1, 2)), Ceiling(of_counted=Fraction(1, 2))):
        unbounded = tally([read, anything], [share])
        assert unbounded.most is None
        assert unbounded.at_most[1] is None


def test_a_cap_may_be_an_amount_itself() -> None:
    result = tally([known("a", 6, 1)], [Ceiling(cap=Amount(2, 4))])
    assert result.counted == Amount(2, 4)
    assert tally([known("a", 6, 1)], [Ceiling(cap=Amount(2, None))]).counted == Amount(2, 6)


def test_an_open_item_outside_the_question_still_moves_the_base() -> None:
    read = known("read", 8, 1)
    aside = Item("more", ("z",), (Case(Fraction(0), None, selected=False),))
    quarter = Ceiling(of_claimed=Fraction(1, 4))
    assert tally([read, aside], [quarter]).counted == Amount(2, 8)
    assert tally([read, aside], [Ceiling(of_counted=Fraction(1, 2))]).counted == Amount(0, 8)


def test_nothing_counts_of_nothing() -> None:
    assert tally([], [of(3)]) == Tally(Fraction(0), Fraction(0), (), (), Fraction(0), Fraction(0))


def test_a_share_of_counted_of_one_or_more_binds_nothing() -> None:
    for share in (Fraction(1), Fraction(3, 2)):
        assert tally([known("a", 6, 1)], [Ceiling(of_counted=share)]).counted == Amount.exactly(6)
    assert tally([known("a", 6, 1)], [Ceiling(of_counted=Fraction(99, 100))]).counted == Amount.exactly(0)


@given(st.lists(st.fractions(0, 10, max_denominator=60), max_size=6), st.fractions(0, 30, max_denominator=60))
def test_exact_hours(hours: list[Fraction], cap: Fraction) -> None:
    items = [Item(str(i), (i,), (Case(h, h, True, 1),)) for i, h in enumerate(hours)]
    result = tally(items, [Ceiling(cap=Amount.exactly(cap))])
    assert result.least == result.most == min(cap, sum(hours, start=Fraction(0)))


@pytest.mark.parametrize("given_", [{}, {"cap": Amount.exactly(1), "of_claimed": Fraction(1)}])
def test_a_ceiling_is_one_thing(given_: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one of them"):
        Ceiling(**given_)  # type: ignore[arg-type]


def test_crossing_limits_are_found() -> None:
    reading, self_study, online = frozenset("r"), frozenset("rp"), frozenset("pc")
    assert check_laminar([]) is None
    assert check_laminar([reading, self_study, frozenset("c"), frozenset(), self_study]) is None
    assert check_laminar([reading, self_study, online]) == (1, 2)
