"""What moves between the periods of a measure, in a fully known record: every period from the first on, one by one."""

from __future__ import annotations

import copy
import datetime
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from oracle.judge_amounts import claim, counted_items, quantity, total, under_limits
from oracle.judge_days import DAY, FIRST_OF_ALL, Window, held, moved, named_in, windows_of
from oracle.judge_facts import NONE, Place, World, holds
from oracle.words import FIELDS

Item = dict[str, Any]
Measure = dict[str, Any]
ZERO = Fraction(0)


@dataclass
class State:
    """What a period begins with: what is left of each earlier period, oldest first, and what the last one lacks."""

    left: list[Fraction]
    owed: Fraction


def amount_of(world: World, measure: Measure, rule: dict[str, Any], place: Place) -> Fraction:
    """Return what a sum or a count comes to, with what other periods bring it, take from it and make good."""
    said = measure.get("carry_over") or measure.get("make_up")
    if said is None:
        return total(world, measure, rule, place)
    named = named_in(world.rules, said["period"])
    windows = [
        each for each in windows_of(named, world.record["person"], place.window[1]) if each[0] >= FIRST_OF_ALL
    ]
    in_hand = place.undated or place.window
    if in_hand not in windows:
        return total(world, measure, rule, place)
    number = windows.index(in_hand)
    state = begin(world, measure, windows, number)
    told = with_carried(world, measure, rule, place, sum(state.left, ZERO))
    if "make_up" not in measure:
        return told
    said, here = measure["make_up"], place.at(in_hand)
    back = min(state.owed, available(world, measure, in_hand))
    if not said["counts_again"]:
        told = max(ZERO, told - of_these(world, measure, rule, back, in_hand, here))
    lacks = after(world, measure, state, in_hand).owed
    if number + 1 < len(windows):
        later = windows[number + 1]
        extra = min(lacks, available(world, measure, later))
        told += of_these(world, measure, rule, extra, later, place.at(later))
    return told


def begin(world: World, measure: Measure, windows: list[Window], number: int) -> State:
    """Return what a period begins with: nothing before the first, and what the record says where it says it."""
    days = [each["ended"] for each in world.record["activities"] if each["ended"] != NONE]
    days += [each["into"] for each in world.record.get("brought_forward", ())]
    empty = [not any(begin <= day <= end for day in days) for begin, end in windows[:number]]
    state = State([], ZERO)
    for index in range(number + 1):
        # A period into which nothing goes and in which nothing lies leaves nothing, and owes the same whatever came
        # before: of several in a row the last is enough.
        if index + 1 < number and empty[index] and empty[index + 1] and not any(state.left):
            continue
        for each in world.record.get("brought_forward", ()):
            if world.rules["measures"][each["measure"]] is measure and each["into"] == windows[index][0]:
                if "carried" in each:
                    state.left = brought(world, measure, windows[:index], Fraction(each["carried"]))
                state.owed = Fraction(each["owed"]) if "owed" in each else state.owed
        if index < number:
            state = after(world, measure, state, windows[index])
    return state


def brought(world: World, measure: Measure, before: list[Window], carried: Fraction) -> list[Fraction]:
    """Return what each earlier period moved on, oldest first: the last one all that it may, and so on back."""
    said, left = measure["carry_over"], []
    for window in reversed(before[-said["into_next"] :]):
        moved_on = min(carried, quantity(world, said["count_at_most"], Place(window)))
        carried -= moved_on
        left.append(moved_on)
    return left[::-1]


def after(world: World, measure: Measure, state: State, window: Window) -> State:
    """Return what the next period begins with."""
    place, world = Place(window), by_itself(world, window)
    carried = sum(state.left, ZERO)
    own = total(world, measure, {}, place)
    whole = with_carried(world, measure, {}, place, carried)
    if "make_up" in measure and not measure["make_up"]["counts_again"]:
        back = min(state.owed, available(world, measure, window))
        own, whole = max(ZERO, own - back), max(ZERO, whole - back)
    owed = ZERO
    if "make_up" in measure:
        owed = max(ZERO, quantity(world, measure["make_up"]["shortfall_of"], place) - whole)
    if "carry_over" not in measure:
        return State([], owed)
    said = measure["carry_over"]
    needed = quantity(world, said["excess_over"], place)
    if said["again"]:
        over, used = max(ZERO, whole - needed), carried
    elif said["used_first"] == "own":
        # What a limit holds back fills nothing, and so is not used.
        over, used = max(ZERO, own - needed), min(whole - own, max(ZERO, needed - own))
    else:
        used = min(carried, needed)
        over = min(own, max(ZERO, whole - needed))
    gone = gone_back(world, measure, state.owed, window)
    over = min(
        of_those(world, measure, said, over, place, gone), quantity(world, said["count_at_most"], place)
    )
    if not holds(world, said.get("only_when"), None, place):
        over = ZERO
    left = list(state.left)
    for index, each in enumerate(left):
        taken = min(each, used)
        left[index], used = each - taken, used - taken
    keep = said["into_next"] - 1
    return State([*(left[-keep:] if keep else []), over], owed)


def with_carried(
    world: World, measure: Measure, rule: dict[str, Any], place: Place, carried: Fraction
) -> Fraction:
    """Return a total with what is carried in as one item more."""
    if not carried:
        return total(world, measure, rule, place)
    said = measure["carry_over"]
    facts = {} if said.get("as", "nothing") == "nothing" else said["as"]
    made = dict.fromkeys(FIELDS["activities"], NONE) | facts | {"id": ""}
    picked = holds(world, rule.get("where"), made, place)
    if not said.get("under_limits"):
        return total(world, measure, rule, place) + (carried if picked else ZERO)
    items = [*counted_items(world, measure, place), made]
    claims = [*(claim(world, measure, each, place) for each in items[:-1]), carried]
    return under_limits(world, measure, rule, items, claims, place)


def in_time(measure: Measure, window: Window) -> Window:
    """Return the days of a period in which the one before can be made good."""
    last = moved(window[0] - DAY, measure["make_up"]["within"], 1)
    return window[0], min(last, window[1])


def by_itself(world: World, window: Window) -> World:
    """Return the record as it is seen where another period is judged: a look-back ends with the main period then."""
    named = world.rules["periods"].get(world.rules.get("period"), {})
    person = world.record["person"]
    around = (
        windows_of(named_in(world.rules, world.rules["period"]), person, window[1])
        if "length" in named
        else []
    )
    made = copy.copy(world)
    made.main = held(around, window[1]) or window
    made.measured = partial(world.measured.func, made)
    return made


def available(world: World, measure: Measure, window: Window) -> Fraction:
    """Return what a period has to make good what the one before lacks."""
    days, world = in_time(measure, window), by_itself(world, window)
    if days[1] < days[0]:
        return ZERO
    return total(world, measure, {"where": measure["make_up"].get("where", {})}, Place(days))


def of_these(
    world: World, measure: Measure, rule: dict[str, Any], amount: Fraction, window: Window, place: Place
) -> Fraction:
    """Return how much of what goes back is of the items that a requirement asks for."""
    said, world = measure["make_up"], by_itself(world, window)
    days = Place(in_time(measure, window))
    items = [
        each for each in counted_items(world, measure, days) if holds(world, said.get("where"), each, days)
    ]
    claimed = [(each, claim(world, measure, each, days)) for each in items]
    return drawn(world, claimed, amount, said["which"], rule.get("where"), place)


def gone_back(world: World, measure: Measure, owed: Fraction, window: Window) -> dict[str, Fraction]:
    """Return what of each item of a period went back to the one before, and no longer counts here."""
    said = measure.get("make_up")
    if said is None or said["counts_again"]:
        return {}
    days, left, gone = Place(in_time(measure, window)), min(owed, available(world, measure, window)), {}
    items = [
        each for each in counted_items(world, measure, days) if holds(world, said.get("where"), each, days)
    ]
    items.sort(key=lambda each: (each["ended"], each["id"]))
    if said["which"] == "latest":
        items.sort(key=lambda each: each["ended"], reverse=True)
    for each in items:
        gone[each["id"]] = min(left, claim(world, measure, each, days))
        left -= gone[each["id"]]
    return gone


def of_those(
    world: World,
    measure: Measure,
    said: dict[str, Any],
    over: Fraction,
    place: Place,
    gone: dict[str, Fraction],
) -> Fraction:
    """Return how much of an excess is of the items whose excess moves on, of what did not go back."""
    where = said.get("where")
    if not where:
        return over
    if said["which"] == "any":
        return min(over, total(world, measure, {"where": where}, place))
    claimed = [
        (each, claim(world, measure, each, place) - gone.get(each["id"], ZERO))
        for each in counted_items(world, measure, place)
    ]
    return drawn(world, claimed, over, said["which"], where, place)


def drawn(
    world: World,
    claimed: list[tuple[Item, Fraction]],
    amount: Fraction,
    order: str,
    where: dict[str, Any] | None,
    place: Place,
) -> Fraction:
    """Take an amount hour by hour from items with their claims, the first or the last first; return what fits."""

    def rank(pair: tuple[Item, Fraction]) -> tuple[int, str]:
        day: datetime.date = pair[0]["ended"]
        return (day.toordinal() if order == "earliest" else -day.toordinal(), pair[0]["id"])

    told = ZERO
    for item, most in sorted(claimed, key=rank):
        taken = min(amount, most)
        amount -= taken
        told += taken if holds(world, where, item, place) else ZERO
    return told
