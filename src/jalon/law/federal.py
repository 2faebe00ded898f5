"""Figures of the federal law that a person's calendar mentions. The PEQ asks nothing of them: no condition reads this."""

from __future__ import annotations

from typing import Final

# Immigration and Refugee Protection Regulations (SOR/2002-227), s. 2, "dependent child"; confidence: medium (the text was
# not read again for this). Permanent residence takes along a child under this age, in years.
DEPENDENT_CHILD_AGE: Final = 22
