"""The words of ``errors``: each message in French and in English, side by side.

``{path}`` is the key, ``{value}`` what the file holds there, ``{raw}`` the same without quotation marks, ``{allowed}``
and ``{a[0]}`` what may stand there. Nothing else lives here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in both languages."""

    fr: str
    en: str

    def get(self, lang: Literal["fr", "en"]) -> str:
        return self.fr if lang == "fr" else self.en


_FILE = {
    "missing-file": Phrase("le fichier {raw} n’existe pas", "the file {raw} does not exist"),
    "directory": Phrase(
        "{raw} est un dossier ; donnez le nom d’un fichier YAML ou JSON",
        "{raw} is a folder; give the name of a YAML or JSON file",
    ),
    "unreadable": Phrase("le fichier {raw} ne peut pas être lu", "the file {raw} cannot be read"),
    "size": Phrase(
        "le fichier est trop gros : la taille permise est de {a[0]} Mio au plus",
        "the file is too large: at most {a[0]} MiB are allowed",
    ),
    "empty": Phrase("le fichier est vide", "the file is empty"),
    "binary": Phrase(
        "ce n’est pas un fichier de texte ; donnez un fichier YAML ou JSON",
        "this is not a text file; give a YAML or JSON file",
    ),
    "encoding": Phrase(
        "le texte n’est pas en UTF-8 ; enregistrez le fichier en UTF-8",
        "the text is not UTF-8; save the file as UTF-8",
    ),
    "markup": Phrase(
        "le fichier contient du HTML ou du XML ; donnez un fichier YAML ou JSON",
        "the file holds HTML or XML; give a YAML or JSON file",
    ),
    "not-mapping": Phrase(
        "le fichier doit contenir des clés et leurs valeurs (schema: 1, birth_date: …) ; il contient {value}",
        "the file must hold keys and their values (schema: 1, birth_date: …); it holds {value}",
    ),
    "case-file": Phrase(
        "c’est un fichier de cas, et non le dossier d’une personne ; utilisez la commande « jalon cases »",
        "this is a case file, not the file of one person; use the command “jalon cases”",
    ),
    "applicant-file": Phrase(
        "c’est le dossier d’une personne, et non un fichier de cas ; utilisez la commande « jalon decide »",
        "this is the file of one person, not a case file; use the command “jalon decide”",
    ),
    "not-cases": Phrase(
        "un fichier de cas contient une liste de cas ; celui-ci contient {value}",
        "a case file holds a list of cases; this one holds {value}",
    ),
}

_SYNTAX = {
    "yaml-syntax": Phrase(
        "le YAML est mal formé ; vérifiez le retrait des lignes, les deux-points, les crochets et les guillemets",
        "the YAML is malformed; check the indentation, the colons, the brackets and the quotation marks",
    ),
    "yaml-tab": Phrase(
        "une tabulation se trouve dans le retrait de la ligne ; utilisez des espaces",
        "there is a tab in the indentation of the line; use spaces",
    ),
    "json-syntax": Phrase(
        "le JSON est mal formé ; vérifiez les virgules, les accolades, les crochets et les guillemets",
        "the JSON is malformed; check the commas, the braces, the brackets and the quotation marks",
    ),
    "json-constant": Phrase(
        "{raw} n’est pas un nombre permis en JSON",
        "{raw} is not a number that JSON allows",
    ),
    "characters": Phrase(
        "le fichier contient un caractère de contrôle interdit", "the file holds a forbidden control character"
    ),
    "anchor": Phrase(
        "les ancres et les renvois de YAML (& et *) sont refusés : un petit fichier pourrait en cacher un énorme ; "
        "écrivez la valeur en entier à chaque endroit",
        "anchors and aliases of YAML (& and *) are refused: a small file could hide a huge one; write the value out "
        "in each place",
    ),
    "tag": Phrase(
        "les étiquettes de YAML ({raw}) sont refusées ; écrivez la valeur seule",
        "tags of YAML ({raw}) are refused; write the value alone",
    ),
    "merge": Phrase(
        "la clé de fusion « << » est refusée ; écrivez chaque clé", "the merge key “<<” is refused; write each key out"
    ),
    "documents": Phrase(
        "le fichier contient plusieurs documents YAML (---) ; un seul est permis",
        "the file holds several YAML documents (---); only one is allowed",
    ),
    "depth": Phrase(
        "les valeurs sont trop imbriquées : {a[0]} niveaux au plus",
        "the values are nested too deep: at most {a[0]} levels",
    ),
    "key-form": Phrase("une clé doit être un texte simple", "a key must be plain text"),
    "duplicate": Phrase("la clé {path} est écrite deux fois", "the key {path} is written twice"),
}

_KEYS = {
    "unknown-key": Phrase("{path} : clé inconnue", "{path}: unknown key"),
    "missing-key": Phrase("{path} : cette clé est obligatoire et manque", "{path}: this key is required and missing"),
    "schema": Phrase(
        "{path} : {value} n’est pas une version connue du format ; écrivez schema: {a[0]}",
        "{path}: {value} is not a known version of the format; write schema: {a[0]}",
    ),
    "mapping": Phrase(
        "{path} : {value} se trouve là où il faut des clés et leurs valeurs",
        "{path}: {value} stands where keys and their values are needed",
    ),
    "list": Phrase(
        "{path} : {value} se trouve là où il faut une liste ([] si la personne n’en a aucun)",
        "{path}: {value} stands where a list is needed ([] if the person has none)",
    ),
    "list-long": Phrase(
        "{path} : {value}, c’est trop ; {a[0]} éléments au plus", "{path}: {value} is too many; at most {a[0]} items"
    ),
    "list-empty": Phrase("{path} : la liste est vide ; enlevez la clé", "{path}: the list is empty; leave the key out"),
    "null": Phrase(
        "{path} : null n’est pas permis ici ; enlevez la clé si le fait est inconnu",
        "{path}: null is not allowed here; leave the key out when unknown",
    ),
}

_VALUES = {
    "boolean": Phrase(
        "{path} : {value} n’est ni true ni false (sans guillemets)",
        "{path}: {value} is neither true nor false (without quotation marks)",
    ),
    "number": Phrase(
        "{path} : {value} n’est pas un nombre ; il faut un nombre de {a[0]} à {a[1]}, sans guillemets",
        "{path}: {value} is not a number; a number from {a[0]} to {a[1]} is needed, without quotation marks",
    ),
    "whole-number": Phrase(
        "{path} : {value} n’est pas un nombre entier ; il faut un entier de {a[0]} à {a[1]}, sans guillemets",
        "{path}: {value} is not a whole number; one from {a[0]} to {a[1]} is needed, without quotation marks",
    ),
    "limits": Phrase(
        "{path} : {value} est hors des limites ; il faut un nombre de {a[0]} à {a[1]}",
        "{path}: {value} is out of bounds; a number from {a[0]} to {a[1]} is needed",
    ),
    "text": Phrase("{path} : {value} n’est pas un texte", "{path}: {value} is not text"),
    "text-long": Phrase(
        "{path} : le texte a {a[1]} caractères ; {a[0]} au plus",
        "{path}: the text has {a[1]} characters; at most {a[0]}",
    ),
    "text-empty": Phrase(
        "{path} : le texte est vide ; enlevez la clé si le fait est inconnu",
        "{path}: the text is empty; leave the key out when unknown",
    ),
    "text-control": Phrase(
        "{path} : le texte contient un caractère de contrôle interdit ({a[0]})",
        "{path}: the text holds a forbidden control character ({a[0]})",
    ),
    "choice": Phrase(
        "{path} : {value} n’est pas une valeur permise ; valeurs permises : {allowed}",
        "{path}: {value} is not an allowed value; allowed values: {allowed}",
    ),
    "code-form": Phrase(
        "{path} : {value} n’est pas un code de {a[0]} chiffres", "{path}: {value} is not a code of {a[0]} digits"
    ),
    "code-unknown": Phrase(
        "{path} : le code {value} n’est pas dans la classification",
        "{path}: the code {value} is not in the classification",
    ),
    "no-code": Phrase(
        "{path} : il faut un code, noc2016 ou noc2021 ; enlevez la clé si aucun n’est connu",
        "{path}: a code is needed, noc2016 or noc2021; leave the key out when neither is known",
    ),
    "date-form": Phrase(
        "{path} : {value} n’est pas une date ; formes permises : {allowed}",
        "{path}: {value} is not a date; allowed forms: {allowed}",
    ),
    "date-impossible": Phrase(
        "{path} : {value} n’existe pas au calendrier", "{path}: {value} does not exist in the calendar"
    ),
    "date-year": Phrase(
        "{path} : {value} est hors des années permises, de {a[0]} à {a[1]}",
        "{path}: {value} is outside the years allowed, {a[0]} to {a[1]}",
    ),
    "date-reversed": Phrase("{path} : {value} finit avant de commencer", "{path}: {value} ends before it starts"),
    "date-exact": Phrase(
        "{path} : {value} n’est pas un jour précis ; il faut une date comme 2024-06-03",
        "{path}: {value} is not one exact day; a date such as 2024-06-03 is needed",
    ),
    "attestation": Phrase(
        "{path} : {value} n’est pas permis ; il faut une date, true, pending ou false",
        "{path}: {value} is not allowed; a date, true, pending or false is needed",
    ),
    "order": Phrase(
        "{path} : {value} vient avant {a[0]} ({a[1]}) ; aucune personne ne peut avoir ces deux dates",
        "{path}: {value} comes before {a[0]} ({a[1]}); no person can have both dates",
    ),
    "mark": Phrase(
        "{path} : {value} est impossible quand {a[0]} est {a[1]} ; la note est de {a[2]} au plus",
        "{path}: {value} is impossible when {a[0]} is {a[1]}; the mark is at most {a[2]}",
    ),
    "slug": Phrase(
        "{path} : {value} n’est pas un identifiant (minuscules, chiffres et traits d’union)",
        "{path}: {value} is not an identifier (lower-case letters, digits and hyphens)",
    ),
    "both-expected": Phrase(
        "{path} : écrivez expected ou expected_any, mais non les deux",
        "{path}: write expected or expected_any, not both",
    ),
    "same-id": Phrase(
        "{path} : un autre cas du fichier a le même identifiant", "{path}: another case of the file has the same id"
    ),
    "other": Phrase("{path} : {value} n’est pas permis ici", "{path}: {value} is not allowed here"),
}

MESSAGES: Final = MappingProxyType({**_FILE, **_SYNTAX, **_KEYS, **_VALUES})

PHRASES: Final = MappingProxyType(
    {
        "line": Phrase("ligne {line}, ", "line {line}, "),
        "case": Phrase("cas {case}, ", "case {case}, "),
        "nearest": Phrase(" ; vouliez-vous dire {nearest} ?", "; did you mean {nearest}?"),
        "quoted": Phrase("«\u00a0{text}\u00a0»", "“{text}”"),
        "huge": Phrase("un nombre énorme", "a huge number"),
        "list": Phrase("une liste de {count} éléments", "a list of {count} items"),
        "list-one": Phrase("une liste de {count} élément", "a list of {count} item"),
        "group": Phrase("un groupe de clés", "a group of keys"),
        "whole": Phrase("ce cas", "this case"),
        "thing": Phrase("une valeur d’un autre type", "a value of another type"),
        "one-more": Phrase("et 1 autre problème", "and 1 more"),
    }
)

MORE: Final = Phrase("et {more} autres problèmes", "and {more} more")
