"""The small rule in OpenFisca-core."""

from __future__ import annotations

from typing import Final

from contestant import Trials, main
from fisca_rule import Engine, trials
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

_ENGINE: Final = Engine(
    label="OpenFisca-core",
    variable=Variable,
    enum=Enum,
    system=TaxBenefitSystem,
    builder=SimulationBuilder,
    build_entity=build_entity,
    day=DateUnit.DAY,
    eternity=DateUnit.ETERNITY,
    keeps_empty=False,
)
TRIALS: Final[Trials] = trials(_ENGINE)

if __name__ == "__main__":
    main("openfisca", TRIALS, ["openfisca-core", "numpy"])
