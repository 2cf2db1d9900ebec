"""What the pages show is so: YAML loads, Python runs, and prints what stands below it."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from pathlib import Path

import attrs
import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from cpdrules.prose import english
from cpdrules.report.finding import Allotment, Credit, Finding, Gap, GapKind, Portion
from cpdrules.report.report import Report, ScoreLine
from cpdrules.rules.case import Case, CaseFile, Expectation
from cpdrules.rules.keys import word as keys_word
from cpdrules.rules.keys import written
from cpdrules.testing.runner import run_cases

from .blocks import EXAMPLES, LANGUAGE, ROOT, Block, blocks_of, load_block

# The parts stand in the pages that are made from them.
WRITTEN = [path for path in (ROOT / "docs").rglob("*.md") if not {"parts", "_build"} & set(path.parts)]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *WRITTEN])
# The files of a page with commands are read by these, in the order of the page: test_console.py.
WITH_COMMANDS = [page for page in PAGES if "```console" in (ROOT / page).read_text(encoding="utf-8")]
BLOCKS = [
    block
    for page in PAGES
    if page not in WITH_COMMANDS and not page.startswith(LANGUAGE)
    for block in blocks_of(page)
]
FILE_NAME = re.compile(r"# ([a-z0-9.-]+\.yaml)\n")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.M | re.S)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.where)
def test_every_block_loads(block: Block) -> None:
    made = load_block(block, blocks_of(block.page))
    if isinstance(made, CaseFile):
        assert [result.failures for result in run_cases(made) if not result.passed] == []


@pytest.mark.parametrize("kind", [Case, CaseFile, Expectation])
def test_every_key_of_a_case_file_is_shown(kind: type) -> None:
    text = "".join(block.text for block in blocks_of("docs/reference/cases.md"))
    assert [word for field in written(kind) if f"{(word := keys_word(field))}:" not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_python_prints_what_the_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A YAML block that begins with a file's name, here or in the README, stands in that file meanwhile.

    The examples stand in their folder.
    """
    for block in [*blocks_of("README.md"), *blocks_of(page)]:
        if named := FILE_NAME.match(block.text):
            (tmp_path / named[1]).write_text(block.text, encoding="utf-8")
    shutil.copytree(ROOT / EXAMPLES, tmp_path / EXAMPLES)
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()

    def compare(example: Example) -> None:
        shown = example.parsed.strip()
        assert printed.getvalue().strip() == shown
        printed.seek(0)
        printed.truncate()

    parsers = [PythonCodeBlockParser(), CodeBlockParser("text", compare), CodeBlockParser("json", compare)]
    document = Sybil(parsers=parsers).parse(ROOT / page)
    with contextlib.redirect_stdout(printed):
        for example in document.examples():
            example.evaluate()
    assert not printed.getvalue(), "Python printed something that the page does not show"


def test_the_report_page_names_every_part_and_reason() -> None:
    text = (ROOT / "docs/reference/report.md").read_text(encoding="utf-8")
    types = (Report, Finding, Gap, Credit, Allotment, Portion, ScoreLine)
    names = [field.name for kind in types for field in attrs.fields(kind)]
    codes = [*english.REASONS, *english.CREDITS, *(kind.value for kind in GapKind)]
    assert [name for name in [*names, *codes] if f"`{name}`" not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [
        link for link in LINK.findall(CODE.sub("", text)) if not (ROOT / page).parent.joinpath(link).exists()
    ]
    assert not missing
