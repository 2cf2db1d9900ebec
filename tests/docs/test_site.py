"""The site builds without a warning and fetches nothing from elsewhere; decisions are numbered without a gap."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.blocks import ROOT

DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
FETCHED_BY = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "link": "href",
    "object": "data",
}
# Links of these kinds are followed by nobody but machines that look for related pages.
NOT_FETCHED = {"next", "prev", "index", "search", "canonical", "author"}
ELSEWHERE = re.compile(r"^(?:[a-z]+:)?//")
IN_STYLES = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//[^)'\"]+")


class Fetched(HTMLParser):
    """Collects what a browser fetches for a page from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(FETCHED_BY.get(tag, "")) or ""
        if ELSEWHERE.match(address) and given.get("rel") not in NOT_FETCHED:
            self.found.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for needed in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(needed, reason="pip install 'cpdrules[docs]'", exc_type=ImportError)
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "--keep-going", str(ROOT / "docs"), str(out)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return out


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        parser = Fetched()
        parser.feed(page.read_text(encoding="utf-8"))
        assert parser.found == [], page.name
    for style in site.rglob("*.css"):
        assert IN_STYLES.findall(style.read_text(encoding="utf-8")) == [], style.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script src="https://example.org/a.js"></script>', 1),
        ('<link rel="stylesheet" href="//example.org/a.css">', 1),
        ('<img src="http://example.org/a.png">', 1),
        ('<a href="https://example.org">a link that is followed by choice</a>', 0),
        ('<script src="_static/a.js"></script>', 0),
    ],
)
def test_what_is_fetched_is_seen(text: str, found: int) -> None:
    parser = Fetched()
    parser.feed(text)
    assert len(parser.found) == found


def test_fonts_from_elsewhere_are_seen() -> None:
    assert IN_STYLES.search("src: url('https://example.org/font.woff2')")
    assert IN_STYLES.search("@import '//example.org/font.css'")


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_its_number_and_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.M) == ["Context", "Decision", "Consequences"]
