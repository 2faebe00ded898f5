"""Registers: published lists and tables, kept as data and read on first use.

They hold facts only (codes, titles, levels, marks, amounts); what the law makes of them is said elsewhere.
"""
