"""Checks that no number rests on itself: parameters, measures and definitions refer to one another in no ring."""

from __future__ import annotations

from collections.abc import Iterator

from cpdrules.loading.scope import Scope
from cpdrules.rules.conditions import FieldClause, MeetsClause
from cpdrules.rules.measures import Measure
from cpdrules.rules.parameters import InProportion, Parameter, ReadOff
from cpdrules.rules.quantities import Named, Percent
from cpdrules.rules.ruleset import Definition
from cpdrules.rules.walk import things_in

Name = tuple[str, str]


def check_rings(scope: Scope) -> None:
    """Note each ring once, at the parameter or measure of it that is written first."""
    named: dict[Name, Parameter | Measure | Definition] = {}
    for kind, things in (
        ("parameters", scope.ruleset.parameters),
        ("measures", scope.ruleset.measures),
        ("definitions", scope.ruleset.definitions),
    ):
        named.update({(kind, thing.name): thing for thing in things})
    settled: set[Name] = set()
    for name in named:
        if name not in settled and name[0] != "definitions":
            ring = ring_from(name, named, settled)
            if ring:
                told = " → ".join(f"`{each}`" for _, each in (*ring, ring[0]))
                message = f"these rest on one another in a ring: {told}"
                scope.fault_name(*ring[0], "R027", message, "take one of the references out")
                return


def ring_from(
    name: Name, named: dict[Name, Parameter | Measure | Definition], settled: set[Name]
) -> list[Name]:
    """Return a ring that a thing rests on, beginning with a parameter or a measure; nothing where there is none."""
    way: list[Name] = []
    todo: list[tuple[Name, bool]] = [(name, False)]
    while todo:
        each, left = todo.pop()
        if left:
            settled.add(way.pop())
        elif each in way:
            ring = way[way.index(each) :]
            first = next((place for place, (kind, _) in enumerate(ring) if kind != "definitions"), None)
            if first is not None:  # a ring of definitions alone is told where one of them is used
                return ring[first:] + ring[:first]
        elif each not in settled and each in named:
            way.append(each)
            todo.append((each, True))
            todo.extend((below, False) for below in rests_on(named[each], each[0]))
    return []


def rests_on(thing: Parameter | Measure | Definition, kind: str) -> Iterator[Name]:
    """Yield what a thing names that it needs in order to be worked out."""
    for part in things_in(thing):
        match part:
            case Named(name=name):
                yield "parameters", name
            case Percent(of=str() as name):
                yield "parameters", name
            case MeetsClause(meets=name):
                yield "definitions", name
            case InProportion(in_proportion_to=path) | ReadOff(read_off=path) if path.section is None:
                yield "measures", str(path.field)
            case FieldClause(path=path) if path.section is None:
                yield from (("measures", str(path.field)),) if kind != "measures" else ()
            case Parameter(add=names):
                yield from (("parameters", name) for name in names)
            case _:
                pass
