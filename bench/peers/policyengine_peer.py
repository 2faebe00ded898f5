"""The small rule in policyengine-core."""

from __future__ import annotations

from typing import Final

from contestant import Trials, main
from fisca_rule import Engine, trials
from policyengine_core.entities import build_entity
from policyengine_core.enums import Enum
from policyengine_core.periods import DAY, ETERNITY
from policyengine_core.simulations import SimulationBuilder
from policyengine_core.taxbenefitsystems import TaxBenefitSystem
from policyengine_core.variables import Variable

_ENGINE: Final = Engine(
    label="policyengine-core",
    variable=Variable,
    enum=Enum,
    system=TaxBenefitSystem,
    builder=SimulationBuilder,
    build_entity=build_entity,
    day=DAY,
    eternity=ETERNITY,
    keeps_empty=True,
)
TRIALS: Final[Trials] = trials(_ENGINE)

if __name__ == "__main__":
    main("policyengine", TRIALS, ["policyengine-core", "numpy"])
