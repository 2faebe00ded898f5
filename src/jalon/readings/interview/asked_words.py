"""The questions about the person, the stays, the permits and the family; and all questions by part and key (`ASKED`).

Labels (`jalon.facts.labels`) name a key for whoever writes a file. Here the person is spoken to. A hint says what counts
as an answer, where to read it, or gives an example; it never says what the law asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jalon.readings.interview.asked import Asked, asked, list_words
from jalon.readings.interview.asked_words_record import RECORD

_APPLICANT = {
    "birth_date": asked(
        "Quelle est votre date de naissance ?",
        "What is your date of birth?",
        "Celle de votre passeport.",
        "The one in your passport.",
    ),
    "stays_in_quebec": asked(
        "Avez-vous séjourné au Québec ?",
        "Have you stayed in Québec?",
        "Indiquez tous vos séjours, présents et passés, visites comprises. Un séjour va de votre arrivée au Québec à "
        "votre départ.",
        "List all your stays, past and present, visits included. A stay goes from the day you arrive in Québec to the "
        "day you leave.",
        list_words(
            ("Avez-vous fait un autre séjour au Québec ?", "Have you made another stay in Québec?"),
            ("Ajouter un séjour", "Add a stay"),
            ("Je n’ai jamais séjourné au Québec", "I have never stayed in Québec"),
        ),
    ),
    "purpose_of_stay": asked(
        "Quel est le but principal de votre séjour au Québec ?",
        "What is the main purpose of your stay in Québec?",
        "Répondez pour le jour de la demande. Si vous avez plusieurs buts, choisissez le plus important.",
        "Answer for the filing day. If you have several purposes, choose the most important one.",
    ),
    "intends_to_settle": asked(
        "Voulez-vous vous établir au Québec pour y travailler ?",
        "Do you intend to settle in Québec, to work?",
        "S’établir, c’est venir y vivre pour de bon, ou y rester.",
        "To settle is to come and live there for good, or to stay there.",
    ),
    "stay_conditions_respected": asked(
        "Avez-vous respecté les conditions de vos permis et de votre séjour ?",
        "Have you kept to the conditions of your permits and of your stay?",
        "Elles sont écrites sur vos permis ou vos visas. Exemples : travailler pour l’employeur nommé, partir à la date "
        "de fin.",
        "They are written on your permits or visas. Examples: work for the employer named, leave by the end date.",
    ),
    "filed_through": asked(
        "Comment votre demande est-elle présentée ?",
        "How is your application filed?",
        "Arrima est le service d’immigration en ligne du gouvernement du Québec.",
        "Arrima is the online immigration service of the Québec government.",
    ),
    "permits": asked(
        "Avez-vous eu un permis ou un statut au Canada ?",
        "Have you had a permit or a status in Canada?",
        "Indiquez tous vos permis et statuts autorisés, présents et passés, au Québec et ailleurs au Canada. Exemples : "
        "permis d’études, permis de travail, visite.",
        "List all your permits and authorised status, past and present, in Québec and elsewhere in Canada. Examples: "
        "study permit, work permit, visitor.",
        list_words(
            (
                "Avez-vous eu un autre permis ou statut au Canada ?",
                "Have you had another permit or status in Canada?",
            ),
            ("Ajouter un permis ou un statut", "Add a permit or a status"),
            ("Je n’ai eu ni permis ni statut au Canada", "I have had no permit and no status in Canada"),
        ),
    ),
    "studies": asked(
        "Avez-vous fait des études, au Québec ou ailleurs ?",
        "Have you studied, in Québec or elsewhere?",
        "Indiquez tous vos programmes d’études, terminés ou en cours, au Québec et hors du Québec. Ajoutez aussi vos "
        "études secondaires.",
        "List all your programmes of study, ended or under way, in and outside Québec. Add your secondary school too.",
        list_words(
            (
                "Avez-vous suivi un autre programme d’études, au Québec ou ailleurs ?",
                "Have you followed another programme of study, in Québec or elsewhere?",
            ),
            ("Ajouter un programme d’études", "Add a programme of study"),
            ("Je n’ai suivi aucun programme d’études", "I have followed no programme of study"),
        ),
    ),
    "jobs": asked(
        "Avez-vous travaillé, au Québec ou ailleurs ?",
        "Have you worked, in Québec or elsewhere?",
        "Indiquez tous vos emplois, présents et passés, au Québec et hors du Québec. Ajoutez aussi les stages et le "
        "travail à votre compte.",
        "List all your jobs, past and present, in and outside Québec. Add internships and self-employment too.",
        list_words(
            (
                "Avez-vous eu un autre emploi, au Québec ou ailleurs ?",
                "Have you had another job, in Québec or elsewhere?",
            ),
            ("Ajouter un emploi", "Add a job"),
            ("Je n’ai eu aucun emploi", "I have had no job"),
        ),
    ),
    "french": asked(
        "Avez-vous une preuve de français ?",
        "Do you have a proof of French?",
        "Indiquez toutes vos preuves : test, diplôme, études en français, cours, ordre professionnel. Seules celles que "
        "vous ajoutez ici sont regardées.",
        "List all your proofs: test, diploma, studies in French, course, professional order. Only those that you add "
        "here are looked at.",
        list_words(
            ("Avez-vous une autre preuve de français ?", "Do you have another proof of French?"),
            ("Ajouter une preuve de français", "Add a proof of French"),
            ("Je n’ai aucune preuve de français", "I have no proof of French"),
        ),
    ),
    "spouse": asked(
        "Avez-vous une conjointe ou un conjoint ?",
        "Do you have a spouse or common-law partner?",
        "Par mariage ou en union de fait, même si cette personne vit dans un autre pays.",
        "Married or common-law, even if that person lives in another country.",
    ),
    "children": asked(
        "Avez-vous des enfants ?",
        "Do you have children?",
        "Indiquez tous vos enfants et ceux de votre conjointe ou conjoint, même s’ils vivent ailleurs.",
        "List all your children and those of your spouse, even if they live elsewhere.",
        list_words(
            ("Avez-vous un autre enfant ?", "Do you have another child?"),
            ("Ajouter un enfant", "Add a child"),
            ("Je n’ai aucun enfant", "I have no child"),
        ),
    ),
    "financial_self_sufficiency": asked(
        "Signez-vous l’engagement d’autonomie financière ?",
        "Do you sign the financial self-sufficiency undertaking?",
        "Vous y promettez de subvenir à vos besoins et à ceux de votre famille. Répondez oui si c’est fait, ou si vous le "
        "signerez avec la demande.",
        "In it you promise to meet your own and your family’s needs. Answer yes if it is done, or if you will sign it "
        "with the application.",
    ),
    "values_attestation": asked(
        "Avez-vous obtenu l’attestation d’apprentissage des valeurs ?",
        "Have you obtained the values attestation?",
        "Elle porte sur les valeurs démocratiques et les valeurs québécoises. Si vous ne l’avez pas encore, choisissez "
        "« À venir ».",
        "It is about democratic values and Québec values. If you do not have it yet, choose “To come”.",
    ),
    "values_medical_exemption": asked(
        "Une raison médicale vous empêche-t-elle d’obtenir l’attestation d’apprentissage des valeurs ?",
        "Does a medical reason keep you from obtaining the values attestation?",
        "Par exemple, une maladie ou un handicap qui vous empêche de suivre le cours.",
        "For example, an illness or a disability that keeps you from following the course.",
    ),
    "french_interview": asked(
        "Le ministère de l’Immigration du Québec a-t-il mesuré votre français en entrevue ?",
        "Has Québec’s immigration ministry measured your French in an interview?",
        "Un test passé dans un centre d’examen n’est pas cette entrevue.",
        "A test taken in a test centre is not this interview.",
    ),
    "ended_regular_file": asked(
        "A-t-on mis fin à un dossier que vous aviez au Programme régulier ?",
        "Was a file that you had under the Regular Programme ended?",
        "C’est le Programme régulier des travailleurs qualifiés du Québec. Le dossier a été fermé sans décision.",
        "It is Québec’s Regular Skilled Worker Programme. The file was closed without a decision.",
    ),
}

_STAY = {
    "from": asked(
        "Quand ce séjour au Québec a-t-il commencé ?",
        "When did this stay in Québec begin?",
        "Le jour de votre arrivée.",
        "The day you arrived.",
    ),
    "to": asked(
        "Quand ce séjour au Québec a-t-il pris fin ?",
        "When did this stay in Québec end?",
        "Le jour de votre départ.",
        "The day you left.",
    ),
}

_PERMIT = {
    "from": asked(
        "Quand ce permis ou ce statut a-t-il commencé ?",
        "When did this permit or status begin?",
        "Le premier jour de validité. Sur un permis, c’est souvent la date de délivrance.",
        "The first day of validity. On a permit, it is often the date of issue.",
    ),
    "to": asked(
        "Quand ce permis ou ce statut prend-il fin ?",
        "When does this permit or status end?",
        "Le dernier jour de validité. Sur un permis, c’est la date d’expiration.",
        "The last day of validity. On a permit, it is the expiry date.",
    ),
    "kind": asked(
        "Quel permis ou statut est-ce ?",
        "Which permit or status is it?",
        "Lisez le genre sur le document, et le nom de l’employeur s’il y en a un.",
        "Read the kind on the document, and the name of the employer if there is one.",
    ),
}

_SPOUSE = {
    "accompanies": asked(
        "Votre demande comprend-elle votre conjointe ou conjoint ?",
        "Does your application include your spouse or partner?",
        "Répondez oui si cette personne veut immigrer avec vous.",
        "Answer yes if that person wants to immigrate with you.",
    ),
    "french": asked(
        "Y a-t-il une preuve de français pour votre conjointe ou conjoint ?",
        "Is there a proof of French for your spouse or partner?",
        "Indiquez toutes les preuves : test, diplôme, études en français, cours, ordre professionnel.",
        "List all the proofs: test, diploma, studies in French, course, professional order.",
        list_words(
            (
                "Y a-t-il une autre preuve de français pour votre conjointe ou conjoint ?",
                "Is there another proof of French for your spouse or partner?",
            ),
            ("Ajouter une preuve de français", "Add a proof of French"),
            ("Il n’y a aucune preuve de français", "There is no proof of French"),
        ),
    ),
    "values_attestation": asked(
        "L’attestation d’apprentissage des valeurs est-elle obtenue pour votre conjointe ou conjoint ?",
        "Has your spouse or partner obtained the values attestation?",
        "Elle porte sur les valeurs démocratiques et les valeurs québécoises. Si elle n’est pas encore obtenue, choisissez "
        "« À venir ».",
        "It is about democratic values and Québec values. If it is not obtained yet, choose “To come”.",
    ),
}

_CHILD = {
    "birth_date": asked(
        "Quelle est la date de naissance de cet enfant ?",
        "What is the date of birth of this child?",
        "Celle de son passeport ou de son acte de naissance.",
        "The one in the passport or the birth certificate.",
    ),
    "accompanies": asked(
        "Votre demande comprend-elle cet enfant ?",
        "Does your application include this child?",
        "Répondez oui si cet enfant doit immigrer avec vous.",
        "Answer yes if this child is to immigrate with you.",
    ),
    "values_attestation": asked(
        "L’attestation d’apprentissage des valeurs est-elle obtenue pour cet enfant ?",
        "Has this child obtained the values attestation?",
        "Elle porte sur les valeurs démocratiques et les valeurs québécoises. Si elle n’est pas encore obtenue, choisissez "
        "« À venir ».",
        "It is about democratic values and Québec values. If it is not obtained yet, choose “To come”.",
    ),
}

_INTERVIEW = {
    "held_on": asked(
        "Quel jour l’entrevue de français a-t-elle eu lieu ?",
        "On what day was the French interview held?",
        "La convocation donne cette date.",
        "The letter that called you to it gives this date.",
    ),
    "levels": asked(
        "Connaissez-vous les niveaux constatés à l’entrevue de français ?",
        "Do you know the levels found at the French interview?",
        "La lettre reçue après l’entrevue peut les donner.",
        "The letter received after the interview may give them.",
    ),
}

_ENDED_FILE = {
    "filed_on": asked(
        "Quand aviez-vous présenté cette demande au Programme régulier ?",
        "When had you filed that application under the Regular Programme?",
        "Le jour de l’envoi, écrit sur l’accusé de réception ou sur votre copie.",
        "The day it was sent, on the acknowledgement of receipt or on your copy.",
    ),
    "temporary_resident_when_filed": asked(
        "Étiez-vous au Québec à titre temporaire quand vous avez présenté cette demande ?",
        "Were you in Québec on a temporary basis when you filed that application?",
        "Par exemple avec un permis d’études ou de travail, ou en visite.",
        "For example with a study or work permit, or as a visitor.",
    ),
}

ASKED: Final[Mapping[tuple[str, str], Asked]] = MappingProxyType(
    {
        (part, key): words
        for part, questions in (
            ("Applicant", _APPLICANT),
            ("Stay", _STAY),
            ("Permit", _PERMIT),
            ("Spouse", _SPOUSE),
            ("Child", _CHILD),
            ("FrenchInterview", _INTERVIEW),
            ("EndedRegularFile", _ENDED_FILE),
        )
        for key, words in questions.items()
    }
    | RECORD
)
"""By (name of the part, key as written in the file). Of the keys only `schema` is no question."""
