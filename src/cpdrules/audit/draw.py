"""The door to audits: a register, a rate and a seed in; whom to audit, and why, out."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

from cpdrules.audit import words
from cpdrules.audit.allocation import proportional, within
from cpdrules.audit.candidates import Candidate, Grouping, Strata, candidates, refuse_twins
from cpdrules.audit.previous import AUDITED, DEFERRED, Previous, read_previous
from cpdrules.audit.rate import ROUNDINGS, Rate, asked_for, read_rate
from cpdrules.audit.remarks import remarks
from cpdrules.audit.sample import UNDETERMINED, AuditSample, Selection, Stratum
from cpdrules.evaluation.evaluate import texts_of
from cpdrules.rules.ruleset import RuleSet
from cpdrules.source import DEFAULT_LIMITS, Limits, did_you_mean


def audit_sample(
    register: Iterable[Any],
    *,
    eligible: RuleSet,
    on: datetime.date,
    rate: Rate,
    rounding: Literal["up", "down", "nearest"],
    seed: str | int,
    undetermined: Literal["ask", "in", "out"] = "ask",
    strata: Strata = (),
    previous: Previous | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> AuditSample:
    """Choose whom to audit: a share of those a rule set calls eligible on a day, with a reason for everybody.

    `register` holds records as `evaluate_many` takes them. Who meets `eligible` is eligible; who does not, or to
    whom it does not apply, is out. Where that is undetermined, `ask` lists the person as open and chooses nobody
    of them; `in` and `out` take them as eligible or not, and list them too. A faulty record is listed, is out,
    and does not stop the rest.

    `rate` is exact: `"2.5%"`, `"0.025"`, a Fraction, a Decimal; never a float. It is taken of all who are
    eligible, those audited before among them, and rounded once: `up`, `down`, or `nearest` (a half goes up).
    `strata` names single facts of the rule set, such as `person.role`, or is a function of a Record; each stratum
    gives its share by the largest remainder. Who lacks the fact is in the stratum `unknown`.

    Within a stratum those with the lowest lots are chosen. A lot is the SHA-256 of `seed`, a newline and the id;
    so neither the order of the register nor the machine matters, and one person more changes few others. Equal
    remainders of strata are ordered in the same way.

    `previous` maps ids to `deferred` (chosen now, if eligible, within the number that the rate asks for, or
    beyond it where there are more) or `audited` (not chosen again). A sample or its plain data says that all whom
    it chose were audited; in a list, the later one holds. Where a stratum cannot keep its share because of this,
    others make up for it, so that the number is kept where it can be; `remarks` say so.

    Raises `ValueError` for a rate, seed, stratum or earlier audit that cannot be used, and for an id that stands
    in the register twice.
    """
    checked(on, rounding, undetermined)
    share, sown = read_rate(rate), read_seed(seed)
    grouping, held = Grouping.of(strata, eligible), read_previous(previous)
    people = list(candidates(register, eligible, on, grouping, limits))
    refuse_twins(people)
    draw = Draw.of(people, share, rounding, sown, undetermined, held)
    selections = tuple(draw.selection(each) for each in people)
    sample = AuditSample(
        texts=texts_of(eligible),
        on=on,
        rate=share,
        rounding=rounding,
        seed=sown,
        by=grouping.names,
        undetermined=undetermined,
        total=draw.total,
        strata=draw.counted(selections),
        selections=selections,
    )
    return attrs.evolve(sample, remarks=remarks(sample, held))


def checked(on: object, rounding: object, undetermined: object) -> None:
    """Refuse a day with a time, and words that are not known."""
    if type(on) is not datetime.date:
        raise ValueError(f"`on` is a day, a datetime.date, not {on!r:.60}")
    for name, given, known in (
        ("rounding", rounding, ROUNDINGS),
        ("undetermined", undetermined, UNDETERMINED),
    ):
        if given not in known:
            hint = did_you_mean(str(given), known) or f"it is one of {', '.join(known)}"
            raise ValueError(f"`{name}` cannot be {given!r:.60}; {hint}")


def read_seed(seed: str | int) -> str:
    """Return the seed as the text that is hashed; a number is its decimal digits."""
    if isinstance(seed, bool) or not isinstance(seed, (str, int)):
        raise ValueError(f"the seed is a text or a whole number, not {seed!r:.60}")
    text = str(seed)
    if not text.strip():
        raise ValueError("the seed is empty; write one down, such as the year and the place of the audit")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("the seed holds what is no character (half of a surrogate pair)") from None
    return text


def lot_of(seed: str, name: str) -> str:
    """Return the lot of a person: `printf '%s\\\\n%s' SEED ID | sha256sum` prints the same."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


@attrs.frozen(kw_only=True)
class Draw:
    """How many each stratum gives, and who they are."""

    total: int
    undetermined: str
    held: Mapping[str, str]
    asked: Mapping[str, int]
    lots: Mapping[str, str]
    places: Mapping[str, tuple[int, int, int]]

    @classmethod
    def of(
        cls,
        people: Sequence[Candidate],
        rate: Fraction,
        rounding: str,
        seed: str,
        undetermined: str,
        held: Mapping[str, str],
    ) -> Draw:
        """Share the number out over the strata, and draw."""
        pool = {
            each.person: each.stratum
            for each in people
            if each.person is not None and each.stratum is not None and takes_part(each, undetermined)
        }
        names = sorted({each.stratum for each in people if each.stratum is not None})
        size = Counter(pool.values())
        forced = Counter(stratum for person, stratum in pool.items() if held.get(person) == DEFERRED)
        spared = Counter(stratum for person, stratum in pool.items() if held.get(person) == AUDITED)
        eligible = {name: size[name] for name in names}
        least = {name: forced[name] for name in names}
        most = {name: size[name] - spared[name] for name in names}
        total = asked_for(rate, len(pool), rounding)
        kept = min(max(total, sum(least.values())), sum(most.values()))

        def tie(name: str) -> tuple[str, str]:
            return lot_of(seed, name), name

        given = within(kept, eligible, least, most, tie)
        lots = {person: lot_of(seed, person) for person in pool if person not in held}
        in_draw: dict[str, list[str]] = {name: [] for name in names}
        for person in sorted(lots, key=lambda person: (lots[person], person)):
            in_draw[pool[person]].append(person)
        places = {
            person: (place, len(drawn), given[name] - least[name])
            for name, drawn in in_draw.items()
            for place, person in enumerate(drawn, 1)
        }
        return cls(
            total=total,
            undetermined=undetermined,
            held=held,
            asked=proportional(total, eligible, tie),
            lots=lots,
            places=places,
        )

    def selection(self, each: Candidate) -> Selection:
        """Return what becomes of one person, and why."""
        held = self.held.get(each.person) if each.person is not None else None
        part = takes_part(each, self.undetermined)
        reason, says = self.told(each, held, part)
        if part and each.why is not None:
            says += words.TAKEN_IN
        return Selection(
            person=each.person,
            chosen=reason.code in ("drawn", "deferred"),
            stratum=each.stratum,
            reason=reason,
            words=says,
            verdict=each.verdict,
            previous=held,
            lot=self.lots.get(each.person) if part and each.person is not None else None,
            gaps=each.gaps,
            faults=each.faults,
        )

    def told(self, each: Candidate, held: str | None, part: bool) -> words.Told:
        """Say why somebody is in or out."""
        if not part and each.why is not None:
            taken = words.TAKEN_OUT if is_open(each) and self.undetermined == "out" else ""
            return each.why, each.says + taken + (words.DEFERRED_BEFORE if held == DEFERRED else "")
        if held is not None:
            return words.DEFERRED if held == DEFERRED else words.AUDITED
        return words.drawn(*self.places[str(each.person)], str(each.stratum))

    def counted(self, selections: Iterable[Selection]) -> tuple[Stratum, ...]:
        """Return the counts of each stratum, sorted by name."""
        tallies = {name: Counter[str]() for name in self.asked}
        for each in selections:
            if each.stratum is not None:
                tallies[each.stratum].update(kinds_of(each))
        return tuple(
            Stratum(
                name=name,
                eligible=tally["eligible"],
                open=tally["open"],
                audited=tally["audited"],
                to_choose=self.asked[name],
                chosen=tally["chosen"],
                forced=tally["deferred"],
            )
            for name, tally in tallies.items()
        )


def is_open(each: Candidate) -> bool:
    """Whether it is not known if somebody is eligible."""
    return each.why is not None and each.why.code == "undetermined"


def takes_part(each: Candidate, undetermined: str) -> bool:
    """Whether somebody is among those the rate is taken of."""
    return each.why is None or (is_open(each) and undetermined == "in")


def kinds_of(each: Selection) -> Iterable[str]:
    """Yield what one person is counted as."""
    code = each.reason.code
    if code in ("drawn", "not_drawn", "deferred", "audited"):
        yield "eligible"
        yield code
    elif code == "undetermined":
        yield code
        yield "open"
    if each.chosen:
        yield "chosen"
