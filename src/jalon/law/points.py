"""Points of law: contested (several readings, the hull of which is the verdict) or decided, with a confidence.

The ids are those used in code, words and cases. A reading's name here is its name in the expressions.
"""

from jalon.language.statutes import Point, Words, contested_point, decided_point
from jalon.law.points_met import POINTS_MET

_GIVEN = (
    contested_point(
        "A-U1",
        "medium",
        Words(
            "Du 14 février 2011 au 31 juillet 2013, quel âge le diplôme peut-il avoir?",
            "From 14 February 2011 to 31 July 2013, how old may the diploma be?",
        ),
        cut_off=Words("obtenu après la date limite d’origine", "obtained after the original cut-off date"),
        three_years=Words("obtenu dans les trois ans", "obtained within three years"),
    ),
    contested_point(
        "A-U2",
        "medium",
        Words(
            "Avant le 1er août 2013, que vaut un français « intermédiaire »?",
            "Before 1 August 2013, what is “intermediate” French?",
        ),
        b1=Words("le niveau B1 (5 ou 6) suffit", "level B1 (5 or 6) is enough"),
        b2=Words("il faut le niveau B2 (7 ou 8)", "level B2 (7 or 8) is needed"),
    ),
    contested_point(
        "A-U3",
        "medium",
        Words(
            "Le délai court-il de la délivrance du diplôme ou de la fin du programme?",
            "Does the time run from the award of the diploma or from the end of the programme?",
        ),
        award=Words("de la délivrance", "from the award"),
        completion=Words("de la fin du programme", "from the end of the programme"),
    ),
    contested_point(
        "A-U5",
        "low",
        Words(
            "Peut-on additionner des emplois à temps partiel pour atteindre le temps plein?",
            "Can part-time jobs be added up to make full time?",
        ),
        apart=Words("non : chaque emploi compte seul", "no: each job counts on its own"),
        added=Words("oui : les heures s’additionnent", "yes: hours add up"),
    ),
    contested_point(
        "A-U6",
        "medium",
        Words("Combien de jours font les mois exigés?", "How many days make up the months asked for?"),
        short_months=Words(
            "le plus petit compte (52 semaines, ou les mois les plus courts)",
            "the smallest count (52 weeks, or the shortest months)",
        ),
        full_months=Words("des mois de calendrier entiers", "whole calendar months"),
    ),
    contested_point(
        "A-U8",
        "medium",
        Words(
            "Une entrevue du ministère l’emporte-t-elle sur une preuve de français reconnue?",
            "Does an interview by the ministry prevail over a recognised proof of French?",
        ),
        listed_proof_suffices=Words("non : la preuve suffit", "no: the proof is enough"),
        interview_prevails=Words("oui : il faut aussi le niveau réel", "yes: the actual level is needed too"),
    ),
    contested_point(
        "A-U9",
        "medium",
        Words(
            "Un futur diplômé peut-il présenter sa demande depuis le 2 août 2018?",
            "May a future graduate file since 2 August 2018?",
        ),
        early_filing=Words(
            "oui, comme l’indiquait la page du ministère du 31 août 2018",
            "yes, as the ministry's page of 31 August 2018 said",
        ),
        diploma_first=Words("non : l’article 33 parle d’un diplôme délivré", "no: s. 33 speaks of a diploma issued"),
    ),
    contested_point(
        "A-U11",
        "low",
        Words("Les jours de congé comptent-ils dans l’expérience?", "Do days of leave count as experience?"),
        counted=Words("oui", "yes"),
        taken_out=Words("non", "no"),
    ),
    decided_point(
        "A-U13",
        "medium",
        Words(
            "La règle sur les bourses existe-t-elle entre 2018 et 2023?",
            "Does the bursary rule exist between 2018 and 2023?",
        ),
        Words(
            "Oui : elle figure dans le texte d’avant et dans celui d’après.",
            "Yes: it stands in the text before and in the text after.",
        ),
    ),
    decided_point(
        "A-U15",
        "high",
        Words(
            "Depuis le 2 août 2018, les niveaux C et D comptent-ils?", "Since 2 August 2018, do levels C and D count?"
        ),
        Words("Oui, tous les niveaux.", "Yes, all levels."),
    ),
    contested_point(
        "C-bursary",
        "low",
        Words("Une bourse dont on a été libéré fait-elle obstacle?", "Is a bursary from which one was released a bar?"),
        release_counts=Words("non : la condition n’existe plus", "no: the condition no longer exists"),
        must_be_honoured=Words("oui : elle devait être respectée", "yes: it had to be honoured"),
    ),
    decided_point(
        "B-1",
        "medium",
        Words(
            "Texte de juillet 2020 : dans quelle période l’expérience des diplômés est-elle comptée?",
            "Text of July 2020: over what period is graduates' experience counted?",
        ),
        Words("Après la fin du programme, sans autre limite.", "After the end of the programme, with no other limit."),
    ),
    contested_point(
        "B-2",
        "medium",
        Words(
            "Le stage obligatoire doit-il être de niveau 0, A ou B?",
            "Must the compulsory internship be at level 0, A or B?",
        ),
        any_level=Words("non", "no"),
        same_level=Words("oui, comme l’emploi", "yes, like the job"),
    ),
    contested_point(
        "B-3",
        "low",
        Words(
            "Un étudiant qui peut travailler hors campus est-il « autorisé à travailler » (art. 118.4)?",
            "Is a student who may work off campus “authorised to work” (s. 118.4)?",
        ),
        authorised=Words("oui", "yes"),
        not_authorised=Words("non", "no"),
    ),
    contested_point(
        "B-4",
        "medium",
        Words(
            "Le niveau 4 du conjoint s’applique-t-il aux demandes régies par les art. 118.3 et 118.4?",
            "Does the spouse's level 4 bind files governed by ss. 118.3 and 118.4?",
        ),
        not_asked=Words("non : le texte du 21 juillet 2020 n’en dit rien", "no: the text of 21 July 2020 is silent"),
        asked=Words("oui, depuis le 22 juillet 2021", "yes, since 22 July 2021"),
    ),
    contested_point(
        "B-5",
        "low",
        Words(
            "À 1 800 heures exactement, quelle règle de séjour s’applique (novembre 2019)?",
            "At exactly 1,800 hours, which rule on stay applies (November 2019)?",
        ),
        half_programme=Words("la moitié du programme", "half of the programme"),
        hours_in_quebec=Words("les heures suivies au Québec", "the hours followed in Québec"),
    ),
    contested_point(
        "B-6",
        "low",
        Words(
            "Peut-on additionner deux professions de la liste (novembre 2019)?",
            "Can two listed occupations be added up (November 2019)?",
        ),
        same_job=Words("non : « cet emploi »", "no: “that job”"),
        added=Words("oui", "yes"),
    ),
    decided_point(
        "B-8",
        "medium",
        Words(
            "La colonne des régions de la liste de novembre 2019 est-elle une condition?",
            "Is the region column of the list of November 2019 a condition?",
        ),
        Words("Non, elle informe seulement.", "No, it only informs."),
    ),
    contested_point(
        "B-11",
        "medium",
        Words(
            "Dans une demande régie par l’art. 118.3 ou 118.4, un cours de français commencé après le 21 juillet 2020 "
            "prouve-t-il le niveau?",
            "In a file under s. 118.3 or 118.4, does a French course begun after 21 July 2020 prove the level?",
        ),
        accepted=Words("oui : l’ancien texte l’accepte", "yes: the earlier text accepts it"),
        refused=Words("non : seul l’art. 118.5 le permet", "no: only s. 118.5 allows it"),
    ),
    contested_point(
        "B-12",
        "medium",
        Words(
            "Du 1er novembre 2019 au 21 juillet 2020, et sous l’article 118.4, posséder une part de l’entreprise "
            "exclut-il l’emploi?",
            "From 1 November 2019 to 21 July 2020, and under s. 118.4, does owning a share of the business exclude the "
            "job?",
        ),
        control_only=Words("non : seul le contrôle l’exclut", "no: only control excludes it"),
        share_too=Words("oui", "yes"),
    ),
    contested_point(
        "B-13",
        "medium",
        Words(
            "Un programme en français au Québec prouve-t-il le français d’un travailleur?",
            "Does a programme in French in Québec prove a worker's French?",
        ),
        not_proof=Words("non : il faut trois ans d’études", "no: three years of studies are needed"),
        proof=Words("oui, comme pour un diplômé", "yes, as for a graduate"),
    ),
    decided_point(
        "B-14",
        "medium",
        Words(
            "« Aucun nouveau programme » figure-t-il dans le texte de juillet 2020?",
            "Is “no new programme” in the text of July 2020?",
        ),
        Words("Oui.", "Yes."),
    ),
    contested_point(
        "C-1",
        "medium",
        Words("Le jour anniversaire est-il dans la période?", "Is the anniversary day inside the period?"),
        inside=Words("oui", "yes"),
        outside=Words("non", "no"),
    ),
    contested_point(
        "C-2",
        "low",
        Words(
            "Les art. 118.3 à 118.5 valent-ils encore après le 22 novembre 2023?",
            "Do ss. 118.3 to 118.5 still hold after 22 November 2023?",
        ),
        survive=Words("oui", "yes"),
        lapsed=Words("non", "no"),
    ),
    decided_point(
        "C-3",
        "medium",
        Words("Le 30 octobre 2024 est-il un jour ouvert?", "Was 30 October 2024 an open day?"),
        Words(
            "Oui : les sources donnent le 31 pour premier jour fermé.",
            "Yes: sources give the 31st as the first closed day.",
        ),
    ),
    decided_point(
        "C-4",
        "medium",
        Words(
            "Le conjoint titulaire d’un permis ouvert peut-il être requérant principal?",
            "May a spouse on an open permit be the principal applicant?",
        ),
        Words("Oui depuis le 2 août 2018.", "Yes since 2 August 2018."),
    ),
    contested_point(
        "C-5",
        "medium",
        Words("Le 19 novembre 2025 lui-même compte-t-il?", "Does 19 November 2025 itself count?"),
        included=Words("oui : « au plus tard à cette date »", "yes: “by that date”"),
        excluded=Words("non : « avant la fermeture »", "no: “before the closure”"),
    ),
    contested_point(
        "C-6",
        "medium",
        Words(
            "Du 23 novembre 2023 au 28 novembre 2024, quelle table de correspondance s’applique?",
            "From 23 November 2023 to 28 November 2024, which correspondence table applies?",
        ),
        older=Words("les pages de 2019 et 2021", "the pages of 2019 and 2021"),
        newer=Words("la table du 29 novembre 2024", "the table of 29 November 2024"),
    ),
    contested_point(
        "C-7",
        "medium",
        Words(
            "Depuis le 23 novembre 2023, les domaines exclus et le contrôle concernent-ils aussi les diplômés?",
            "Since 23 November 2023, do the excluded field and control concern graduates too?",
        ),
        not_asked=Words("non", "no"),
        asked=Words("oui", "yes"),
    ),
)

POINTS: dict[str, Point] = {point.id: point for point in (*_GIVEN, *POINTS_MET)}
# One question under two numbers in the notes on the law.
POINTS["B-9"] = POINTS["A-U9"]
