"""The site: a guided assessment, its result, the pages of the law and the API, on Django.

`assessment/` asks and keeps the answers, `result/` shows what they give, `law/` prints the law, `api/` serves programs.
What every page shares stands here: `settings`, `languages` (French and English addresses), `rendering`, `vault` (answers
encrypted with a key that only the visitor has), `guard` (headers, limits). No rule and no number of the law is here.
"""
