"""Three-valued truth against enumeration of the two values each set holds."""

from itertools import product

from cpdrules.semantics import UNKNOWN, Truth, all_true, any_true

VALUES = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)


def booleans(truth: Truth) -> list[bool]:
    return [True, False] if truth is UNKNOWN else [truth is Truth.TRUE]


def test_every_table_up_to_five_conditions() -> None:
    for size in range(6):
        for truths in product(VALUES, repeat=size):
            worlds = list(product(*map(booleans, truths)))
            for combine, plain in ((all_true, all), (any_true, any)):
                outcomes = {plain(world) for world in worlds}
                expected = Truth.UNKNOWN if len(outcomes) == 2 else Truth.of(outcomes.pop())
                assert combine(truths) is expected


def test_of_none_is_unknown() -> None:
    assert Truth.of(None) is UNKNOWN
    assert (UNKNOWN.possible, UNKNOWN.certain) == (True, False)
    assert (Truth.TRUE.possible, Truth.TRUE.certain) == (True, True)
    assert (Truth.FALSE.possible, Truth.FALSE.certain) == (False, False)
