"""A file as an editor sees it: typed by YAML 1.2, held against a schema."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from cpdrules import RuleSet, load, schema

ROOT = Path(__file__).parents[2]
MALFORMED = ROOT / "tests/malformed"

# The core schema of YAML 1.2: no days, no clock, no `yes`.
CORE = (
    ("tag:yaml.org,2002:null", re.compile(r"null|Null|NULL|~|")),
    ("tag:yaml.org,2002:bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+")),
    ("tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")),
)


class Editor(yaml.SafeLoader):
    """Reads YAML with the types of YAML 1.2."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode and implicit[0]:
            return next((tag for tag, form in CORE if form.fullmatch(value)), "tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def _number(loader: Editor, node: yaml.ScalarNode) -> float:
    return float(node.value)


Editor.add_constructor("tag:yaml.org,2002:float", _number)


class NotRead(Exception):  # noqa: N818 - no fault of the program
    """An editor's own parser says already what is wrong."""


def seen(text: str, *, as_json: bool = False) -> Any:
    """Return the values that an editor holds against a schema. Raises NotRead for what is no YAML or JSON."""
    try:
        return json.loads(text) if as_json else yaml.load(text, Editor)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotRead(str(error)) from None


@cache
def validator(what: Any, ruleset: RuleSet | None = None) -> jsonschema.Draft7Validator:
    """Return what holds data against a schema."""
    return jsonschema.Draft7Validator(schema(what, ruleset))


def refused(data: Any, what: str, ruleset: RuleSet | None = None) -> str:
    """Return why a schema refuses data; nothing when it takes them."""
    error = jsonschema.exceptions.best_match(validator(what, ruleset).iter_errors(data))
    return "" if error is None else f"{error.json_path}: {error.message}"


def kind_of(data: Any) -> str:
    """Return which schema a file is held against."""
    second = list(data)[1] if isinstance(data, dict) and len(data) > 1 else ""
    return {"ruleset": "rules", "cases": "cases"}.get(str(second), "record")


def vocabulary() -> RuleSet:
    """Return the rule set of the malformed records."""
    return load(MALFORMED / "vocabulary.cpd.yaml")
