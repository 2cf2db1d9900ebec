"""Building on another rule set: for now, setting the numbers and lists that it leaves to its adopter."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from cpdrules.loading.check_measures import check_list, check_parameter
from cpdrules.loading.library import bundled
from cpdrules.loading.scope import Scope
from cpdrules.loading.structure import MISSING, Broken, attempt, block, remember, text
from cpdrules.rules.keys import key
from cpdrules.rules.parameters import Parameter
from cpdrules.rules.ruleset import Origin, RuleSet
from cpdrules.rules.vocabulary import NamedList, Reference
from cpdrules.source import Document, Limits, Mapping, Node, did_you_mean


@attrs.frozen
class Chain:
    """The files read on the way to this one: for rings, for the limits, and for relative paths."""

    limits: Limits
    folder: Path | None = None
    above: tuple[str, ...] = ()
    root: Path | None = None

    def at(self, path: Path) -> Chain:
        """Return the chain with the folder of a file; the first file's folder is the root of all."""
        folder = path.resolve().parent
        return attrs.evolve(self, folder=folder, root=self.root or folder)


@attrs.frozen
class Base:
    """Where the rule set that is extended stands."""

    name: str
    bundled: bool
    path: str
    chain: Chain


@attrs.frozen(kw_only=True)
class Setting:
    """What an extending rule set says: who it is, what it extends, and what it sets."""

    ruleset: str = key("the id of the extending rule set")
    title: str | None = key("its heading; the heading of what it extends if left out", default=None)
    edition: str | None = key("the name of this version of the text", default=None)
    in_force: datetime.date | None = key("the first day on which the text holds", default=None)
    source: Reference | None = key("the document that it rests on", default=None)
    extends: str = key("a bundled rule set, or a file below the folder of this one")
    parameters: tuple[Parameter, ...] = key("the numbers it sets", default=())
    lists: tuple[NamedList, ...] = key("the lists it sets", default=())


def extend(
    root: Mapping, document: Document, chain: Chain, read_base: Callable[[Base], RuleSet | None]
) -> RuleSet | None:
    """Read an extending rule set and return what it extends with its settings made."""
    _refuse_other_sections(root)
    setting = attempt(lambda: block(root, Setting, also={"cpdrules"}))
    base = attempt(lambda: find_base(root.entries["extends"], chain))
    ruleset = None if base is MISSING else read_base(base)
    if ruleset is None or setting is MISSING:
        return None
    return apply(setting, ruleset, root, document)


def _refuse_other_sections(root: Mapping) -> None:
    allowed = {
        "cpdrules",
        "ruleset",
        "title",
        "edition",
        "in_force",
        "source",
        "extends",
        "parameters",
        "lists",
    }
    own = {field.name for field in attrs.fields(RuleSet)}
    for word in [word for word in root if word in own - allowed]:
        root.fault_key(
            word,
            "R031",
            f"an extending rule set cannot say `{word}` yet",
            "it sets `parameters` and `lists` that are `to_be_set`",
        )
        del root.entries[word]


def find_base(node: Node, chain: Chain) -> Base:
    """Find the rule set that is extended; the path may not leave the folder of the first file."""
    name = text(node)
    if len(chain.above) >= chain.limits.extends_depth:
        node.fault("R028", f"rule sets extend one another more than {chain.limits.extends_depth} deep")
    if name in bundled():
        return Base(name, True, "", _deeper(node, chain, name))
    path = PurePosixPath(name)
    if not name.endswith((".yaml", ".yml", ".json")):
        node.fault(
            "R030",
            f"there is no bundled rule set `{name}`",
            did_you_mean(name, bundled())
            or "`cpdrules rulesets` lists the bundled ones; a file is given with its ending",
        )
    elif path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        node.fault(
            "R030",
            f"`{name}` is not a path below this file's folder",
            "write it relative, with `/` and without `..`",
        )
    elif chain.folder is None:
        node.fault(
            "R030",
            f"`{name}` is a file, and this text stands in no folder",
            "load it from a file, or extend a bundled rule set",
        )
    else:
        full = (chain.folder / path).resolve()
        if not full.is_relative_to(chain.root or chain.folder):
            node.fault("R030", f"`{name}` leads outside this file's folder")
        else:
            shown = str(PurePosixPath(node.document.name).parent / path)
            return Base(name, False, shown, _deeper(node, chain, str(full)))
    raise Broken


def _deeper(node: Node, chain: Chain, name: str) -> Chain:
    if name in chain.above:
        node.fault("R032", "rule sets extend one another in a ring: " + " → ".join((*chain.above, name)))
        raise Broken
    return attrs.evolve(chain, above=(*chain.above, name))


def apply(setting: Setting, base: RuleSet, root: Mapping, document: Document) -> RuleSet | None:
    """Make the settings; every one must be of something that the base leaves to be set."""
    merged: dict[str, Any] = {}
    for kind in ("parameters", "lists"):
        merged[kind] = _set(kind, getattr(setting, kind), base, root)
    origin = Origin(base.id, base.edition, base.digest)
    sets = tuple(thing.name for kind in ("parameters", "lists") for thing in getattr(setting, kind))
    ruleset = attrs.evolve(
        base,
        ruleset=setting.ruleset,
        title=setting.title or base.title,
        edition=setting.edition,
        in_force=setting.in_force or base.in_force,
        origins=(attrs.evolve(origin, sets=sets), *base.origins),
        **merged,
    )
    _check(setting, ruleset, root, document)
    return ruleset


def _set(kind: str, settings: tuple[Any, ...], base: RuleSet, root: Mapping) -> tuple[Any, ...]:
    known = {thing.name: thing for thing in getattr(base, kind)}
    for thing in settings:
        node = root.entries[kind]
        old = known.get(thing.name)
        if old is None:
            node.fault_key(
                thing.name,
                "R020",
                f"`{base.id}` has no `{thing.name}` to set",
                did_you_mean(thing.name, base.to_be_set)
                or "to be set: " + ", ".join(f"`{each}`" for each in base.to_be_set),
            )
        elif thing.name not in base.to_be_set:
            node.fault_key(
                thing.name,
                "R031",
                f"`{thing.name}` is set by `{base.id}` already",
                "an adopter sets only what is `to_be_set`",
            )
        elif isinstance(thing, Parameter) and thing.unit not in (None, old.unit):
            node.fault_key(thing.name, "R029", f"`{thing.name}` counts {old.unit}, not {thing.unit}")
        else:
            known[thing.name] = _joined(thing, old, node)
    return tuple(known.values())


def _joined(thing: Any, old: Any, node: Node) -> Any:
    """Take the values from the setting and what the base says about them from the base."""
    if isinstance(thing, Parameter):
        made = attrs.evolve(
            thing, unit=old.unit, title=thing.title or old.title, reduce=thing.reduce or old.reduce
        )
    else:
        made = attrs.evolve(thing, fields=old.fields, title=thing.title or old.title)
    remember(made, node.entries[thing.name])  # type: ignore[attr-defined]
    return made


def _check(setting: Setting, ruleset: RuleSet, root: Mapping, document: Document) -> None:
    scope = Scope.of(ruleset, root, document)
    names = {thing.name for thing in (*setting.parameters, *setting.lists)}
    for parameter in ruleset.parameters:
        if parameter.name in names:
            check_parameter(scope, parameter)
    for named in ruleset.lists:
        if named.name in names:
            check_list(scope, named)
