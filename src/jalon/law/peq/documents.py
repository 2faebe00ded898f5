"""Documents to gather for an application in the PEQ: what each is, for whom, how long it serves, what may replace it.

Who needs a document is an expression on the file, as a condition is; `asked_with` names the condition of the version in
force without which it is not asked. The official list is in the application form; it was read through pages that describe
it, hence the confidence of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jalon.language.builders import ALWAYS, FILING, applicant
from jalon.language.expressions import Truth
from jalon.language.statutes import Confidence, Words, months
from jalon.law.instruments import SOURCES
from jalon.law.peq.french import TEST_AGE
from jalon.law.peq.general import ADULT, VALUES_DAYS, VALUES_VALID

GRADUATES: Final = "peq-graduates"
WORKERS: Final = "peq-workers"
BOTH: Final = (GRADUATES, WORKERS)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to gather.

    `when` says for whose file; `each` is the key of the list of the file of which one is needed for each element.
    `asked_with` is the id of a condition: without it, the document is not asked. `lasts` and `instead` say how long it
    serves and what may replace it. `slow` marks what takes time to get. Raises ValueError for an unknown source.
    """

    id: str
    name: Words
    words: Words
    confidence: Confidence
    sources: tuple[str, ...]
    streams: tuple[str, ...] = BOTH
    when: Truth = ALWAYS
    each: str = ""
    asked_with: str = ""
    lasts: Words | None = None
    instead: Words | None = None
    slow: bool = False

    def __post_init__(self) -> None:
        if unknown := [source for source in self.sources if source not in SOURCES]:
            raise ValueError(f"{self.id}: unknown sources: {unknown}")


_SPOUSE = applicant.spouses.any(lambda spouse: spouse.accompanies)
_CHILD = applicant.children.any(lambda child: child.accompanies)
_GROWN_CHILD = applicant.children.any(
    lambda child: child.accompanies & (child.birth_date + months(12 * ADULT) <= FILING)
)
_FORM: Final = ("arrima-faq",)

DOCUMENTS: Final = (
    Document(
        "identity",
        Words("Passeport", "Passport"),
        Words(
            "Les pages d’identité, et celles des visas et des timbres. De même pour chaque membre de la famille qui "
            "accompagne.",
            "The identity pages, and those with visas and stamps. The same for each family member who accompanies.",
        ),
        "high",
        _FORM,
        slow=True,
    ),
    Document(
        "permits",
        Words("Permis d’études et de travail", "Study and work permits"),
        Words(
            "Chaque permis que vous avez eu au Canada, et vos certificats d’acceptation du Québec (CAQ).",
            "Each permit that you have had in Canada, and your Québec acceptance certificates (CAQ).",
        ),
        "high",
        _FORM,
        each="permits",
    ),
    Document(
        "civil-status",
        Words("Actes d’état civil", "Civil-status documents"),
        Words(
            "Acte de naissance; acte de mariage, ou preuve de vie commune, s’il y a lieu.",
            "Birth certificate; marriage certificate or proof of living together, where it applies.",
        ),
        "high",
        _FORM,
        slow=True,
    ),
    Document(
        "children-civil-status",
        Words("Actes de naissance des enfants", "Birth certificates of the children"),
        Words("Un pour chaque enfant qui accompagne.", "One for each child who accompanies."),
        "high",
        _FORM,
        when=_CHILD,
        each="children",
        slow=True,
    ),
    Document(
        "french",
        Words("Preuve de français", "Proof of French"),
        Words(
            "La déclaration sur le français et une preuve reconnue : résultat de test, études en français ou ordre "
            "professionnel.",
            "The declaration on French and a recognised proof: test result, studies in French or professional order.",
        ),
        "high",
        ("arrima-faq", "french-2023"),
        each="french",
        asked_with="oral-french",
        lasts=Words(
            "Un résultat de test sert moins de {months} mois : comptez du jour du test au jour de la demande.",
            "A test result serves for less than {months} months: count from the day of the test to the filing day.",
        ).with_figures(months=TEST_AGE.count),
        slow=True,
    ),
    Document(
        "spouse-french",
        Words("Preuve de français oral du conjoint", "Proof of oral French of the spouse"),
        Words(
            "Les mêmes preuves que pour vous, à un niveau plus bas, à l’oral seulement.",
            "The same proofs as for you, at a lower level, oral only.",
        ),
        "high",
        ("spouse-2021", "french-2023"),
        when=_SPOUSE,
        asked_with="spouse-oral-french",
        lasts=Words("Test : moins de {months} mois.", "Test: less than {months} months.").with_figures(
            months=TEST_AGE.count
        ),
        slow=True,
    ),
    Document(
        "values",
        Words("Votre attestation de valeurs", "Your values attestation"),
        Words(
            "Évaluation en ligne, ou séance Objectif intégration au Québec. Avec un permis, vous pouvez l’obtenir avant.",
            "Online evaluation, or an Objectif intégration session in Québec. With a permit, you can get it beforehand.",
        ),
        "high",
        ("riq-24", "values-relays"),
        when=~applicant.values_exempt,
        asked_with="values",
        lasts=Words("Valable {months} mois.", "Valid for {months} months.").with_figures(months=VALUES_VALID.count),
        instead=Words(
            "Elle peut suivre la demande : {days} jours après que le ministère l’aura réclamée.",
            "It may follow the application: {days} days after the ministry asks for it.",
        ).with_figures(days=VALUES_DAYS),
        slow=True,
    ),
    Document(
        "values-family",
        Words("Attestation de valeurs de la famille", "Values attestation of the family"),
        Words(
            "Pour le conjoint qui accompagne et chaque enfant de {years} ans ou plus qui accompagne.",
            "For the accompanying spouse and each accompanying child of {years} or more.",
        ).with_figures(years=ADULT),
        "high",
        ("riq-24", "values-relays"),
        when=_SPOUSE | _GROWN_CHILD,
        asked_with="values",
        lasts=Words("Valable {months} mois.", "Valid for {months} months.").with_figures(months=VALUES_VALID.count),
        slow=True,
    ),
    Document(
        "undertaking",
        Words("Engagement d’autonomie financière", "Financial self-sufficiency undertaking"),
        Words(
            "Le contrat signé. Aucune preuve bancaire n’est nommée dans les pages lues.",
            "The signed contract. No bank proof is named in the pages that were read.",
        ),
        "medium",
        ("self-2023", "arrima-faq"),
        asked_with="self-sufficiency",
    ),
    Document(
        "diploma",
        Words("Diplôme et relevé final", "Diploma and final transcript"),
        Words(
            "Le relevé final, et le diplôme ou une attestation de fin d’études qui porte la date.",
            "The final transcript, and the diploma or an attestation of completion that bears the date.",
        ),
        "medium",
        _FORM,
        streams=(GRADUATES,),
        each="studies",
        asked_with="diploma",
        slow=True,
    ),
    Document(
        "study-permits",
        Words("Permis d’études pour la moitié du programme", "Study permits for half of the programme"),
        Words(
            "De quoi montrer que vous étiez au Québec pendant vos études.",
            "What shows that you were in Québec during your studies.",
        ),
        "medium",
        _FORM,
        streams=(GRADUATES,),
        asked_with="study-stay",
    ),
    Document(
        "language-of-studies",
        Words("Preuve de la langue d’enseignement", "Proof of the language of instruction"),
        Words(
            "Une lettre de l’établissement sur la part du programme suivie en français.",
            "A letter from the institution on the share of the programme taken in French.",
        ),
        "medium",
        ("studies-2024",),
        streams=(GRADUATES,),
        asked_with="studies-in-french",
        slow=True,
    ),
    Document(
        "bursary",
        Words("Papiers de la bourse", "Papers of the bursary"),
        Words(
            "Ce qui montre que l’obligation de retour est remplie ou levée.",
            "What shows that the obligation to return was fulfilled or lifted.",
        ),
        "medium",
        _FORM,
        streams=(GRADUATES,),
        when=applicant.studies.any(lambda study: study.return_condition),
        asked_with="bursary",
        slow=True,
    ),
    Document(
        "employers",
        Words("Attestation de chaque employeur", "Attestation of each employer"),
        Words(
            "Titre, tâches, heures par semaine, début et fin, sur papier à en-tête.",
            "Title, duties, weekly hours, beginning and end, on letterhead.",
        ),
        "medium",
        _FORM,
        each="jobs",
        asked_with="experience",
        instead=Words(
            "Si un employeur refuse ou a fermé : une lettre explicative, avec les autres preuves du travail.",
            "If an employer refuses or has closed: an explanatory letter, with the other proofs of work.",
        ),
        slow=True,
    ),
    Document(
        "pay",
        Words("Talons de paie et feuillets d’impôt", "Pay slips and tax slips"),
        Words("Ils montrent que le travail a été payé, et combien d’heures.", "They show paid work, and its hours."),
        "medium",
        _FORM,
        asked_with="experience",
    ),
    Document(
        "current-job",
        Words("Preuve de l’emploi actuel", "Proof of the current job"),
        Words(
            "Une attestation récente : elle montre que vous occupez l’emploi le jour de la demande.",
            "A recent attestation: it shows that you hold the job on the filing day.",
        ),
        "medium",
        _FORM,
        streams=(WORKERS,),
        asked_with="job-at-filing",
    ),
    Document(
        "translations",
        Words("Traductions", "Translations"),
        Words(
            "De chaque document écrit dans une autre langue que celles que le formulaire accepte.",
            "Of each document in a language that the form does not accept.",
        ),
        "high",
        _FORM,
        slow=True,
    ),
    Document(
        "letter",
        Words("Lettre explicative", "Explanatory letter"),
        Words(
            "Seulement si un document ne peut pas être obtenu : elle dit pourquoi, et le remplace.",
            "Only if a document cannot be had: it says why, and stands in its place.",
        ),
        "high",
        _FORM,
    ),
)
