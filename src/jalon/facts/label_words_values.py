"""Labels of the values that a key may take from a closed list. Key: (part, key as written, value)."""

from __future__ import annotations

from jalon.facts.label_words import Label

_PURPOSE = {
    "work": Label("Travail", "Work"),
    "study": Label("Études", "Study"),
    "youth-exchange": Label(
        "Échange jeunesse",
        "Youth exchange",
        "Par exemple le permis vacances-travail.",
        "A working holiday, for example.",
    ),
    "accompanying-spouse": Label("Accompagner sa conjointe ou son conjoint", "Accompanying a spouse"),
    "visit": Label("Visite", "Visit"),
    "asylum": Label("Demande d’asile", "Asylum claim"),
    "other": Label("Autre", "Other"),
}

_FILED_THROUGH = {
    "paper": Label("Sur papier", "On paper"),
    "arrima": Label("Dans Arrima", "In Arrima"),
}

_PERMIT = {
    "study": Label("Permis d’études", "Study permit"),
    "pgwp": Label("Permis de travail postdiplôme", "Post-graduation work permit"),
    "closed-work": Label(
        "Permis de travail fermé", "Closed work permit", "Lié à un seul employeur.", "Tied to one employer."
    ),
    "open-work": Label("Permis de travail ouvert", "Open work permit"),
    "youth-exchange": Label("Permis d’échange jeunesse", "Youth exchange permit"),
    "coop": Label("Permis de travail coop", "Co-op work permit"),
    "spouse-open-work": Label("Permis ouvert de conjointe ou de conjoint", "Spousal open work permit"),
    "maintained-status": Label(
        "Statut conservé",
        "Maintained status",
        "Une prolongation demandée à temps est à l’étude.",
        "An extension asked for in time is being considered.",
    ),
    "other-work": Label("Autre autorisation de travail", "Other authorisation to work"),
    "visitor": Label("Visiteur", "Visitor"),
}

_LEVEL = {
    "dep": Label("DEP", "DEP", "Diplôme d’études professionnelles.", "Diploma of vocational studies."),
    "asp": Label(
        "ASP", "ASP", "Attestation de spécialisation professionnelle.", "Attestation of vocational specialisation."
    ),
    "dep-asp": Label("DEP suivi d’une ASP", "DEP followed by an ASP"),
    "aec": Label("AEC", "AEC", "Attestation d’études collégiales.", "Attestation of college studies."),
    "dec-technical": Label(
        "DEC technique", "Technical DEC", "Diplôme d’études collégiales.", "Diploma of college studies."
    ),
    "dec-general": Label(
        "DEC préuniversitaire", "Pre-university DEC", "Diplôme d’études collégiales.", "Diploma of college studies."
    ),
    "bachelor": Label("Baccalauréat", "Bachelor’s degree"),
    "masters": Label("Maîtrise", "Master’s degree"),
    "doctorate": Label("Doctorat", "Doctorate"),
    "certificate": Label("Certificat universitaire", "University certificate"),
    "dess": Label("DESS", "DESS", "Diplôme d’études supérieures spécialisées.", "Specialised graduate diploma."),
    "secondary": Label("Études secondaires", "Secondary studies"),
    "other": Label("Autre", "Other"),
}

_AWARD = {
    "DEP": _LEVEL["dep"],
    "ASP": _LEVEL["asp"],
    "AEC": _LEVEL["aec"],
    "DEC": Label("DEC", "DEC", "Diplôme d’études collégiales.", "Diploma of college studies."),
    "BAC": _LEVEL["bachelor"],
    "MAI": _LEVEL["masters"],
    "DOC": _LEVEL["doctorate"],
}

_INTERNSHIP = {
    "none": Label("Ce n’est pas un stage", "Not an internship"),
    "compulsory": Label(
        "Stage obligatoire",
        "Compulsory internship",
        "Exigé par le programme d’études.",
        "Required by the programme of study.",
    ),
    "optional": Label(
        "Stage facultatif",
        "Optional internship",
        "Lié au programme sans être exigé.",
        "Tied to the programme but not required.",
    ),
    "employment": Label(
        "Stage d’emploi",
        "Employment internship",
        "Sans lien avec un programme d’études.",
        "Not tied to a programme of study.",
    ),
}

_PROOF = {
    "test": Label("Test ou diplôme de français", "Test or diploma of French"),
    "studies": Label("Études en français", "Studies in French"),
    "professional-order": Label(
        "Exigence d’un ordre professionnel",
        "Requirement of a professional order",
        "Le français exigé pour être membre d’un ordre professionnel.",
        "The French required for membership of a professional order.",
    ),
    "course": Label("Cours de français", "Course of French"),
    "none": Label("Aucune preuve", "No proof"),
}

_TEST = {
    "TEFAQ": Label(
        "TEFAQ", "TEFAQ", "Test d’évaluation de français adapté pour le Québec.", "Test of French adapted for Québec."
    ),
    "TEF": Label("TEF", "TEF", "Test d’évaluation de français.", "Test of French (TEF)."),
    "TEF-Canada": Label("TEF Canada", "TEF Canada"),
    "TEF-Quebec": Label("TEF Québec", "TEF Québec"),
    "TCF": Label("TCF", "TCF", "Test de connaissance du français.", "Test of knowledge of French."),
    "TCF-Canada": Label("TCF Canada", "TCF Canada"),
    "TCF-Quebec": Label("TCF Québec", "TCF Québec"),
    "DELF-B1": Label(
        "DELF B1", "DELF B1", "Diplôme d’études en langue française.", "Diploma of French language studies."
    ),
    "DELF-B2": Label(
        "DELF B2", "DELF B2", "Diplôme d’études en langue française.", "Diploma of French language studies."
    ),
    "DALF-C1": Label("DALF C1", "DALF C1", "Diplôme approfondi de langue française.", "Advanced diploma of French."),
    "DALF-C2": Label("DALF C2", "DALF C2", "Diplôme approfondi de langue française.", "Advanced diploma of French."),
    "other": Label("Autre test", "Other test"),
}

_ATTESTATION = {
    "true": Label("Obtenue", "Obtained"),
    "pending": Label("À venir", "To come"),
    "false": Label("Non obtenue, délai passé", "Not obtained, time run out"),
}

VALUES: dict[tuple[str, str, str], Label] = {
    (part, key, value): label
    for part, key, labels in (
        ("Applicant", "purpose_of_stay", _PURPOSE),
        ("Applicant", "filed_through", _FILED_THROUGH),
        ("Applicant", "values_attestation", _ATTESTATION),
        ("Spouse", "values_attestation", _ATTESTATION),
        ("Child", "values_attestation", _ATTESTATION),
        ("Permit", "kind", _PERMIT),
        ("Study", "level", _LEVEL),
        ("Area", "award", _AWARD),
        ("Job", "internship", _INTERNSHIP),
        ("FrenchProof", "proof", _PROOF),
        ("FrenchProof", "test", _TEST),
    )
    for value, label in labels.items()
}
