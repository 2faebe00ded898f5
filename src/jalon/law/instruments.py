"""The acts that make the law, in order of date, and the documents in which it was read."""

from jalon.language.statutes import Citation, Confidence, Instrument, Words


def cite(
    instrument: Instrument, sections: str, confidence: Confidence, *sources: str, note: Words | None = None
) -> Citation:
    """A citation; every source must be one of SOURCES, so that none dangles."""
    if unknown := [s for s in sources if s not in SOURCES]:
        raise ValueError(f"unknown sources: {unknown}")
    return Citation(instrument, sections, confidence, sources, note)


RSRE_2010 = Instrument(
    "RSRE-2010",
    Words(
        "Règlement sur la sélection des ressortissants étrangers (I-0.2, r. 4), art. 38.1 et 38.2, création du PEQ",
        "Regulation respecting the selection of foreign nationals (I-0.2, r. 4), ss. 38.1 and 38.2, creation of the PEQ",
    ),
    in_force="2010-02-14",
)
D_762_2013 = Instrument(
    "D-762-2013",
    Words("Décret 762-2013 du 25 juin 2013", "Order in Council 762-2013 of 25 June 2013"),
    made="2013-06-25",
    in_force="2013-08-01",
)
D_963_2018 = Instrument(
    "D-963-2018",
    Words(
        "Règlement sur l’immigration au Québec (I-0.2.1, r. 3), décret 963-2018",
        "Québec Immigration Regulation (I-0.2.1, r. 3), Order in Council 963-2018",
    ),
    made="2018-07-03",
    in_force="2018-08-02",
)
STOP_2019 = Instrument(
    "MD-2019-07-10",
    Words(
        "Décision ministérielle du 10 juillet 2019 (Loi sur l’immigration au Québec, art. 50)",
        "Ministerial decision of 10 July 2019 (Québec Immigration Act, s. 50)",
    ),
    made="2019-07-10",
    in_force="2019-07-10",
)
D_1030_2019 = Instrument(
    "D-1030-2019",
    Words("Décret 1030-2019", "Order in Council 1030-2019"),
    in_force="2019-11-01",
)
D_1138_2019 = Instrument(
    "D-1138-2019",
    Words(
        "Décret 1138-2019 (rétablit le texte d’avant novembre)",
        "Order in Council 1138-2019 (restores the earlier text)",
    ),
    made="2019-11-13",
    in_force="2019-11-14",
)
D_772_2020 = Instrument("D-772-2020", Words("Décret 772-2020", "Order in Council 772-2020"), in_force="2020-07-22")
ARRIMA_2021 = Instrument(
    "RPI-2021",
    Words(
        "Règlement sur la procédure d’immigration (I-0.2.1, r. 5), art. 1 et 1.1 : dépôt dans Arrima",
        "Immigration Procedure Regulation (I-0.2.1, r. 5), ss. 1 and 1.1: filing in Arrima",
    ),
    in_force="2021-01-26",
)
D_1570_2023 = Instrument(
    "D-1570-2023",
    Words("Décret 1570-2023 du 25 octobre 2023", "Order in Council 1570-2023 of 25 October 2023"),
    made="2023-10-25",
    in_force="2023-11-23",
)
STOP_2024 = Instrument(
    "MD-2024-10-31",
    Words(
        "Décision ministérielle suspendant la réception, volet Diplômés, 31 octobre 2024",
        "Ministerial decision suspending intake, graduates stream, 31 October 2024",
    ),
    in_force="2024-10-31",
)
STOP_2025 = Instrument(
    "MD-2025-06-05",
    Words(
        "Décision ministérielle suspendant la réception, les deux volets, 5 juin 2025",
        "Ministerial decision suspending intake, both streams, 5 June 2025",
    ),
    in_force="2025-06-05",
)
END_2025 = Instrument(
    "END-2025-11-19",
    Words("Fin du PEQ, 19 novembre 2025 (acte non retrouvé)", "End of the PEQ, 19 November 2025 (act not found)"),
    in_force="2025-11-19",
)
REOPENING_2026 = Instrument(
    "NOTICE-2026",
    Words(
        "Avis du ministère sur la réouverture du PEQ, 17 juin 2026 (nouvelle 71235)",
        "Ministry notice on the reopening of the PEQ, 17 June 2026 (news item 71235)",
    ),
    made="2026-06-17",
    in_force="2026-07-02",
)

# What was read, by short name. Titles stay in the language of the document.
SOURCES: dict[str, str] = {
    "rsre-38.2": "LégisQuébec, I-0.2, r. 4, art. 38.2 (dernier texte, lu jusqu’au par. e)",
    "npi-2013-012": "Note sur les procédures d’immigration NPI 2013-012",
    "form-2014": "Formulaire A-0520-IF (août 2014), instructions",
    "when-2018": "Ministère, page « When to apply », modifiée le 31 août 2018",
    "eligible-jobs": "Ministère, page des emplois admissibles (copie, 2013-2018)",
    "tests-2016": "immigration.ca, tests du volet Diplômés",
    "amd-2010": "AMD Immigration, « PEQ », 22 avril 2010",
    "nexus-2010": "Nexus Canada, 11 février 2010",
    "routes-2010": "Routes Immigration, pages du PEQ",
    "siminca": "Siminca, PEQ volet travailleurs",
    "canadavisa-2009": "canadavisa.com, annonces de juin et juillet 2009",
    "lavery-2018": "Lavery, bulletin sur le nouveau RIQ, août 2018",
    "immetis-2018": "Immetis, articles sur le PEQ, août 2018",
    "du": "Du c. Procureure générale du Québec, C.S. 500-17-098209-177, 13 décembre 2018",
    "french-2019": "Ministère, « Knowledge of French » (PEQ), novembre 2019",
    "stop-2019": "Ministère, avis de suspension, juillet 2019; CIC News, 10 juillet 2019",
    "riq-33": "LégisQuébec, I-0.2.1, r. 3, art. 33 et sa note d’historique",
    "riq-34-2019": "LégisQuébec, I-0.2.1, r. 3, art. 34, texte du 1er au 13 novembre 2019",
    "riq-24": "LégisQuébec, I-0.2.1, r. 3, art. 24.1 à 24.5",
    "riq-118": "LégisQuébec, I-0.2.1, r. 3, art. 118.3 à 118.5 (version du 3 octobre 2022)",
    "riq-34-2023": "LégisQuébec, I-0.2.1, r. 3, art. 34 (D. 1570-2023)",
    "bakouni-2019": "bakouni-consulting.ca, 6 novembre 2019; gradegurus.ca",
    "areas-2019": "Liste des domaines de formation du 1er novembre 2019, partie II, sections A et B",
    "form-2019": "Annexe A-0520-IF (2019-11) : 162 professions",
    "kpmg-2019": "KPMG Flash Alert 2019-167; MTL Blog, novembre 2019",
    "singer-2019": "immigration.ca et CIC News, 15 novembre 2019",
    "ulaval-2019": "Université Laval, FAQ sur le PEQ, 5 décembre 2019",
    "fiche-2020": "Ministère, fiche technique PEQ, juillet 2020",
    "objectifterre-2020": "objectifterre.ca, « Le nouveau PEQ », juillet 2020; canadavisa.com",
    "laid-off-2020": "CIC News, 6 avril 2020 (réponse du ministère)",
    "arrima-faq": "Ministère, FAQ Arrima du PEQ; quebec.ca, « Présenter une demande »",
    "spouse-2021": "Ministère, page sur le français du conjoint, en vigueur le 22 juillet 2021 (relais)",
    "noc-2022": "quebec.ca, nouvelle 44065, 16 novembre 2022",
    "french-2023": "quebec.ca, connaissance du français (PEQ), depuis le 23 novembre 2023",
    "self-2023": "quebec.ca, autonomie financière (PEQ), 23 novembre 2023",
    "vialto-2023": "vialtopartners.com, 24 novembre 2023; BLG, janvier 2024",
    "studies-2024": "quebec.ca, nouvelles 55414 et 55415, 29 avril 2024",
    "stop-2024": "jurilog.ca, 1er novembre 2024; AELIÉS, 18 novembre 2024",
    "stop-2025": "Presse et cabinets, 5 juin 2025",
    "end-2025": "rnk-consulting.com, 21 novembre 2025; 985fm.ca, 18 novembre 2025; visaverge.com",
    "reopening-2026": "Avis « reouverture_peq » et pages du PEQ (extractions, juillet à octobre 2026); lmrtimmigration.com",
    "conditions-2026": "Ministère, pages des conditions du PEQ, mise à jour du 17 juin 2026 (extraction)",
    "marks-2024": "Ministère, tableaux de correspondance des résultats, 29 novembre 2024 (extraction)",
    "twin-programmes": "I-0.2.1, r. 7 art. 4 et r. 9 art. 3 (programmes pilotes), mêmes formules",
    "firm-general": "Cabinet paraphrasant les conditions générales, 2023-2024 (sans date)",
    "guide-2025": "Guide des procédures d’immigration, ch. 3, PEQ, 6 mars 2025 (existence connue, non lu)",
}
