"""Building on another rule set: setting the numbers and lists that it leaves to its adopter, and adding duties."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath
from typing import Literal

import attrs

from cpdrules.loading.amends import Amending, refuse_undecided
from cpdrules.loading.check import check_ids
from cpdrules.loading.check_inside import check_amended, check_inside
from cpdrules.loading.check_measures import check_measure
from cpdrules.loading.check_parameters import check_parameter
from cpdrules.loading.check_recommendations import added_recommendations, check_recommendation
from cpdrules.loading.check_requirements import check_requirement
from cpdrules.loading.check_rings import check_rings
from cpdrules.loading.check_vocabulary import check_list
from cpdrules.loading.editions import check_edition
from cpdrules.loading.library import bundled
from cpdrules.loading.origins import origin
from cpdrules.loading.scalars import MISSING, Broken, attempt, text
from cpdrules.loading.scope import Place, Scope
from cpdrules.loading.sets import set_lists, set_parameters
from cpdrules.loading.structure import block, words_of
from cpdrules.rules.amended import Amended
from cpdrules.rules.amendments import Amendment, SetParameter
from cpdrules.rules.keys import key
from cpdrules.rules.measures import Measure
from cpdrules.rules.recommendations import Recommendation
from cpdrules.rules.requirements import Requirement
from cpdrules.rules.ruleset import Exemption, Origin, RuleSet
from cpdrules.rules.vocabulary import NamedList, Reference
from cpdrules.rules.walk import every, things_in
from cpdrules.source import Document, Limits, Mapping, Node, cited, did_you_mean


@attrs.frozen
class Chain:
    """The files read on the way to this one: for rings, for the limits, and for relative paths.

    `above` are the real paths or bundled names, `names` what the author calls them.
    """

    limits: Limits
    folder: str | None = None
    above: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    root: str | None = None

    def at(self, path: str | os.PathLike[str]) -> Chain:
        """Return the chain with the folder of a file; the first file's folder is the root of all."""
        real = os.path.realpath(path)
        folder = str(PurePath(real).parent)
        chain = self if real in self.above else self.through(real, PurePosixPath(path).name)
        return attrs.evolve(chain, folder=folder, root=self.root or folder)

    def through(self, real: str, name: str | None = None) -> Chain:
        """Return the chain with one more rule set in it."""
        return attrs.evolve(self, above=(*self.above, real), names=(*self.names, name or real))


@attrs.frozen
class Base:
    """Where the rule set that is extended stands."""

    name: str
    bundled: bool
    path: str
    chain: Chain


@attrs.frozen(kw_only=True)
class Setting:
    """What an extending rule set says."""

    ruleset: str = key("the id of the extending rule set")
    title: str | None = key("its heading, in place of the base's", default=None)
    edition: str | None = key("the name of this version", default=None)
    in_force: datetime.date | None = key("its first day", default=None)
    in_force_at: Literal["period_start", "period_end", "day_of_judging"] | None = key(
        "as in the head, where the base does not say", default=None
    )
    source: Reference | None = key("the document that it rests on", default=None)
    extends: str = key("a bundled rule set, or a file below the folder of this one")
    extends_edition: str | None = key("its edition; another is refused", default=None)
    parameters: tuple[SetParameter, ...] = key("the numbers it sets, or sets anew", default=())
    lists: tuple[NamedList, ...] = key("the lists it sets", default=())
    amends: tuple[Amendment, ...] = key("changes of its requirements, by their ids", default=())
    measures: tuple[Measure, ...] = key("measures of its own", default=())
    requirements: tuple[Requirement, ...] = key("requirements of its own", default=())
    recommendations: tuple[Recommendation, ...] = key("recommendations of its own", default=())


def extend(
    root: Mapping,
    document: Document,
    chain: Chain,
    read_base: Callable[[Base, Node], RuleSet | None],
) -> RuleSet | None:
    """Read an extending rule set and return what it extends with its settings made."""
    _refuse_other_sections(root)
    refuse_undecided(root)
    setting = attempt(
        lambda: block(root, Setting, also=("cpdrules",), stand_in={"ruleset": "", "extends": ""})
    )
    node = root.entries["extends"]
    base = attempt(lambda: find_base(node, chain))
    ruleset = None if base is MISSING else read_base(base, node)
    if ruleset is None or setting is MISSING:
        return None
    check_edition(setting.extends_edition, setting.amends, ruleset, root)
    check_in_force_at_of(setting, ruleset, root)
    return apply(setting, ruleset, root, document)


def _refuse_other_sections(root: Mapping) -> None:
    allowed = words_of(Setting)
    for word in [word for word in root if word in words_of(RuleSet) and word not in allowed]:
        message = f"an extending rule set cannot say `{word}` yet"
        root.fault_key(
            word,
            "R031",
            message,
            "it sets `parameters` and `lists`, `amends`, and adds `measures`, `requirements` and `recommendations`",
        )
        del root.entries[word]


def find_base(node: Node, chain: Chain) -> Base:
    """Find the rule set that is extended; the path may not leave the folder of the first file."""
    name = text(node)
    if name in bundled():
        return Base(name, True, "", _deeper(node, chain, name, name))
    if not name.endswith((".yaml", ".yml", ".json")):
        otherwise = "`cpdrules rulesets` lists the bundled ones; a file is given with its ending"
        hint = did_you_mean(name, bundled()) or otherwise
        node.fault("R030", f"there is no bundled rule set {cited(name)}", hint)
    elif not is_below(name):
        hint = "write it relative, with `/` and without `..`"
        node.fault("R030", f"{cited(name)} is not a path below this file's folder", hint)
    elif chain.folder is None:
        hint = "load it from a file, or extend a bundled rule set"
        node.fault("R030", f"{cited(name)} is a file, and this text stands in no folder", hint)
    else:
        real = os.path.realpath(PurePath(chain.folder, name))
        if PurePath(real).is_relative_to(chain.root or chain.folder):
            shown = str(PurePosixPath(node.document.name).parent / name)
            return Base(name, False, shown, _deeper(node, chain, real, name))
        node.fault("R030", f"{cited(name)} leads outside this file's folder", "is there a link on the way?")
    raise Broken


def is_below(name: str) -> bool:
    """Whether a path is relative, without a step upwards, and none of another system."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or any(sign in name for sign in "\\:\0"))


def _deeper(node: Node, chain: Chain, real: str, name: str) -> Chain:
    if real in chain.above:
        ring = " → ".join(cited(each) for each in (*chain.names[chain.above.index(real) :], name))
        node.fault("R032", f"rule sets extend one another in a ring: {ring}", "take one `extends` out")
        raise Broken
    if len(chain.above) > min(chain.limits.extends_depth, chain.limits.extends_files):
        message = f"rule sets extend one another more than {chain.limits.extends_depth} deep"
        node.fault("R028", message, "say it in fewer files")
        raise Broken
    return chain.through(real, name)


def apply(
    setting: Setting, base: RuleSet, root: Mapping, document: Document, *, may_amend: bool = True
) -> RuleSet | None:
    """Set what the base leaves to be set, amend what it asks, and add what is new."""
    by = Amended(by=setting.ruleset, edition=setting.edition, changes=())
    adds = tuple(str(each.id) for each in setting.requirements)
    rules = attrs.evolve(
        base,
        parameters=set_parameters(setting.parameters, base, root, by if may_amend else None),
        lists=set_lists(setting.lists, base, root),
        measures=_added(setting.measures, base, root),
    )
    rules = Amending(base, by, root, document, frozenset(adds)).all_of(setting.amends, rules)
    ruleset = attrs.evolve(
        rules,
        ruleset=setting.ruleset,
        title=setting.title or base.title,
        edition=setting.edition,
        in_force=setting.in_force or base.in_force,
        in_force_at=setting.in_force_at or base.in_force_at,
        source=setting.source or base.source,
        exemptions=tuple(_sparing(each, adds) for each in base.exemptions),
        requirements=(*rules.requirements, *setting.requirements),
        recommendations=added_recommendations(setting.recommendations, base, root),
        origins=(_origin(setting, base, rules), *base.origins),
    )
    _check(ruleset, setting, root, document)
    return ruleset


def check_in_force_at_of(setting: Setting, base: RuleSet, root: Mapping) -> None:
    """Check that the day that chooses is not another one than the base goes by."""
    is_dated = any(getattr(each, "since", None) for each in things_in((base.parameters, base.lists)))
    goes_by = base.in_force_at or ("day_of_judging" if is_dated else setting.in_force_at)
    if setting.in_force_at not in (None, goes_by):
        message = f"`{base.id}` chooses among what is dated by `{goes_by}`"
        root.entries["in_force_at"].fault("R031", message, "take `in_force_at` out")


def _sparing(exemption: Exemption, adds: tuple[str, ...]) -> Exemption:
    """Return an exemption that speaks of the requirements it was written for, and of none that are added later."""
    if not exemption.from_all_except or not adds:
        return exemption
    return attrs.evolve(exemption, from_all_except=(*exemption.from_all_except, *adds))


def _origin(setting: Setting, base: RuleSet, rules: RuleSet) -> Origin:
    """Return the text that is extended, with what this one makes of it."""
    before = {each.id: each.amended for each in every(base.requirements)}
    amended = [
        (str(each.id), each.amended[-1])
        for each in every(rules.requirements)
        if each.amended and each.amended != before[each.id]
    ]
    numbers = {each.name: each.amended for each in base.parameters}
    amended += [
        (f"parameters.{each.name}", each.amended[-1])
        for each in rules.parameters
        if each.amended != numbers[each.name]
    ]
    named = [name for name, _ in amended]
    given = [*(each.name for each in setting.parameters), *(each.name for each in setting.lists)]
    return Origin(
        base.id,
        base.edition,
        base.digest,
        sets=tuple(name for name in given if f"parameters.{name}" not in named),
        adds=(
            *(str(each.id) for each in setting.requirements),
            *(each.name for each in setting.recommendations),
        ),
        amends=tuple(named),
        loosens=tuple(name for name, each in amended if each.is_looser),
        source=base.source,
    )


def _added(measures: tuple[Measure, ...], base: RuleSet, root: Mapping) -> tuple[Measure, ...]:
    """Return the measures of the base and those that are added, none of which has the name of another."""
    known = {each.name for each in base.measures}
    for name in [each.name for each in measures if each.name in known]:
        node = root.entries["measures"]
        assert isinstance(node, Mapping)
        message = f"`{base.id}` has a measure {cited(name)} already"
        node.fault_key(name, "R024", message, "give this one another name")
    return (*base.measures, *(each for each in measures if each.name not in known))


def _check(ruleset: RuleSet, setting: Setting, root: Mapping, document: Document) -> None:
    """Check what this file says, with the names of what it extends."""
    scope = Scope.of(ruleset, root, document)
    for parameter in ruleset.parameters:
        if origin(parameter, document) is not None:
            check_parameter(scope, parameter)
    for named in ruleset.lists:
        if origin(named, document) is not None:
            check_list(scope, named)
    for measure in setting.measures:
        check_measure(scope, measure)
    check_ids(scope)
    for requirement in setting.requirements:
        check_requirement(scope, requirement, Place())
    check_inside(scope, setting.requirements)
    amends = root.entries.get("amends")
    if isinstance(amends, Mapping):
        check_amended(scope, dict(amends.entries))
    for recommendation in setting.recommendations:
        check_recommendation(scope, recommendation)
    check_rings(scope)
