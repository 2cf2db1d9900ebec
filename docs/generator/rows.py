"""The page of the seed systems: each with its rule set, its cases, and the report of one of them."""

from __future__ import annotations

import attrs

from cpdrules.loading.cases import load_cases
from cpdrules.loading.load import load
from cpdrules.prose import english
from cpdrules.prose.describe import describe
from cpdrules.prose.explain import explain
from cpdrules.testing.runner import run_case

from .blocks import ROOT

PAGE = "docs/examples/systems.md"
SCHEMES = ROOT / "schemes"
NOTE = "<!-- Made by `python docs/generate.py` from the rule sets and their cases. Change those. -->\n\n"


@attrs.frozen
class System:
    """One system: the rule set that says it, and the case whose report is shown; the second where none is named."""

    name: str
    ruleset: str
    shown: str


PI, FT, PO, RIP, SWS = (
    "uk/probation-institute",
    "uk/follow-through",
    "uk/personal-outcomes",
    "uk/research-in-practice",
    "uk/social-work-standards",
)
SECTOR_ADOPTS = f"{PI}/suggested-scheme"
SECTOR = "docs/examples/sector/2026.cpd.yaml"
SECTOR_PEOPLE = "docs/examples/sector/people.py"
SECTOR_TEST = "tests/report/test_sector_example.py"
SYSTEMS = (
    System(
        "Entitlement to CPD",
        f"{PI}/entitlement",
        "somebody new has until the end of January",
    ),
    System(
        "Framework and register",
        f"{PI}/framework-register",
        "a post whose level is not written",
    ),
    System(
        "Five models: points",
        f"{PI}/model-1-points",
        "",
    ),
    System(
        "Five models: outcomes",
        f"{PI}/model-2-outcomes",
        "",
    ),
    System(
        "Five models: outcomes and hours",
        f"{PI}/model-3-outcomes-and-hours",
        "",
    ),
    System(
        "Five models: guidance",
        f"{PI}/model-4-fluid",
        "",
    ),
    System(
        "Five models: everything recordable",
        f"{PI}/model-5-all-recordable",
        "",
    ),
    System(
        "Thirteen criteria for provision",
        f"{PI}/provision-quality",
        "no aim serves the second need",
    ),
    System(
        "Suggested scheme",
        f"{PI}/suggested-scheme",
        "",
    ),
    System(
        "CPD plan",
        f"{PI}/cpd-plan",
        "when the plan ends is not written",
    ),
    System(
        "Ways of learning",
        f"{PI}/ways-of-learning",
        "the way is not written",
    ),
    System(
        "Blended delivery",
        f"{RIP}/blended-delivery",
        "the way of one session is not written",
    ),
    System(
        "Follow-through of a training",
        f"{FT}/commissioned-training",
        "five weeks after the training the first step is open past its day",
    ),
    System(
        "Protected time",
        f"{FT}/protected-time",
        "a week was missed",
    ),
    System(
        "Personal outcomes",
        f"{PO}/approach",
        "a recording of ticked boxes alone",
    ),
    System(
        "After the training",
        f"{PO}/embedding",
        "of three answers neither the harshest nor the kindest holds",
    ),
    System(
        "EEDI: what is offered",
        f"{RIP}/eedi-provision",
        "a word of the list makes a question, whatever its capitals and hyphens",
    ),
    System(
        "EEDI: each group",
        f"{RIP}/eedi-equality",
        "who has not said is in no group, and is not told of either",
    ),
    System(
        "EEDI: commitment",
        f"{RIP}/eedi-organisation",
        "which leader it was is not written",
    ),
    System(
        "Health check of an organisation",
        f"{SWS}/health-check",
        "one question has not been answered, and the score is a range",
    ),
    System(
        "SMART plans",
        f"{RIP}/smart-plan",
        "nobody is responsible",
    ),
    System(
        "Input approach",
        f"{RIP}/input-approach",
        "a need that is to be identified tomorrow",
    ),
    System(
        "Output approach",
        f"{RIP}/output-approach",
        "a result without a baseline",
    ),
    System(
        "The loop between them",
        f"{RIP}/feedback-loop",
        "an objective without an activity",
    ),
    System(
        "Strategic plan in eight stages",
        f"{RIP}/strategic-plan",
        "two stages stand",
    ),
)


def systems_page() -> dict[str, str]:
    """Return the page, by its path."""
    parts = [
        NOTE,
        "# The systems of the seed documents\n\n",
        "Five documents describe how professional development is to be set up. For each system that they\n"
        "describe there is a bundled rule set. Below: what it cites, how many cases hold it, and the report of one of\n"
        "its cases.\n",
    ]
    for each in SYSTEMS:
        parts.append(section(each))
        if each.ruleset == SECTOR_ADOPTS:
            parts.append(sector_section())
    return {PAGE: "".join(parts)}


def section(system: System) -> str:
    """Return what the page says of one system."""
    ruleset = load(system.ruleset)
    loaded = load_cases(SCHEMES / f"{system.ruleset}.cpdtest.yaml")
    assert loaded.cases is not None, system
    tests = loaded.cases.tests
    case = next((each for each in tests if each.name == system.shown), tests[1] if not system.shown else None)
    assert case is not None, f"{system.name}: there is no case `{system.shown}`"
    report = run_case(loaded.cases, case).report
    assert report is not None, system
    source = ruleset.source
    assert source is not None, system
    told = explain(report).replace(f"{ROOT}/", "")
    facts = (
        ("rule set", f"`{system.ruleset}`: {ruleset.title}"),
        ("judges", ruleset.subject),
        ("after", f"{source.document}, {source.section}"),
        ("cases", str(len(tests))),
        ("shown", case.name),
    )
    return shown_as(system.name, facts, told)


def sector_section() -> str:
    """Return what the page says of the part of the suggested scheme that is about a whole sector."""
    ruleset = load(ROOT / SECTOR)
    source = load(SECTOR_ADOPTS).source
    assert source is not None
    facts = (
        ("rule set", f"`{SECTOR}`: {ruleset.title}, which adopts `{SECTOR_ADOPTS}`"),
        ("judges", "a sector: the summary of many reports, year after year"),
        ("after", f"{source.document}, {source.section}, 6 and 7"),
        ("example", f"[a sector over two years](../how-to/look-at-the-sector.md), made by `{SECTOR_PEOPLE}`"),
        ("test", f"`{SECTOR_TEST}`: every total equals a count by hand"),
        ("shown", "what the adoption recommends; the paper itself recommends nothing, and gives no number"),
    )
    assert all((ROOT / file).is_file() for file in (SECTOR, SECTOR_PEOPLE, SECTOR_TEST))
    heading = f"{english.RULES['head_recommendations']}\n"
    told = describe(ruleset).partition(f"\n{heading}")[2].partition("\n\n")[0]
    return shown_as("Suggested scheme: the sector", facts, f"{heading}{told}\n")


def shown_as(name: str, facts: tuple[tuple[str, str], ...], told: str) -> str:
    """Return a section: a table of facts, and a text as it is printed."""
    table = "".join(f"| {key} | {value} |\n" for key, value in facts)
    return f"\n## {name}\n\n| | |\n|---|---|\n{table}\n```{{code-block}} text\n{told}```\n"
