"""How hard properties are tried, by CPDRULES_PROFILE (light, default, ci, release); nothing happens on the side."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

PROFILE = os.environ.get("CPDRULES_PROFILE", "default")
settings.register_profile(
    f"cpdrules-{PROFILE}",
    max_examples={"light": 10, "default": 15, "ci": 80, "release": 20_000}[PROFILE],
    deadline=None,
    derandomize=PROFILE != "release",
    database=None,
)
settings.load_profile(f"cpdrules-{PROFILE}")

SIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.", "pickle.")

_seen: list[str] = []
_watching = [False]


def _note(event: str, _args: tuple[object, ...]) -> None:
    if _watching[0] and event.startswith(SIDE):
        _seen.append(event)


# A hook cannot be taken away again, so there is one for the whole session.
sys.addaudithook(_note)


@pytest.fixture
def nothing_on_the_side() -> Iterator[None]:
    """Fail the test if anything reached for the network, another process, native code or pickles."""
    _seen.clear()
    _watching[0] = True
    yield
    _watching[0] = False
    assert _seen == []


def pytest_sessionfinish() -> None:
    """Let coverage write what it has: a process that takes long to end is stopped before it would by itself."""
    coverage = sys.modules.get("coverage")
    measuring = coverage.Coverage.current() if coverage is not None else None
    if measuring is not None:
        measuring.save()
