"""How hard the laws are tried: CPDRULES_PROFILE is default, ci or release."""

from hypothesis import settings

from laws.cases import PROFILE

settings.register_profile(
    f"laws-{PROFILE}",
    max_examples={"default": 50, "ci": 200, "release": 20_000}[PROFILE],
    deadline=None,
    derandomize=PROFILE == "ci",
    database=None,
)
settings.load_profile(f"laws-{PROFILE}")
