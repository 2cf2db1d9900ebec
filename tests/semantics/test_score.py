"""Scores against every way the parts may turn out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from cpdrules.semantics import Amount, Mark, NotApplicable, Verdict, band, score

from .conftest import EXAMPLES

ONE = Fraction(1)
MODES: tuple[NotApplicable, ...] = ("left_out", "full_marks", "nothing")


def ways(mark: Mark) -> Iterator[Fraction | None]:
    if mark.least is not None and mark.most is not None:
        yield from {mark.least, mark.most}
    if mark.may_not_apply or mark.must_not_apply:
        yield None


def brute(marks: Sequence[Mark], mode: NotApplicable) -> Amount | None:
    means = []
    for world in product(*map(ways, marks)):
        if all(worth is None for worth in world):
            continue
        lapsed = {"left_out": None, "full_marks": ONE, "nothing": Fraction(0)}[mode]
        counted = [
            (mark.weight, lapsed if worth is None else worth)
            for mark, worth in zip(marks, world, strict=True)
            if worth is not None or lapsed is not None
        ]
        means.append(sum(w * (v or 0) for w, v in counted) / sum(w for w, _ in counted))
    return Amount(min(means), max(means)) if means else None


def some_mark(random: Random) -> Mark:
    weight = Fraction(random.randint(1, 4), random.choice([1, 3]))
    if random.random() < 0.15:
        return Mark(weight, None, None, must_not_apply=True)
    ends = sorted(random.choices([Fraction(n, 4) for n in range(6)], k=2))
    return Mark(weight, *ends, may_not_apply=random.random() < 0.5)


@pytest.mark.parametrize("mode", MODES)
def test_score_equals_every_world(mode: NotApplicable) -> None:
    random = Random(5)
    for _ in range(EXAMPLES * 5):
        marks = [some_mark(random) for _ in range(random.randint(0, 5))]
        assert score(marks, mode) == brute(marks, mode), marks


def test_marks_of_verdicts() -> None:
    assert Mark.of(Verdict.MET) == Mark(ONE, ONE, ONE)
    assert Mark.of(Verdict.NOT_MET, Fraction(2)) == Mark(Fraction(2), Fraction(0), Fraction(0))
    assert Mark.of(Verdict.MET | Verdict.NOT_MET) == Mark(ONE, Fraction(0), ONE)
    assert Mark.of(Verdict.MET | Verdict.NOT_APPLICABLE) == Mark(ONE, ONE, ONE, may_not_apply=True)
    assert Mark.of(Verdict.NOT_MET | Verdict.NOT_APPLICABLE) == Mark(ONE, Fraction(0), Fraction(0), True)
    assert Mark.of(Verdict.NOT_APPLICABLE) == Mark(ONE, None, None, must_not_apply=True)


def test_no_applicable_part_no_score() -> None:
    for mode in MODES:
        assert score([], mode) is None
        assert score([Mark.of(Verdict.NOT_APPLICABLE)], mode) is None


def test_what_does_not_apply_is_the_authors_choice() -> None:
    marks = [Mark.of(Verdict.MET), Mark.of(Verdict.NOT_MET), Mark.of(Verdict.NOT_APPLICABLE, Fraction(2))]
    assert [score(marks, mode) for mode in MODES] == [
        Amount.exactly(Fraction(half)) for half in ("1/2", "3/4", "1/4")
    ]


def test_bands() -> None:
    bands = [(Fraction(1, 2), "good"), (Fraction(0), "weak"), (Fraction(3, 4), "strong")]
    assert band(Amount.exactly(Fraction(1, 2)), bands) == ("good", "good")
    assert band(Amount(Fraction(49, 100), Fraction(3, 4)), bands) == ("weak", "strong")
    assert band(Amount(Fraction(3, 5), None), bands) == ("good", "strong")
    assert band(Amount(0, 1), bands[:1]) is None
    assert band(Amount(0, 1), []) is None


@pytest.mark.parametrize(
    "fields",
    [
        (Fraction(0), ONE, ONE),
        (ONE, None, ONE),
        (ONE, ONE, None),
        (ONE, ONE, Fraction(0)),
        (ONE, ONE, ONE, False, True),
    ],
)
def test_faulty_marks(fields: tuple[Fraction, Fraction | None, Fraction | None]) -> None:
    with pytest.raises(ValueError, match=r"weight|part"):
        Mark(*fields)
