"""What rule sets say, word for word: `python tests/prose/test_described.py` renews the files after a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdrules import describe, load
from cpdrules.rendering.markdown import description_to_markdown

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "described"
SETS = {
    "ten-rules": "tests/benchmarks/ten_rules.cpd.yaml",
    "every-kind": "tests/prose/every-kind.cpd.yaml",
    "adoption": "docs/examples/probation/adopt-model-1.cpd.yaml",
}


def told(name: str) -> dict[str, str]:
    """Return what a rule set says, by the file that holds it."""
    ruleset = load(ROOT / SETS[name])
    return {f"{name}.txt": describe(ruleset), f"{name}.md": description_to_markdown(ruleset)}


@pytest.mark.parametrize("name", SETS)
def test_words_are_as_they_were_read_aloud(name: str) -> None:
    for file, text in told(name).items():
        assert text == (HERE / file).read_text(encoding="utf-8"), file


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for each in SETS:
        for name, text in told(each).items():
            (HERE / name).write_text(text, encoding="utf-8")
