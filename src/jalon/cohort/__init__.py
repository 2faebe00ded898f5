"""Many people at once: tables of applicant facts in, tables of decisions out.

`schema` says what a table of people is. What the law asks is not here (`jalon.law`), nor how columns of people are decided
(`jalon.readings.columns`).
"""
