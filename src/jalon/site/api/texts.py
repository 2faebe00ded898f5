"""What each operation is for, in both languages, by the id of the operation; read by `describing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from jalon.language.statutes import typeset


@dataclass(frozen=True, slots=True)
class Text:
    """A title and a paragraph."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """An operation in both languages; `example` says which body of `EXAMPLES` shows it."""

    fr: Text
    en: Text

    def get(self, lang: Literal["fr", "en"]) -> Text:
        """The words in one language."""
        return self.en if lang == "en" else Text(typeset(self.fr.title), typeset(self.fr.words))


OPERATIONS: Final = {
    "decide": Told(
        Text(
            "Décider un dossier",
            "Dit, pour chaque volet, quelles conditions sont satisfaites le jour de la demande, et pourquoi. C’est la "
            "réponse de « jalon decide --json ».",
        ),
        Text(
            "Decide a file",
            "Says, for each stream, which conditions are met on the filing day, and why. It is the answer of "
            "“jalon decide --json”.",
        ),
    ),
    "timeline": Told(
        Text(
            "Suivre un dossier dans le temps",
            "Dit quelles conditions sont satisfaites, de quel jour à quel jour, et pourquoi cela change. Dix ans au plus.",
        ),
        Text(
            "Follow a file through time",
            "Says which conditions are met, from what day to what day, and why it changes. Ten years at most.",
        ),
    ),
    "when": Told(
        Text(
            "Trouver le premier jour admissible",
            "Dit à partir de quel jour une personne est admissible, et jusqu’à quel jour. La réponse est une liste : un "
            "élément par volet demandé. Dix ans au plus.",
        ),
        Text(
            "Find the first eligible day",
            "Says from what day a person is eligible, and until what day. The answer is a list: one item for each stream "
            "asked about. Ten years at most.",
        ),
    ),
    "remedies": Told(
        Text(
            "Trouver des remèdes",
            "Dit ce qui ferait satisfaire les conditions qui ne le sont pas : le temps, un acte, un fait à ajouter, ou "
            "rien. La réponse est une liste : un élément par volet demandé.",
        ),
        Text(
            "Find remedies",
            "Says what would meet the conditions that are not met: time, an act, a fact to add, or nothing. The answer is a "
            "list: one item for each stream asked about.",
        ),
    ),
    "whatif": Told(
        Text(
            "Comparer l’avant et l’après",
            "Change des faits du dossier et montre ce que cela déplace. Avec « other », dit qui des deux conjoints devrait "
            "présenter la demande.",
        ),
        Text(
            "Compare before and after",
            "Changes facts of the file and shows what moves. With “other”, says which of the two spouses should apply.",
        ),
    ),
    "next-question": Told(
        Text(
            "Choisir la prochaine question",
            "Dit quel fait manquant peut trancher le plus, avec la question à poser. « question » est null quand il n’y a "
            "plus rien à demander.",
        ),
        Text(
            "Choose the next question",
            "Says which missing fact can settle the most, with the question to ask. “question” is null when nothing is left "
            "to ask.",
        ),
    ),
    "law": Told(
        Text("Lister les versions de la loi", "Donne, pour chaque volet, ses versions et ses périodes de réception."),
        Text("List the versions of the law", "Gives, for each stream, its versions and its periods of intake."),
    ),
    "law-version": Told(
        Text("Lire la loi d’un jour", "Donne les conditions d’un volet un jour donné, en mots, avec leurs articles."),
        Text(
            "Read the law of a day", "Gives the conditions of a stream on a given day, in words, with their sections."
        ),
    ),
    "law-difference": Told(
        Text("Comparer deux jours de la loi", "Donne les conditions ajoutées, enlevées et changées entre deux jours."),
        Text("Compare two days of the law", "Gives the conditions added, removed and changed between two days."),
    ),
    "occupations": Told(
        Text(
            "Chercher une profession",
            "Trouve la profession (CNP 2021 et 2016) d’un titre d’emploi. Les mots sont dans l’adresse : pour les en tenir "
            "hors, utilisez POST.",
        ),
        Text(
            "Search an occupation",
            "Finds the occupation (NOC 2021 and 2016) of a job title. The words are in the address: to keep them out of it, "
            "use POST.",
        ),
    ),
    "occupations-apart": Told(
        Text(
            "Chercher une profession, hors de l’adresse",
            "La même recherche; les mots sont dans le corps de la demande.",
        ),
        Text("Search an occupation, out of the address", "The same search; the words are in the body of the request."),
    ),
    "areas": Told(
        Text(
            "Chercher un domaine de formation",
            "Trouve le domaine de la liste de novembre 2019 d’après le nom d’un programme.",
        ),
        Text("Search an area of training", "Finds the area of the list of November 2019 from the name of a programme."),
    ),
    "areas-apart": Told(
        Text("Chercher un domaine, hors de l’adresse", "La même recherche; les mots sont dans le corps de la demande."),
        Text("Search an area, out of the address", "The same search; the words are in the body of the request."),
    ),
    "tests": Told(
        Text(
            "Lister les tests de français", "Donne les notes de chaque test, et leur niveau, par édition de la table."
        ),
        Text("List the tests of French", "Gives the marks of each test, and their level, by edition of the table."),
    ),
    "french": Told(
        Text(
            "Convertir un test de français",
            "Dit quel niveau donne chaque note, quelles conditions cela remplit, et jusqu’à quand.",
        ),
        Text(
            "Convert a test of French", "Says which level each mark gives, which conditions it meets, and until when."
        ),
    ),
    "schema": Told(
        Text("Lire le schéma du dossier", "Donne le schéma JSON du dossier d’une personne, avec le nom de chaque clé."),
        Text("Read the schema of the file", "Gives the JSON Schema of the applicant file, with the name of each key."),
    ),
}

DESCRIPTION: Final = (
    "Jalon dit quelles conditions du Programme de l’expérience québécoise (PEQ) une personne remplit, selon la loi du jour "
    "de la demande, et pourquoi. Non officiel : seul le ministère décide. Rien de ce qui est envoyé n’est gardé.\n\n"
    "Jalon says which conditions of Québec’s experience programme (PEQ) a person meets, under the law of the filing day, "
    "and why. Unofficial: only the ministry decides. Nothing of what is sent is kept."
)
