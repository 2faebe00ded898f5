"""What every test shares: how many examples Hypothesis draws, in the normal tier and in the deep one."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# JALON_DEEP=1 asks for the full counts; the normal tier is the same from run to run.
DEEP = bool(os.environ.get("JALON_DEEP"))

settings.register_profile(
    "jalon",
    deadline=None,
    derandomize=not DEEP,
    print_blob=DEEP,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("jalon")
