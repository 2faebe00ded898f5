"""The reading of the law over columns of people: the expressions written out as machine code, one table an entity.

`layout` says where each fact stands in the tables, `tables` makes them from records of bounds, `writing` turns
expressions into functions, `kernels` are the measures of time, `deciding` runs them. No rule of the law is here, and
nothing knows the web or files: `jalon.cohort` reads and writes those. Needs the extra `cohort` (Numba).
"""
