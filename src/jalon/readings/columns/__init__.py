"""The reading of the law over columns of people: the expressions written out as programs, which one compiled machine runs.

`layout` says where each fact stands in the tables and `tables` makes them from records of bounds; `writing`, `measuring`
and `waiting` turn expressions into instructions, `running` those of a stretch of the calendar into a program (`programs`);
`machine` runs it, with the kernels; `performing` deals people to the cores; `deciding` and `first_days` are the doors. No
rule of the law is here, and nothing knows the web or files: `jalon.cohort` reads and writes those. Needs the extra
`cohort` (Numba).
"""
