"""Made-up people: a population in the schema of `jalon.cohort.schema`, for tests, benches and examples.

Nobody real is in it, and no figure of it is a statistic of anybody. `population` makes the tables; `draws` is chance,
`columns` builds Arrow columns; the other modules say what a person looks like, one subject each. docs/population.md says
how each thing is drawn. Needs the extra `cohort` (PyArrow).
"""

from jalon.cohort.synthetic.population import (
    NOTICE,
    ROWS,
    Exact,
    population_schema,
    synthetic_batches,
    synthetic_table,
)

__all__ = ["NOTICE", "ROWS", "Exact", "population_schema", "synthetic_batches", "synthetic_table"]
