"""How hard the properties are tried: CPDRULES_PROFILE is light, ci, default or release."""

import os

from hypothesis import settings

PROFILE = os.environ.get("CPDRULES_PROFILE", "default")
EXAMPLES = {"light": 10, "ci": 40, "default": 150, "release": 3000}[PROFILE]

settings.register_profile(f"semantics-{PROFILE}", max_examples=EXAMPLES, deadline=None)
settings.load_profile(f"semantics-{PROFILE}")
