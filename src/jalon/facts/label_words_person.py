"""Labels and help of the person, the stays, the permits and the family. Key: (part, key as written)."""

from __future__ import annotations

from jalon.facts.label_words import Label

PARTS_OF_PERSON = {
    "Applicant": Label(
        "Personne", "Applicant", "Une personne, décrite par des faits datés.", "One person, as dated facts."
    ),
    "Stay": Label("Séjour", "Stay", "Un séjour physique au Québec.", "A physical stay in Québec."),
    "Permit": Label(
        "Permis", "Permit", "Un permis ou un statut autorisé au Canada.", "A permit or an authorised status in Canada."
    ),
    "Study": Label(
        "Études",
        "Study",
        "Un programme d’études, au Québec ou ailleurs.",
        "A programme of study, in Québec or elsewhere.",
    ),
    "Bursary": Label("Bourse", "Bursary", "Une bourse reçue pour ces études.", "A bursary received for these studies."),
    "Area": Label(
        "Domaine de formation",
        "Area of training",
        "Un domaine de formation tel que le registre le nomme.",
        "An area of training as the register names it.",
    ),
    "Job": Label("Emploi", "Job", "Un emploi, occupé ou terminé.", "A job, held or ended."),
    "Occupation": Label(
        "Profession",
        "Occupation",
        "Le code de la profession, dans l’une des classifications ou les deux.",
        "The code of the occupation, in one classification or both.",
    ),
    "Leave": Label("Absence", "Leave", "Une interruption de l’emploi.", "An interruption of the job."),
    "FrenchProof": Label(
        "Preuve de français",
        "Proof of French",
        "Une preuve de connaissance du français.",
        "One proof of knowledge of French.",
    ),
    "Skills": Label(
        "Niveaux de français",
        "Levels of French",
        "Niveaux de l’Échelle québécoise, de 1 à 12 ; 0 : sous le niveau 1.",
        "Levels of the Québec scale, 1 to 12; 0 is below level 1.",
    ),
    "Scores": Label(
        "Notes du test", "Marks of the test", "Les notes inscrites sur l’attestation.", "The marks on the certificate."
    ),
    "Spouse": Label(
        "Conjointe ou conjoint",
        "Spouse or partner",
        "La personne mariée ou en union de fait.",
        "The spouse or common-law partner.",
    ),
    "Child": Label(
        "Enfant",
        "Child",
        "Un enfant de la personne ou de sa conjointe ou son conjoint.",
        "A child of the person or of the spouse.",
    ),
    "FrenchInterview": Label(
        "Entrevue de français",
        "French interview",
        "Une entrevue du Ministère qui a mesuré le français.",
        "An interview in which the ministry measured the French.",
    ),
    "EndedRegularFile": Label(
        "Dossier du Programme régulier auquel il a été mis fin",
        "Ended file of the Regular Programme",
        "Une demande du Programme régulier des travailleurs qualifiés à laquelle il a été mis fin.",
        "An application under the Regular Skilled Worker Programme that was ended.",
    ),
}

_APPLICANT = {
    "schema": Label("Version du format", "Version of the format", "Écrivez 1.", "Write 1."),
    "birth_date": Label(
        "Date de naissance",
        "Date of birth",
        "Le jour, le mois ou l’année suffit.",
        "The day, the month or the year will do.",
    ),
    "stays_in_quebec": Label(
        "Séjours au Québec",
        "Stays in Québec",
        "Tous les séjours physiques au Québec. Liste vide : aucun séjour.",
        "Every physical stay in Québec. An empty list means none.",
    ),
    "purpose_of_stay": Label(
        "But principal du séjour",
        "Main purpose of the stay",
        "Ce pour quoi la personne est surtout au Québec le jour de la demande.",
        "What the person is mainly in Québec for on the filing day.",
    ),
    "intends_to_settle": Label(
        "Intention de s’établir",
        "Intention to settle",
        "La personne veut s’établir au Québec pour y travailler.",
        "The person intends to settle in Québec, to work.",
    ),
    "stay_conditions_respected": Label(
        "Conditions du séjour respectées",
        "Conditions of stay respected",
        "La personne a respecté les conditions de ses permis et de son séjour.",
        "The person has kept to the conditions of the permits and of the stay.",
    ),
    "filed_through": Label(
        "Mode de présentation",
        "Way of filing",
        "La demande est présentée sur papier ou dans Arrima.",
        "The application is filed on paper or in Arrima.",
    ),
    "permits": Label(
        "Permis et statuts",
        "Permits and status",
        "Tous les permis et les statuts autorisés au Canada, passés et présents.",
        "Every permit and authorised status in Canada, past and present.",
    ),
    "studies": Label(
        "Études",
        "Studies",
        "Tous les programmes d’études, terminés ou en cours, au Québec et ailleurs.",
        "Every programme of study, ended or under way, in Québec and elsewhere.",
    ),
    "jobs": Label(
        "Emplois",
        "Jobs",
        "Tous les emplois, occupés ou terminés, stages compris.",
        "Every job, held or ended, internships included.",
    ),
    "french": Label(
        "Preuves de français",
        "Proofs of French",
        "Les preuves que la personne a ou présente ; seules ces preuves comptent.",
        "The proofs that the person has or files; only these count.",
    ),
    "spouse": Label(
        "Conjointe ou conjoint",
        "Spouse or partner",
        "null : la personne n’a ni conjointe ni conjoint. Clé absente : on ne le sait pas.",
        "null: the person has no spouse. Key absent: not known.",
    ),
    "children": Label(
        "Enfants", "Children", "Tous les enfants. Liste vide : aucun enfant.", "Every child. An empty list means none."
    ),
    "financial_self_sufficiency": Label(
        "Engagement d’autonomie financière",
        "Financial self-sufficiency undertaking",
        "La personne a signé l’engagement de subvenir à ses besoins et à ceux de sa famille.",
        "The person has signed the undertaking to meet their own and their family’s needs.",
    ),
    "values_attestation": Label(
        "Attestation d’apprentissage des valeurs",
        "Values attestation",
        "Attestation d’apprentissage des valeurs démocratiques et des valeurs québécoises : date d’obtention, "
        "true (obtenue), pending (à venir) ou false (le délai est passé).",
        "Attestation of learning about democratic values and Québec values: date obtained, true (obtained), "
        "pending (to come) or false (the time allowed has run out).",
    ),
    "values_medical_exemption": Label(
        "Exemption médicale de l’attestation",
        "Medical exemption from the attestation",
        "Un motif médical empêche la personne d’obtenir l’attestation de valeurs.",
        "A medical reason keeps the person from obtaining the values attestation.",
    ),
    "french_interview": Label(
        "Entrevue de français",
        "French interview",
        "Le Ministère a mesuré le français en entrevue. null : aucune entrevue.",
        "The ministry measured the French in an interview. null: no interview.",
    ),
    "ended_regular_file": Label(
        "Dossier du Programme régulier auquel il a été mis fin",
        "Ended file of the Regular Programme",
        "Une demande du Programme régulier des travailleurs qualifiés à laquelle il a été mis fin. null : aucune.",
        "An application under the Regular Skilled Worker Programme that was ended. null: none.",
    ),
}

_STAY = {
    "from": Label("Du", "From", "Jour de l’arrivée au Québec.", "Day of arrival in Québec."),
    "to": Label(
        "Au", "To", "Jour du départ. null : le séjour se poursuit.", "Day of departure. null: the stay goes on."
    ),
}

_PERMIT = {
    "from": Label("Du", "From", "Premier jour de validité.", "First day of validity."),
    "to": Label(
        "Au", "To", "Dernier jour de validité. null : sans fin fixée.", "Last day of validity. null: no fixed end."
    ),
    "kind": Label(
        "Genre de permis",
        "Kind of permit",
        "Permis d’études, de travail ou autre statut.",
        "Study permit, work permit or other status.",
    ),
}

_SPOUSE = {
    "accompanies": Label(
        "Accompagne la personne",
        "Accompanies the person",
        "Sera incluse ou inclus dans la demande.",
        "Is to be included in the application.",
    ),
    "french": Label(
        "Preuves de français",
        "Proofs of French",
        "Les preuves de français de la conjointe ou du conjoint.",
        "The spouse’s proofs of French.",
    ),
    "values_attestation": Label(
        "Attestation d’apprentissage des valeurs",
        "Values attestation",
        "Date d’obtention, true (obtenue), pending (à venir) ou false (le délai est passé).",
        "Date obtained, true (obtained), pending (to come) or false (the time allowed has run out).",
    ),
}

_CHILD = {
    "birth_date": Label(
        "Date de naissance",
        "Date of birth",
        "Le jour, le mois ou l’année suffit.",
        "The day, the month or the year will do.",
    ),
    "accompanies": Label(
        "Accompagne la personne",
        "Accompanies the person",
        "Sera inclus dans la demande.",
        "Is to be included in the application.",
    ),
    "values_attestation": Label(
        "Attestation d’apprentissage des valeurs",
        "Values attestation",
        "Date d’obtention, true (obtenue), pending (à venir) ou false (le délai est passé).",
        "Date obtained, true (obtained), pending (to come) or false (the time allowed has run out).",
    ),
}

_INTERVIEW = {
    "held_on": Label(
        "Date de l’entrevue", "Date of the interview", "Le jour où elle a eu lieu.", "The day it was held."
    ),
    "levels": Label(
        "Niveaux constatés",
        "Levels found",
        "Les niveaux que le Ministère a constatés.",
        "The levels that the ministry found.",
    ),
}

_ENDED_FILE = {
    "filed_on": Label(
        "Date de la demande",
        "Filing date",
        "Le jour où cette demande a été présentée.",
        "The day that application was filed.",
    ),
    "temporary_resident_when_filed": Label(
        "Séjour temporaire lors de la demande",
        "Temporary resident when filed",
        "La personne séjournait temporairement au Québec quand elle a présenté cette demande.",
        "The person was staying temporarily in Québec when that application was filed.",
    ),
}

PERSON: dict[tuple[str, str], Label] = {
    (part, key): label
    for part, labels in (
        ("Applicant", _APPLICANT),
        ("Stay", _STAY),
        ("Permit", _PERMIT),
        ("Spouse", _SPOUSE),
        ("Child", _CHILD),
        ("FrenchInterview", _INTERVIEW),
        ("EndedRegularFile", _ENDED_FILE),
    )
    for key, label in labels.items()
}
