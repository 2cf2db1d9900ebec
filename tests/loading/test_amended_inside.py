"""What lies inside a total has to lie inside it once the total, or it, is amended."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdrules import RuleSetError, load

BASE = """
cpdrules: 1
ruleset: example/base
title: Base
subject: portfolio
vocabulary:
  activities: {undated: true, fields: {hours: {unit: hour}, kind: [a, b, c]}}
measures: {h: {sum: hours, from: activities}}
requirements:
  - {id: t, amount: h, at_least: 20}
  - {id: s, amount: h, where: {kind: [b, c]}, at_least: 5, inside: t}
"""
AMENDING = """
cpdrules: 1
ruleset: example/amending
extends: base.cpd.yaml
amends: {AMENDS}
"""


def amended(folder: Path, amends: str) -> None:
    (folder / "base.cpd.yaml").write_text(BASE)
    (folder / "amending.cpd.yaml").write_text(AMENDING.replace("AMENDS", amends))
    load(folder / "amending.cpd.yaml")


@pytest.mark.parametrize("kinds", ["a", "b", "[a, b]"])
def test_a_total_that_leaves_some_of_them_out_is_refused(tmp_path: Path, kinds: str) -> None:
    with pytest.raises(RuleSetError) as refused:
        amended(tmp_path, f"t: {{where: {{kind: {kinds}}}}}")
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.span and fault.span.line) == ("R009", 5)
    assert fault.message.startswith("with this, not all that counts for `s` counts for `t`")


@pytest.mark.parametrize(
    "amends",
    [
        "s: {where: {kind: b}}",
        "t: {where: {kind: [b, c]}}",
        "t: {where: {kind: b}}, s: {where: {kind: b}}",
        "s: {at_least: 7}",
    ],
)
def test_what_still_lies_inside_loads(tmp_path: Path, amends: str) -> None:
    amended(tmp_path, amends)
