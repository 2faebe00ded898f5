"""Labels and help of studies, jobs and proofs of French. Key: (part, key as written)."""

from __future__ import annotations

from jalon.facts.label_words import Label

_STUDY = {
    "programme": Label(
        "Nom du programme",
        "Name of the programme",
        "Le nom qui figure sur le diplôme ou le relevé de notes.",
        "The name on the diploma or the transcript.",
    ),
    "area": Label(
        "Domaine de formation",
        "Area of training",
        "Le domaine choisi dans le registre, s’il est connu.",
        "The area chosen from the register, when known.",
    ),
    "level": Label(
        "Niveau d’études",
        "Level of study",
        "Le diplôme que donne le programme.",
        "The diploma that the programme leads to.",
    ),
    "hours": Label(
        "Heures de formation",
        "Hours of training",
        "Pour un DEP, une ASP ou une AEC : les heures attestées.",
        "For a DEP, an ASP or an AEC: the hours attested.",
    ),
    "institution_in_quebec": Label(
        "Établissement au Québec",
        "Institution in Québec",
        "L’établissement d’enseignement est au Québec.",
        "The institution is in Québec.",
    ),
    "started_on": Label("Début", "Started on", "Premier jour des études.", "First day of the studies."),
    "completed_on": Label(
        "Exigences remplies le",
        "Completed on",
        "Le jour où toutes les exigences du programme ont été remplies. null : pas encore.",
        "The day all requirements of the programme were met. null: not yet.",
    ),
    "awarded_on": Label(
        "Diplôme délivré le",
        "Diploma issued on",
        "La date du diplôme. null : pas encore délivré.",
        "The date of the diploma. null: not yet issued.",
    ),
    "expected_completion_on": Label(
        "Fin prévue",
        "Expected completion",
        "Pour un programme en cours : la fin prévue. null : aucune.",
        "For a programme under way: the expected end. null: none.",
    ),
    "share_stayed_in_quebec": Label(
        "Part du programme passée au Québec",
        "Share of the programme spent in Québec",
        "De 0 à 1 : la part de la durée du programme passée au Québec.",
        "From 0 to 1: the part of the programme’s length spent in Québec.",
    ),
    "full_time": Label(
        "À temps plein", "Full time", "Les études ont été suivies à temps plein.", "The studies were full time."
    ),
    "french_share": Label(
        "Part des cours en français",
        "Share of courses in French",
        "De 0 à 1 : la part des cours ou des crédits en français, sans la thèse ni les stages.",
        "From 0 to 1: the share of courses or credits in French, thesis and internships left out.",
    ),
    "entirely_in_french": Label(
        "Entièrement en français",
        "Entirely in French",
        "Tout le programme s’est fait en français, thèse comprise.",
        "The whole programme was in French, thesis included.",
    ),
    "full_time_years_in_french": Label(
        "Années d’études à temps plein en français",
        "Years of full-time study in French",
        "Pour des études secondaires ou postsecondaires données en preuve, au Québec ou ailleurs.",
        "For secondary or post-secondary studies used as proof, in Québec or elsewhere.",
    ),
    "bursary": Label(
        "Bourse",
        "Bursary",
        "La bourse reçue pour ces études. null : aucune.",
        "The bursary received for these studies. null: none.",
    ),
}

_BURSARY = {
    "return_condition": Label(
        "Condition de retour",
        "Condition to return",
        "La bourse oblige à retourner dans le pays d’origine.",
        "The bursary requires a return to the home country.",
    ),
    "honoured": Label(
        "Condition respectée",
        "Condition honoured",
        "La personne a respecté cette condition.",
        "The person has met that condition.",
    ),
    "released": Label(
        "Personne libérée de la condition",
        "Released from the condition",
        "L’organisme qui a donné la bourse a levé la condition.",
        "The body that gave the bursary has lifted the condition.",
    ),
}

_AREA = {
    "name": Label("Nom du domaine", "Name of the area", "Le nom inscrit au registre.", "The name in the register."),
    "award": Label(
        "Sigle du diplôme",
        "Award",
        "DEP, ASP, AEC, DEC, BAC, MAI ou DOC, selon le registre.",
        "DEP, ASP, AEC, DEC, BAC, MAI or DOC, as the register has it.",
    ),
}

_JOB = {
    "title": Label(
        "Titre de l’emploi", "Job title", "Le titre donné par l’employeur.", "The title that the employer gives."
    ),
    "occupation": Label(
        "Profession (CNP)",
        "Occupation (NOC)",
        "Le code de la Classification nationale des professions.",
        "The code of the National Occupational Classification.",
    ),
    "started_on": Label("Début", "Started on", "Premier jour de l’emploi.", "First day of the job."),
    "ended_on": Label(
        "Fin", "Ended on", "Dernier jour. null : l’emploi est encore occupé.", "Last day. null: still held."
    ),
    "hours_per_week": Label(
        "Heures par semaine",
        "Hours per week",
        "Les heures payées par semaine, en moyenne.",
        "Paid hours per week, on average.",
    ),
    "in_quebec": Label("Au Québec", "In Québec", "Le travail se fait au Québec.", "The work is done in Québec."),
    "self_employed": Label(
        "Travail autonome",
        "Self-employed",
        "La personne travaille à son compte.",
        "The person works on their own account.",
    ),
    "controls_business": Label(
        "Contrôle de l’entreprise",
        "Control of the business",
        "La personne contrôle l’entreprise, directement ou non.",
        "The person controls the business, directly or not.",
    ),
    "owns_share_of_business": Label(
        "Part dans l’entreprise",
        "Share in the business",
        "La personne possède une part de l’entreprise.",
        "The person owns a share of the business.",
    ),
    "noc_requirements_met": Label(
        "Exigences de la CNP remplies",
        "NOC requirements met",
        "La personne remplit les conditions d’accès à la profession selon la CNP.",
        "The person meets the employment requirements of the NOC for the occupation.",
    ),
    "offer_conditions_met": Label(
        "Conditions de l’offre remplies",
        "Offer conditions met",
        "La personne remplit les conditions inscrites dans l’offre d’emploi.",
        "The person meets the conditions set in the job offer.",
    ),
    "authorised": Label(
        "Travail autorisé",
        "Authorised work",
        "La personne avait le droit de faire ce travail.",
        "The person was allowed to do this work.",
    ),
    "related_to_studies": Label(
        "Lié aux études",
        "Related to the studies",
        "L’emploi est lié au domaine d’études.",
        "The job is related to the field of study.",
    ),
    "leaves": Label(
        "Absences",
        "Leaves",
        "Congés sans solde, de maladie ou parentaux, mises à pied. Liste vide : aucune absence.",
        "Unpaid, sick or parental leave, lay-offs. An empty list means none.",
    ),
    "internship": Label(
        "Stage",
        "Internship",
        "Dit si cet emploi est un stage, et de quelle sorte.",
        "Whether this job is an internship, and of which sort.",
    ),
    "field_excluded": Label(
        "Domaine exclu",
        "Excluded field",
        "Le travail relève d’un domaine exclu par l’annexe E, partie 2, du Règlement sur l’immigration au Québec.",
        "The work is in a field excluded by Schedule E, part 2, of the Québec Immigration Regulation.",
    ),
}

_OCCUPATION = {
    "noc2016": Label(
        "Code CNP 2016",
        "NOC 2016 code",
        'Quatre chiffres, entre guillemets : "0121".',
        'Four digits, in quotation marks: "0121".',
    ),
    "noc2021": Label(
        "Code CNP 2021",
        "NOC 2021 code",
        'Cinq chiffres, entre guillemets : "21232".',
        'Five digits, in quotation marks: "21232".',
    ),
}

_LEAVE = {
    "from": Label("Du", "From", "Premier jour de l’absence.", "First day of the leave."),
    "to": Label("Au", "To", "Dernier jour. null : l’absence se poursuit.", "Last day. null: the leave goes on."),
}

_PROOF = {
    "proof": Label(
        "Genre de preuve",
        "Kind of proof",
        "Test, études, ordre professionnel ou cours.",
        "Test, studies, professional order or course.",
    ),
    "test": Label(
        "Test ou diplôme", "Test or diploma", "Le test ou le diplôme de français.", "The test or diploma of French."
    ),
    "taken_on": Label(
        "Date du test", "Date of the test", "Le jour où le test a été passé.", "The day the test was taken."
    ),
    "levels": Label(
        "Niveaux",
        "Levels",
        "Niveaux de l’Échelle québécoise des niveaux de compétence en français.",
        "Levels of the Québec scale of French proficiency.",
    ),
    "scores": Label(
        "Notes",
        "Marks",
        "Les notes inscrites sur l’attestation ; elles sont converties en niveaux.",
        "The marks on the certificate; they are turned into levels.",
    ),
    "course_registered_on": Label(
        "Inscription au cours",
        "Registered for the course on",
        "Le jour de l’inscription au cours de français. null : aucune inscription.",
        "The day of registration for the course of French. null: no registration.",
    ),
    "course_passed_on": Label(
        "Réussite du cours",
        "Passed the course on",
        "Le jour où le cours a été réussi. null : pas encore.",
        "The day the course was passed. null: not yet.",
    ),
}

_PAPERS = {
    "listening": ("Compréhension orale", "Listening"),
    "speaking": ("Production orale", "Speaking"),
    "reading": ("Compréhension écrite", "Reading"),
    "writing": ("Production écrite", "Writing"),
}

_SKILLS = {
    key: Label(fr, en, "Niveau de 0 à 12. null : épreuve non passée.", "Level 0 to 12. null: paper not taken.")
    for key, (fr, en) in _PAPERS.items()
}

_SCORES = {
    key: Label(
        fr, en, "Note de l’attestation. null : épreuve non passée.", "Mark on the certificate. null: paper not taken."
    )
    for key, (fr, en) in _PAPERS.items()
}

RECORD: dict[tuple[str, str], Label] = {
    (part, key): label
    for part, labels in (
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
    for key, label in labels.items()
}
