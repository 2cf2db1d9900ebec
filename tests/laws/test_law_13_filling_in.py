"""Law 13: filling in what is unknown never changes a decided verdict, and stays within every amount."""

import random

from hypothesis import given

from laws.cases import SEEDS, judged, made_case, narrower
from laws.changes import filled

WINDOWS = ("in_every", "in_some")


def holds(seed):
    case = made_case(seed)
    before, after = judged(case), judged(case, record=filled(case, random.Random(seed)))
    narrower(after, before)
    amounts_narrow(after, before)


def amounts_narrow(after, before):
    """A loop over windows shows the amount of one window or a number of windows, so it is left out."""
    blunt = {finding.requirement: finding for finding in before.walk()}
    for sharp in after.walk():
        if sharp.requirement in blunt and sharp.kind not in WINDOWS:
            for word in ("amount", "needed"):
                inside(
                    getattr(sharp, word),
                    getattr(blunt[sharp.requirement], word),
                    f"{word} of {sharp.requirement}",
                )


def inside(sharp, blunt, what):
    if sharp is not None and blunt is not None:
        assert blunt.least <= sharp.least, what
        assert blunt.most is None or (sharp.most is not None and sharp.most <= blunt.most), what


@given(SEEDS)
def test_filling_in(seed):
    holds(seed)
