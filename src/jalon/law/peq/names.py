"""Short names of the conditions, for lists and pictures."""

from jalon.language.statutes import Words

CONDITION_NAMES: dict[str, Words] = {
    "age": Words("Âge", "Age"),
    "intention": Words("Intention de s’établir", "Intention to settle"),
    "stay": Words("Conditions du séjour", "Conditions of stay"),
    "self-sufficiency": Words("Autonomie financière", "Financial self-sufficiency"),
    "values": Words("Attestation de valeurs", "Values attestation"),
    "oral-french": Words("Français oral", "Oral French"),
    "written-french": Words("Français écrit", "Written French"),
    "spouse-oral-french": Words("Français du conjoint", "Spouse's French"),
    "intake": Words("Réception des demandes", "Intake of applications"),
    "filing-channel": Words("Mode de dépôt", "Way of filing"),
    "presence": Words("Présence au Québec", "Presence in Québec"),
    "purpose": Words("But du séjour", "Purpose of the stay"),
    "diploma": Words("Diplôme", "Diploma"),
    "training-domain": Words("Domaine de formation", "Area of training"),
    "study-stay": Words("Séjour d’études", "Stay while studying"),
    "new-programme": Words("Aucun nouveau programme", "No new programme"),
    "bursary": Words("Bourse", "Bursary"),
    "studies-in-french": Words("Études en français", "Studies in French"),
    "experience": Words("Expérience de travail", "Work experience"),
    "job-at-filing": Words("Emploi le jour de la demande", "Job on the filing day"),
    "reference-date": Words("Date de référence", "Reference date"),
}
