"""Every rule set of the project: bundled, examples, the ten rules, those of the pages, one with every kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cpdrules import bundled, load
from cpdrules.rules.ruleset import RuleSet
from docs.blocks import LANGUAGE, ROOT, blocks_of, load_block

PAGES = sorted((ROOT / LANGUAGE).glob("*.md"))


@cache
def rule_sets() -> dict[str, RuleSet]:
    """Return the rule sets by where they come from."""
    found = {name: load(name) for name in bundled()}
    files = [
        *sorted((ROOT / "docs/examples").rglob("*.cpd.yaml")),
        ROOT / "tests/benchmarks/ten_rules.cpd.yaml",
        ROOT / "tests/prose/every-kind.cpd.yaml",
    ]
    found |= {path.relative_to(ROOT).as_posix(): load(path) for path in map(Path, files)}
    pages = [blocks_of(page.relative_to(ROOT).as_posix()) for page in PAGES]
    loaded = {block.where: load_block(block, blocks) for blocks in pages for block in blocks}
    return found | {where: each for where, each in loaded.items() if isinstance(each, RuleSet)}
