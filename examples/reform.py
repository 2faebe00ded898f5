"""A law to try: eighteen months of work instead of twenty-four, for temporary foreign workers.

jalon reform people.parquet --law examples/reform.py --on 2026-07-15
"""

from jalon.law.editing import Programme, Words, with_months

TITLE = Words("Dix-huit mois de travail au lieu de vingt-quatre", "Eighteen months of work instead of twenty-four")


def reform(programme: Programme) -> Programme:
    """Called once for each stream compared; gives it as it would be."""
    if programme.id != "peq-workers":
        return programme
    return with_months(programme, "experience", 18, instead_of=24)
