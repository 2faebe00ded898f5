"""The questions about studies, jobs and proofs of French. Key: (part, key as written).

A proof of French may be that of the person or of the spouse: its questions fit both.
"""

from __future__ import annotations

from typing import Final

from jalon.readings.interview.asked import Asked, asked, list_words

_STUDY = {
    "programme": asked(
        "Comment s’appelle ce programme d’études ?",
        "What is this programme of study called?",
        "Écrivez le nom du diplôme ou du relevé de notes. Exemple : Techniques de l’informatique.",
        "Write the name on the diploma or the transcript. Example: “Techniques de l’informatique”.",
    ),
    "area": asked(
        "À quel domaine de formation ce programme appartient-il ?",
        "Which area of training does this programme belong to?",
        "Les noms viennent d’une liste officielle. Si aucun ne convient, choisissez « Aucun de ces domaines ».",
        "The names come from an official list, in French. If none of them fits, choose “None of these areas”.",
    ),
    "level": asked(
        "À quel diplôme ce programme mène-t-il ?",
        "Which diploma does this programme lead to?",
        "Répondez même si vous n’avez pas encore le diplôme. S’il vient d’ailleurs, choisissez le plus semblable.",
        "Answer even if you do not have the diploma yet. If it comes from elsewhere, choose the most similar one.",
    ),
    "hours": asked(
        "Combien d’heures de formation ce programme compte-t-il ?",
        "How many hours of training does this programme have?",
        "Le nombre est écrit sur le relevé de notes, ou dans une lettre de l’établissement.",
        "The number is on the transcript, or in a letter from the institution.",
    ),
    "institution_in_quebec": asked(
        "L’établissement d’enseignement est-il au Québec ?",
        "Is the institution in Québec?",
        "C’est l’école, le centre, le cégep ou l’université qui donne le programme.",
        "It is the school, centre, college or university that gives the programme.",
    ),
    "started_on": asked(
        "Quand ces études ont-elles commencé ?",
        "When did these studies begin?",
        "Le premier jour de cours, et non celui de l’inscription.",
        "The first day of classes, and not the day you registered.",
    ),
    "completed_on": asked(
        "Quand avez-vous rempli toutes les exigences de ce programme ?",
        "When did you meet all the requirements of this programme?",
        "Le jour où tout était réussi : cours, stages, thèse. Le relevé de notes ou une lettre de l’établissement le dit.",
        "The day all was passed: courses, internships, thesis. The transcript or a letter from the institution says it.",
    ),
    "awarded_on": asked(
        "Quelle date porte le diplôme ?",
        "What date is on the diploma?",
        "La date écrite sur le diplôme ou l’attestation, et non le jour où vous l’avez en main.",
        "The date written on the diploma or attestation, and not the day it reached you.",
    ),
    "expected_completion_on": asked(
        "Quand prévoyez-vous finir ce programme ?",
        "When do you expect to finish this programme?",
        "La date que prévoit l’établissement, si le programme est en cours.",
        "The date that the institution expects, if the programme is under way.",
    ),
    "share_stayed_in_quebec": asked(
        "Quelle part de ce programme avez-vous passée au Québec, en % ?",
        "What share of this programme did you spend in Québec, in %?",
        "Comptez le temps où vous étiez au Québec, sur toute la durée du programme. Tout le programme au Québec : 100 %.",
        "Count the time that you were in Québec, over the whole length of the programme. All of it in Québec: 100%.",
    ),
    "full_time": asked(
        "Avez-vous étudié à temps plein dans ce programme ?",
        "Did you study full time in this programme?",
        "Le relevé de notes ou une lettre de l’établissement le dit.",
        "The transcript or a letter from the institution says it.",
    ),
    "french_share": asked(
        "Quelle part des cours était en français, en % ?",
        "What share of the courses was in French, in %?",
        "Comptez les cours ou les crédits, sans la thèse, le mémoire ni les stages. Tous les cours en français : 100 %.",
        "Count courses or credits, without the thesis, the dissertation or internships. All courses in French: 100%.",
    ),
    "entirely_in_french": asked(
        "Tout ce programme s’est-il fait en français ?",
        "Was the whole of this programme in French?",
        "Regardez les cours, et aussi la thèse ou le mémoire s’il y en a.",
        "Look at the courses, and at the thesis or dissertation if there is one.",
    ),
    "full_time_years_in_french": asked(
        "Combien d’années de ce programme avez-vous faites à temps plein et en français ?",
        "How many years of this programme did you do full time and in French?",
        "Des années d’études secondaires ou postsecondaires, au Québec ou ailleurs.",
        "Years of secondary or post-secondary studies, in Québec or elsewhere.",
    ),
    "bursary": asked(
        "Avez-vous reçu une bourse pour ces études ?",
        "Did you receive a bursary or scholarship for these studies?",
        "Une aide à ne pas rembourser, par exemple celle d’un État ou d’un établissement.",
        "Help that is not to be paid back, for example from a state or an institution.",
    ),
}

_BURSARY = {
    "return_condition": asked(
        "Cette bourse oblige-t-elle à retourner dans votre pays d’origine ?",
        "Does this bursary oblige you to return to your home country?",
        "Si oui, le contrat ou la lettre de la bourse le dit.",
        "If it does, the contract or the letter of the bursary says so.",
    ),
    "honoured": asked(
        "Avez-vous respecté cette obligation de retour ?",
        "Have you honoured this obligation to return?",
        "Par exemple, vous avez vécu dans ce pays le temps demandé.",
        "For example, you have lived in that country for the time asked.",
    ),
    "released": asked(
        "L’organisme qui a donné la bourse a-t-il levé cette obligation ?",
        "Has the body that gave the bursary lifted this obligation?",
        "Si oui, une lettre de cet organisme le dit.",
        "If it has, a letter from that body says so.",
    ),
}

_AREA = {
    "name": asked(
        "Quel est le nom du domaine de formation ?",
        "What is the name of the area of training?",
        "Le nom inscrit au registre des domaines de formation.",
        "The name in the register of areas of training, in French.",
    ),
    "award": asked(
        "À quel diplôme ce domaine de formation est-il rattaché ?",
        "Which diploma is this area of training tied to?",
        "Celui que donne le registre des domaines de formation.",
        "The one that the register of areas of training gives.",
    ),
}

_JOB = {
    "title": asked(
        "Quel est le titre de cet emploi ?",
        "What is the title of this job?",
        "Celui du contrat ou de la fiche de paie. Exemple : aide-cuisinière.",
        "The one on the contract or the pay slip. Example: kitchen helper.",
    ),
    "occupation": asked(
        "À quelle profession cet emploi correspond-il ?",
        "Which occupation does this job correspond to?",
        "Comparez surtout les tâches : le titre peut tromper. La Classification nationale des professions (CNP) les décrit. "
        "FEER veut dire : formation, études, expérience et responsabilités.",
        "Compare the duties above all: a title can mislead. The National Occupational Classification (NOC) describes them. "
        "TEER means training, education, experience and responsibilities.",
    ),
    "started_on": asked(
        "Quand cet emploi a-t-il commencé ?",
        "When did this job begin?",
        "Le premier jour de travail. Si vous avez changé de profession chez cet employeur, ajoutez un autre emploi.",
        "The first day of work. If your occupation changed with this employer, add another job.",
    ),
    "ended_on": asked(
        "Quand cet emploi a-t-il pris fin ?",
        "When did this job end?",
        "Le dernier jour de travail.",
        "The last day of work.",
    ),
    "hours_per_week": asked(
        "Combien d’heures par semaine sont payées dans cet emploi ?",
        "How many hours a week are paid in this job?",
        "Les heures payées par semaine, en moyenne. Voyez le contrat ou les fiches de paie.",
        "Paid hours per week, on average. See the contract or the pay slips.",
    ),
    "in_quebec": asked(
        "Le travail se fait-il au Québec ?",
        "Is the work done in Québec?",
        "Regardez où vous travaillez, et non l’adresse de l’employeur.",
        "Look at where you work, and not at the address of the employer.",
    ),
    "self_employed": asked(
        "Travaillez-vous à votre compte dans cet emploi ?",
        "Are you self-employed in this job?",
        "Par exemple à la pige ou en travail autonome, sans employeur.",
        "For example freelance or as a contractor, without an employer.",
    ),
    "controls_business": asked(
        "Contrôlez-vous l’entreprise où vous travaillez ?",
        "Do you control the business where you work?",
        "Contrôler, c’est pouvoir décider pour l’entreprise, directement ou par quelqu’un d’autre.",
        "To control is to be able to decide for the business, directly or through somebody else.",
    ),
    "owns_share_of_business": asked(
        "Possédez-vous une part de l’entreprise où vous travaillez ?",
        "Do you own a share of the business where you work?",
        "Par exemple des actions ou des parts sociales.",
        "For example shares of stock, or a part of a partnership.",
    ),
    "noc_requirements_met": asked(
        "Remplissez-vous les conditions d’accès à cette profession ?",
        "Do you meet the employment requirements of this occupation?",
        "La Classification nationale des professions (CNP) les donne. Exemples : un diplôme, un permis d’exercice, de "
        "l’expérience.",
        "The National Occupational Classification (NOC) gives them. Examples: a diploma, a licence, experience.",
    ),
    "offer_conditions_met": asked(
        "Remplissez-vous les conditions écrites dans l’offre d’emploi ?",
        "Do you meet the conditions set in the job offer?",
        "Par exemple le diplôme, l’expérience ou les langues que l’employeur demande.",
        "For example the diploma, the experience or the languages that the employer asks for.",
    ),
    "authorised": asked(
        "Aviez-vous le droit de faire ce travail ?",
        "Were you allowed to do this work?",
        "Par exemple grâce à un permis de travail valide pour cet emploi.",
        "For example because of a work permit valid for this job.",
    ),
    "related_to_studies": asked(
        "Cet emploi est-il lié à vos études ?",
        "Is this job related to your studies?",
        "Ses tâches font appel à ce que vous avez appris dans votre programme.",
        "Its duties call for what you learned in your programme.",
    ),
    "leaves": asked(
        "Avez-vous eu des absences pendant cet emploi ?",
        "Were you away from work during this job?",
        "Indiquez toutes ces absences : congé sans solde, de maladie ou parental, mise à pied. Laissez de côté les vacances "
        "payées.",
        "List every leave: unpaid, sick or parental leave, lay-off. Leave paid holidays out.",
        list_words(
            (
                "Avez-vous eu une autre absence pendant cet emploi ?",
                "Were you away from work another time during this job?",
            ),
            ("Ajouter une absence", "Add a leave"),
            ("Je n’ai eu aucune absence", "I was never away"),
        ),
    ),
    "internship": asked(
        "Cet emploi est-il un stage ?",
        "Is this job an internship?",
        "La description du programme d’études dit si un stage est obligatoire.",
        "The description of the programme of study says whether an internship is compulsory.",
    ),
    "field_excluded": asked(
        "Ce travail est-il dans un domaine exclu ?",
        "Is this work in an excluded field?",
        "Exemples : le prêt sur gages, l’industrie du sexe. La liste est à l’annexe E, partie 2, du Règlement sur "
        "l’immigration au Québec.",
        "Examples: pawn lending, the sex industry. The list is in Schedule E, part 2, of the Québec Immigration "
        "Regulation.",
    ),
}

_OCCUPATION = {
    "noc2016": asked(
        "Quel est le code de cet emploi dans la CNP de 2016 ?",
        "What is the code of this job in NOC 2016?",
        "La CNP est la Classification nationale des professions. Un code de 2016 a quatre chiffres, par exemple 0121.",
        "NOC is the National Occupational Classification. A code of 2016 has four digits, for example 0121.",
    ),
    "noc2021": asked(
        "Quel est le code de cet emploi dans la CNP de 2021 ?",
        "What is the code of this job in NOC 2021?",
        "La CNP est la Classification nationale des professions. Un code de 2021 a cinq chiffres, par exemple 21232.",
        "NOC is the National Occupational Classification. A code of 2021 has five digits, for example 21232.",
    ),
}

_LEAVE = {
    "from": asked(
        "Quand cette absence a-t-elle commencé ?",
        "When did this leave begin?",
        "Le premier jour d’absence.",
        "The first day away.",
    ),
    "to": asked(
        "Quand cette absence a-t-elle pris fin ?",
        "When did this leave end?",
        "Le dernier jour d’absence.",
        "The last day away.",
    ),
}

_PROOF = {
    "proof": asked(
        "Quelle sorte de preuve de français est-ce ?",
        "Which sort of proof of French is it?",
        "Le DELF et le DALF sont des diplômes de français : choisissez alors la première réponse.",
        "The DELF and the DALF are diplomas of French: choose the first answer for them.",
    ),
    "test": asked(
        "Quel test ou diplôme de français est-ce ?",
        "Which test or diploma of French is it?",
        "Prenez le nom exact de l’attestation : le TEF et le TEFAQ, par exemple, sont deux tests.",
        "Take the exact name on the certificate: the TEF and the TEFAQ, for example, are two tests.",
    ),
    "taken_on": asked(
        "Quel jour le test a-t-il été passé ?",
        "On what day was the test taken?",
        "La date de l’examen, écrite sur l’attestation.",
        "The date of the examination, on the certificate.",
    ),
    "levels": asked(
        "Les niveaux de cette preuve sont-ils connus ?",
        "Are the levels of this proof known?",
        "Ce sont ceux de l’Échelle québécoise des niveaux de compétence en français.",
        "Those of the Québec scale of French proficiency.",
    ),
    "scores": asked(
        "Les notes de ce test sont-elles connues ?",
        "Are the marks of this test known?",
        "Elles sont écrites sur l’attestation.",
        "They are on the certificate.",
    ),
    "course_registered_on": asked(
        "Quand l’inscription au cours de français a-t-elle eu lieu ?",
        "When was the registration for the course of French?",
        "Le reçu ou la confirmation de l’établissement donne cette date.",
        "The receipt or the confirmation from the institution gives this date.",
    ),
    "course_passed_on": asked(
        "Quand le cours de français a-t-il été réussi ?",
        "When was the course of French passed?",
        "L’attestation ou le relevé de notes du cours donne cette date.",
        "The attestation or the transcript of the course gives this date.",
    ),
}

DOCUMENT_DATE: Final = asked(
    "Quelle date porte le document ?",
    "What date is on the document?",
    "Par exemple un diplôme, un relevé de notes, la lettre d’un ordre professionnel.",
    "For example a diploma, a transcript, the letter of a professional order.",
)
"""`taken_on` of a proof that is no test."""

# For each paper: what it is called, and what it is about.
_PAPERS = {
    "listening": (
        "compréhension orale",
        "listening",
        "C’est comprendre le français que l’on entend.",
        "It is understanding the French that one hears.",
    ),
    "speaking": ("production orale", "speaking", "C’est parler français.", "It is speaking French."),
    "reading": (
        "compréhension écrite",
        "reading",
        "C’est comprendre le français que l’on lit.",
        "It is understanding the French that one reads.",
    ),
    "writing": ("production écrite", "writing", "C’est écrire en français.", "It is writing in French."),
}

_SKILLS = {
    key: asked(
        f"Quel est le niveau en {fr} ?",
        f"What is the level in {en}?",
        f"{about_fr} Le niveau est celui de l’Échelle québécoise.",
        f"{about_en} The level is that of the Québec scale.",
    )
    for key, (fr, en, about_fr, about_en) in _PAPERS.items()
}

_SCORES = {
    key: asked(
        f"Quelle est la note en {fr} ?",
        f"What is the mark in {en}?",
        f"{about_fr} La note est écrite sur l’attestation.",
        f"{about_en} The mark is on the certificate.",
    )
    for key, (fr, en, about_fr, about_en) in _PAPERS.items()
}

RECORD: Final[dict[tuple[str, str], Asked]] = {
    (part, key): words
    for part, questions in (
        ("Study", _STUDY),
        ("Bursary", _BURSARY),
        ("Area", _AREA),
        ("Job", _JOB),
        ("Occupation", _OCCUPATION),
        ("Leave", _LEAVE),
        ("FrenchProof", _PROOF),
        ("Skills", _SKILLS),
        ("Scores", _SCORES),
    )
    for key, words in questions.items()
}
