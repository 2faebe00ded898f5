"""The words the law is written in: bounds, expressions, spans of time, contested points.

Nothing here knows a rule of the PEQ, and nothing here decides: a reading (see `jalon.readings`) gives the expressions
their meaning. The meaning itself is fixed by the scenarios under `tests/language/scenarios/`.
"""
