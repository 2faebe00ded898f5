"""A table of broken applicant files: what each holds and the words that its message must have in both languages.

The suffix ``/`` makes a directory, and ``None`` as content makes no file at all. The folder ``tests/cli`` reads this
table too: a command that is given one of these files must print these words, and no traceback.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken file; ``fr`` and ``en`` are words that the message in that language must contain."""

    id: str
    suffix: str
    content: bytes | None
    fr: tuple[str, ...]
    en: tuple[str, ...]


BROKEN: list[Broken] = []


def _add(name: str, content: str | bytes | None, fr: str, en: str, suffix: str = ".yaml") -> None:
    """Words are separated by ``|``."""
    data = content.encode() if isinstance(content, str) else content
    BROKEN.append(Broken(name, suffix, data, tuple(fr.split("|")), tuple(en.split("|"))))


def _yaml(name: str, body: str, fr: str, en: str) -> None:
    """A file that would be right but for ``body``."""
    _add(name, f"schema: 1\n{body}\n", fr, en)


def _json(name: str, body: str, fr: str, en: str) -> None:
    _add(name, f'{{"schema": 1, {body}}}', fr, en, ".json")


# Files that are something else altogether.
_add("missing-file", None, "n’existe pas", "does not exist")
_add("directory", b"", "est un dossier", "is a folder", "/")
_add("empty", "", "est vide", "is empty")
_add("only-comments", "# rien\n# nothing\n", "est vide", "is empty")
_add("blank-lines", "\n\n  \n", "est vide", "is empty")
_add("bare-document-mark", "---\n", "il contient null", "it holds null")
_add("png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "pas un fichier de texte", "not a text file", ".png")
_add("png-named-yaml", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "pas un fichier de texte", "not a text file")
_add("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x01\x02", "pas un fichier de texte", "not a text file", ".pdf")
_add("nul", b"schema: 1\n\x00", "pas un fichier de texte", "not a text file")
_add("utf-16", "schema: 1\n".encode("utf-16"), "UTF-8", "UTF-8")
_add("latin-1", "schema: 1\njobs: [{title: Préposée}]\n".encode("latin-1"), "UTF-8", "UTF-8")
_add("html", "<!DOCTYPE html>\n<html><body>PEQ</body></html>\n", "HTML", "HTML", ".html")
_add("xml", "<?xml version='1.0'?><applicant/>", "XML", "XML", ".xml")
_add("csv", "name,birth_date\nAna,1990-01-01\n", "des clés et leurs valeurs", "keys and their values", ".csv")
_add("prose", "Bonjour le monde\n", "il contient «\u00a0Bonjour le monde\u00a0»", "it holds “Bonjour le monde”", ".txt")
_add("top-level-list", "- schema: 1\n- birth_date: 1990\n", "une liste de 2 éléments", "a list of 2 items")
_add("top-level-number", "42\n", "il contient 42", "it holds 42")
_add("json-list", "[1]", "une liste de 1 élément", "a list of 1 item", ".json")
_add(
    "case-file",
    "- id: a\n  filed_on: 2024-03-02\n  programme: peq-workers\n  applicant: {schema: 1}\n",
    "fichier de cas|jalon cases",
    "case file|jalon cases",
)
_add("case-file-json", '[{"id": "a", "applicant": {"schema": 1}}]', "jalon cases", "jalon cases", ".json")
_add("one-case", "id: a\napplicant: {schema: 1}\n", "jalon cases", "jalon cases")
_add("too-large", b"# " + b"x" * (1024 * 1024), "trop gros|1 Mio", "too large|1 MiB")

# The version of the format.
_add("schema-missing", "birth_date: 1990\n", "schema|obligatoire", "schema|required")
_add("empty-group", "{}\n", "schema|obligatoire", "schema|required")
_add("schema-2", "schema: 2\n", "schema : 2|schema: 1", "schema: 2|schema: 1")
_add("schema-text", 'schema: "1"\n', "schema|«\u00a01\u00a0»", "schema|“1”")
_add("schema-true", "schema: true\n", "schema : true", "schema: true")
_add("schema-null", "schema:\n", "schema : null", "schema: null")

# Syntax.
_yaml("yaml-bracket", "jobs: [{title: a}", "mal formé|ligne", "malformed|line")
_yaml("yaml-indent", "jobs:\n  - title: a\n full_time: true", "ligne 4|retrait", "line 4|indentation")
_yaml("yaml-quote", 'purpose_of_stay: "work', "mal formé|guillemets", "malformed|quotation marks")
_yaml("yaml-colon", "spouse: a: b", "ligne 2|deux-points", "line 2|colons")
_yaml("yaml-tab", "jobs:\n\t- title: a", "ligne 3|tabulation", "line 3|tab")
_yaml("yaml-control", "purpose_of_stay: wo\x07rk", "caractère de contrôle", "control character")
_yaml("yaml-documents", "---\nschema: 1", "plusieurs documents|ligne 2", "several YAML documents|line 2")
_yaml("yaml-list-as-key", "? [a, b]\n: 1", "une clé doit être", "a key must be")
_json("json-comma", '"spouse": null,', "JSON est mal formé|ligne 1", "JSON is malformed|line 1")
_add("json-line", '{\n  "schema": 1\n  "spouse": null\n}', "ligne 3", "line 3", ".json")
_add("json-yaml-inside", "schema: 1\n", "JSON est mal formé", "JSON is malformed", ".json")
_add("sniffed-json", '{"schema": 1, "spouse": nul', "JSON est mal formé", "JSON is malformed", ".txt")
_json("json-nan", '"jobs": [{"hours_per_week": NaN}]', "NaN", "NaN")
_json("json-infinity", '"jobs": [{"hours_per_week": -Infinity}]', "-Infinity", "-Infinity")
_json(
    "json-overflow", '"jobs": [{"hours_per_week": 1e999}]', "jobs[0].hours_per_week|168", "jobs[0].hours_per_week|168"
)
_json("json-long-number", f'"studies": [{{"hours": {"9" * 5000}}}]', "studies[0].hours", "studies[0].hours")
_json("json-duplicate", '"spouse": null, "spouse": {}', "spouse|deux fois", "spouse|twice")
_json("json-surrogate", '"jobs": [{"title": "\\ud800"}]', "jobs[0].title|U+D800", "jobs[0].title|U+D800")

# Hostile YAML.
_BOMB = "\n".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True))
_yaml("bomb", f"a: &a [lol]\n{_BOMB}", "ancres|un petit fichier", "anchors|a small file")
_yaml("anchor", "spouse: &s {accompanies: true}", "ligne 2|ancres", "line 2|anchors")
_yaml("alias", "spouse: *nobody", "ligne 2", "line 2")
_yaml(
    "tag-python",
    "spouse: !!python/object/apply:os.system ['true']",
    "étiquettes|!!python/object",
    "tags|!!python/object",
)
_yaml("tag-str", "birth_date: !!str 1990", "étiquettes", "tags")
_yaml("tag-local", "spouse: !spouse {}", "étiquettes|!spouse", "tags|!spouse")
_yaml("merge-key", "spouse: {<<: {accompanies: true}}", "clé de fusion", "merge key")
_yaml("duplicate-key", "spouse: null\nchildren: []\nspouse: null", "ligne 4|spouse|deux fois", "line 4|spouse|twice")
_yaml("duplicate-nested", "jobs: [{title: a, title: b}]", "jobs[0].title|deux fois", "jobs[0].title|twice")
_yaml("deep", "spouse: " + "[" * 40 + "]" * 40, "imbriquées|20 niveaux", "nested|20 levels")
_yaml("very-deep", "spouse: " + "[" * 200_000, "imbriquées|20 niveaux", "nested|20 levels")
_json("json-deep", '"spouse": ' + "[" * 40 + "]" * 40, "imbriquées|20 niveaux", "nested|20 levels")
_json("json-very-deep", '"spouse": ' + "[" * 200_000 + "]" * 200_000, "imbriquées", "nested")

# Keys.
_yaml("unknown-top", "birthdate: 1990-01-01", "birthdate : clé inconnue|birth_date ?", "unknown key|birth_date?")
_yaml("unknown-nested", "jobs: [{hours_per_weak: 35}]", "jobs[0].hours_per_weak|hours_per_week ?", "hours_per_week?")
_yaml("unknown-far", "zzzzz: 1", "zzzzz : clé inconnue", "zzzzz: unknown key")
_yaml("unknown-alias", "stays_in_quebec: [{from_: 2020}]", "stays_in_quebec[0].from_|from ?", "from_|from?")
_yaml("unknown-skill", "french: [{levels: {speeking: 7}}]", "french[0].levels.speeking|speaking", "speeking|speaking?")
_yaml("unknown-child", "children: [{}, {}, {born: 2015}]", "children[2].born", "children[2].born")
_yaml("unknown-control", '"a\\u001b[31m": 1', "a\\u001b[31m : clé", "a\\u001b[31m: unknown")
_yaml("unknown-number", "2020: 1", "2020 : clé inconnue", "2020: unknown key")
_yaml("case-of-letters", "Spouse: null", "spouse ?", "spouse?")
_yaml(
    "area-incomplete",
    "studies: [{area: {name: Soudage}}]",
    "studies[0].area.award|manque",
    "studies[0].area.award|missing",
)

# Types.
_yaml(
    "boolean-yes", "intends_to_settle: yes", "intends_to_settle|«\u00a0yes\u00a0»|true", "intends_to_settle|“yes”|true"
)
_yaml("boolean-one", "intends_to_settle: 1", "intends_to_settle : 1", "intends_to_settle: 1")
_yaml("boolean-quoted", 'jobs: [{in_quebec: "true"}]', "jobs[0].in_quebec|sans guillemets", "jobs[0].in_quebec|without")
_yaml("number-text", 'jobs: [{hours_per_week: "35"}]', "jobs[0].hours_per_week|«\u00a035\u00a0»", "“35”|not a number")
_yaml("number-comma", "jobs: [{hours_per_week: 37;5}]", "pas un nombre", "not a number")
_yaml("number-boolean", "studies: [{hours: true}]", "studies[0].hours : true", "studies[0].hours: true")
_yaml("number-nan", "studies: [{hours: .nan}]", "studies[0].hours : nan", "studies[0].hours: nan")
_yaml(
    "number-infinity",
    "studies: [{hours: -.inf}]",
    "studies[0].hours : un nombre énorme|20000",
    "studies[0].hours: a huge number|20000",
)
_yaml("level-half", "french: [{levels: {speaking: 7.5}}]", "french[0].levels.speaking|entier", "speaking|whole number")
_yaml("list-as-group", "jobs: {title: a}", "jobs : un groupe de clés|liste", "jobs: a group of keys|list")
_yaml("list-as-text", "children: none", "children|«\u00a0none\u00a0»|[]", "children|“none”|[]")
_yaml("group-as-true", "spouse: true", "spouse : true", "spouse: true")
_yaml("group-as-list", "spouse: []", "spouse : une liste de 0 élément", "spouse: a list of 0 items")
_yaml("item-as-text", "jobs: [Programmeuse]", "jobs[0] : «\u00a0Programmeuse\u00a0»", "jobs[0]: “Programmeuse”")
_yaml("text-number", "jobs: [{title: 12}]", "jobs[0].title : 12", "jobs[0].title: 12")
_yaml("text-empty", 'jobs: [{title: ""}]', "jobs[0].title|vide", "jobs[0].title|empty")
_yaml("text-bidi", 'jobs: [{title: "a\\u202eb"}]', "jobs[0].title|U+202E", "jobs[0].title|U+202E")
_yaml("text-newline", 'jobs: [{title: "a\\nb"}]', "jobs[0].title|U+000A", "jobs[0].title|U+000A")

# Values out of bounds and unknown values.
_yaml("hours-168", "jobs: [{hours_per_week: 169}]", "jobs[0].hours_per_week : 169|de 0 à 168", "169|0 to 168")
_yaml("hours-negative", "studies: [{hours: -1}]", "studies[0].hours : -1|de 0 à 20000", "-1|0 to 20000")
_yaml("share-percent", "studies: [{french_share: 80}]", "studies[0].french_share : 80|de 0 à 1", "80|0 to 1")
_yaml("years-31", "studies: [{full_time_years_in_french: 31}]", "31|de 0 à 30", "31|0 to 30")
_yaml("level-13", "french: [{levels: {reading: 13}}]", "french[0].levels.reading : 13", "13|0 to 12")
_yaml("score-700", "french: [{scores: {reading: 700}}]", "french[0].scores.reading : 700", "700|0 to 699")
_yaml("purpose", "purpose_of_stay: wrok", "purpose_of_stay|«\u00a0wrok\u00a0»|work ?", "“wrok”|work?|asylum")
_yaml("purpose-list", "purpose_of_stay: [work]", "purpose_of_stay|valeurs permises", "purpose_of_stay|allowed values")
_yaml("permit-kind", "permits: [{kind: tourist}]", "permits[0].kind|pgwp", "permits[0].kind|pgwp")
_yaml("level-of-study", "studies: [{level: master}]", "studies[0].level|masters ?", "studies[0].level|masters?")
_yaml("test-name", "french: [{test: TEFQA}]", "french[0].test|TEFAQ ?", "french[0].test|TEFAQ?")
_yaml("award", "studies: [{area: {name: Soudage, award: dep}}]", "studies[0].area.award|DEP ?", "award|DEP?")
_yaml("attestation", "values_attestation: soon", "values_attestation|pending", "values_attestation|pending")
_yaml("code-unknown-2016", "jobs: [{occupation: {noc2016: '9999'}}]", "noc2016|«\u00a09999\u00a0»", "noc2016|“9999”")
_yaml(
    "code-unknown-2021", "jobs: [{occupation: {noc2021: 99999}}]", "noc2021 : le code 99999", "noc2021: the code 99999"
)
_yaml("code-short", "jobs: [{occupation: {noc2021: '2174'}}]", "noc2021|5 chiffres", "noc2021|5 digits")
_yaml("code-letters", "jobs: [{occupation: {noc2016: '21x4'}}]", "noc2016|4 chiffres", "noc2016|4 digits")
_yaml("code-float", "jobs: [{occupation: {noc2016: 2174.0}}]", "noc2016|2174.0", "noc2016|2174.0")
_yaml("no-code", "jobs: [{occupation: {}}]", "jobs[0].occupation|noc2016", "jobs[0].occupation|noc2016")
_yaml("items-201", "jobs: [" + "{}, " * 201 + "]", "jobs|201 éléments|200", "jobs|201 items|200")
_yaml("leaves-201", "jobs: [{leaves: [" + "{}, " * 201 + "]}]", "jobs[0].leaves|200", "jobs[0].leaves|200")
_yaml("text-501", f"studies: [{{programme: {'x' * 501}}}]", "studies[0].programme|501|500", "programme|501|500")

# Dates.
_yaml("date-february", "birth_date: 2021-02-30", "birth_date|2021-02-30|calendrier", "2021-02-30|calendar")
_yaml("date-leap", "birth_date: 2023-02-29", "birth_date|calendrier", "birth_date|calendar")
_yaml("date-month-13", "birth_date: 2021-13", "2021-13|calendrier", "2021-13|calendar")
_yaml("date-month-0", "birth_date: 2021-00", "2021-00|calendrier", "2021-00|calendar")
_yaml("date-day-first", "birth_date: 12-04-1996", "12-04-1996|2021-06-15", "12-04-1996|2021-06-15")
_yaml("date-slashes", "birth_date: 1996/04/12", "1996/04/12|2021-06-15", "1996/04/12|2021-06-15")
_yaml("date-short", "birth_date: 1996-4-12", "1996-4-12|pas une date", "1996-4-12|not a date")
_yaml("date-time", "birth_date: 1996-04-12T00:00:00Z", "pas une date", "not a date")
_yaml("date-reversed", "birth_date: 2021-09..2021-06", "finit avant de commencer", "ends before it starts")
_yaml("date-three-ends", "birth_date: 2019..2020..2021", "pas une date", "not a date")
_yaml("date-half-range", "birth_date: 2019..", "pas une date", "not a date")
_yaml("date-1899", "birth_date: 1899-12-31", "1899-12-31|1900 à 2100", "1899-12-31|1900 to 2100")
_yaml("date-year-9999", "birth_date: 9999", "9999|1900 à 2100", "9999|1900 to 2100")
_yaml("date-boolean", "birth_date: true", "birth_date : true", "birth_date: true")
_yaml("date-group", "birth_date: {year: 1990}", "birth_date : un groupe de clés", "birth_date: a group of keys")
_yaml("date-list", "jobs: [{started_on: [2020]}]", "jobs[0].started_on", "jobs[0].started_on")
_yaml("date-attestation", "values_attestation: 2023-02-29", "values_attestation|calendrier", "calendar")

# null where "known not to be" means nothing.
for _key, _body in {
    "birth_date": "birth_date: null",
    "purpose_of_stay": "purpose_of_stay: ~",
    "filed_through": "filed_through:",
    "jobs": "jobs: null",
    "studies[0].hours": "studies: [{hours: null}]",
    "jobs[0].hours_per_week": "jobs: [{hours_per_week: null}]",
    "studies[0].french_share": "studies: [{french_share: null}]",
    "studies[0].level": "studies: [{level: null}]",
    "permits[0].kind": "permits: [{kind: null}]",
    "french[0].proof": "french: [{proof: null}]",
    "french[0].test": "french: [{test: null}]",
    "spouse.french": "spouse: {french: null}",
}.items():
    _yaml(f"null-{_key}", _body, f"{_key} : null|enlevez la clé", f"{_key}: null|leave the key out when unknown")

# What no person can have.
_yaml(
    "stay-reversed",
    "stays_in_quebec: [{from: 2020-06, to: 2020-05-31}]",
    "stays_in_quebec[0].to|from (2020-06)",
    "from (2020-06)",
)
_yaml(
    "permit-reversed", "permits: [{kind: study, from: 2021, to: 2020}]", "permits[0].to|2020|from (2021)", "from (2021)"
)
_yaml("leave-reversed", "jobs: [{leaves: [{from: 2021, to: 2020}]}]", "jobs[0].leaves[0].to", "jobs[0].leaves[0].to")
_yaml("job-reversed", "jobs: [{started_on: 2020, ended_on: 2019}]", "jobs[0].ended_on|started_on (2020)", "ended_on")
_yaml(
    "study-completed",
    "studies: [{started_on: 2020, completed_on: 2019}]",
    "studies[0].completed_on|started_on",
    "started_on",
)
_yaml(
    "study-awarded", "studies: [{started_on: 2020, awarded_on: 2019}]", "studies[0].awarded_on|started_on", "started_on"
)
_yaml(
    "delf-mark", "french: [{test: DELF-B2, scores: {reading: 26}}]", "scores.reading : 26|DELF-B2|25", "26|DELF-B2|25"
)
_yaml(
    "dalf-mark", "french: [{test: DALF-C2, scores: {reading: 51}}]", "scores.reading : 51|DALF-C2|50", "51|DALF-C2|50"
)
_yaml("tcf-mark", "french: [{test: TCF-Quebec, scores: {writing: 21}}]", "scores.writing : 21|TCF-Quebec|20", "21|20")

# Many problems at once: ten are printed, the others counted.
_yaml("many", "\n".join(f"wrong_{n}: 1" for n in range(15)), "wrong_0|et 5 autres problèmes", "wrong_0|and 5 more")
_yaml("eleven", "\n".join(f"wrong_{n}: 1" for n in range(11)), "et 1 autre problème", "and 1 more")
