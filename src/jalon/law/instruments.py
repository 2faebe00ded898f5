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
        "Règlement sur la procédure d’immigration (I-0.2.1, r. 5)",
        "Immigration Procedure Regulation (I-0.2.1, r. 5)",
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

# What was read, by short name. The title of a document stays in the language of the document; what describes it is
# said in both languages.
SOURCES: dict[str, Words] = {
    "rsre-38.2": Words(
        "LégisQuébec, I-0.2, r. 4, art. 38.2 (dernier texte, lu jusqu’au par. e)",
        "LégisQuébec, I-0.2, r. 4, s. 38.2 (last text, read up to par. e)",
    ),
    "npi-2013-012": Words(
        "« Note sur les procédures d’immigration », NPI 2013-012",
        "“Note sur les procédures d’immigration”, NPI 2013-012",
    ),
    "form-2014": Words("Formulaire A-0520-IF (août 2014), instructions", "Form A-0520-IF (August 2014), instructions"),
    "when-2018": Words(
        "Ministère, page « When to apply », modifiée le 31 août 2018",
        "Ministry, page “When to apply”, modified on 31 August 2018",
    ),
    "eligible-jobs": Words(
        "Ministère, page des emplois admissibles (copie, 2013-2018)",
        "Ministry, page on eligible jobs (copy, 2013–2018)",
    ),
    "tests-2016": Words("immigration.ca, tests du volet Diplômés", "immigration.ca, tests for the graduates stream"),
    "amd-2010": Words("AMD Immigration, « PEQ », 22 avril 2010", "AMD Immigration, “PEQ”, 22 April 2010"),
    "nexus-2010": Words("Nexus Canada, 11 février 2010", "Nexus Canada, 11 February 2010"),
    "routes-2010": Words("Routes Immigration, pages du PEQ", "Routes Immigration, pages on the PEQ"),
    "siminca": Words("Siminca, PEQ volet travailleurs", "Siminca, PEQ workers stream"),
    "canadavisa-2009": Words(
        "canadavisa.com, annonces de juin et juillet 2009", "canadavisa.com, announcements of June and July 2009"
    ),
    "lavery-2018": Words(
        "Lavery, bulletin sur le nouveau RIQ, août 2018",
        "Lavery, bulletin on the new Québec Immigration Regulation, August 2018",
    ),
    "immetis-2018": Words("Immetis, articles sur le PEQ, août 2018", "Immetis, articles on the PEQ, August 2018"),
    "du": Words(
        "Du c. Procureure générale du Québec, C.S. 500-17-098209-177, 13 décembre 2018",
        "Du c. Procureure générale du Québec, Québec Superior Court 500-17-098209-177, 13 December 2018",
    ),
    "french-2019": Words(
        "Ministère, « Knowledge of French » (PEQ), novembre 2019",
        "Ministry, “Knowledge of French” (PEQ), November 2019",
    ),
    "stop-2019": Words(
        "Ministère, avis de suspension, juillet 2019; CIC News, 10 juillet 2019",
        "Ministry, notice of suspension, July 2019; CIC News, 10 July 2019",
    ),
    "riq-33": Words(
        "LégisQuébec, I-0.2.1, r. 3, art. 33 et sa note d’historique",
        "LégisQuébec, I-0.2.1, r. 3, s. 33 and its history note",
    ),
    "riq-34-2019": Words(
        "LégisQuébec, I-0.2.1, r. 3, art. 34, texte du 1er au 13 novembre 2019",
        "LégisQuébec, I-0.2.1, r. 3, s. 34, text of 1–13 November 2019",
    ),
    "riq-24": Words("LégisQuébec, I-0.2.1, r. 3, art. 24.1 à 24.5", "LégisQuébec, I-0.2.1, r. 3, ss. 24.1 to 24.5"),
    "riq-118": Words(
        "LégisQuébec, I-0.2.1, r. 3, art. 118.3 à 118.5 (version du 3 octobre 2022)",
        "LégisQuébec, I-0.2.1, r. 3, ss. 118.3 to 118.5 (version of 3 October 2022)",
    ),
    "riq-34-2023": Words(
        "LégisQuébec, I-0.2.1, r. 3, art. 34 (D. 1570-2023)", "LégisQuébec, I-0.2.1, r. 3, s. 34 (O.C. 1570-2023)"
    ),
    "bakouni-2019": Words(
        "bakouni-consulting.ca, 6 novembre 2019; gradegurus.ca", "bakouni-consulting.ca, 6 November 2019; gradegurus.ca"
    ),
    "areas-2019": Words(
        "« Liste des domaines de formation » du 1er novembre 2019, partie II, sections A et B",
        "“Liste des domaines de formation” of 1 November 2019, part II, sections A and B",
    ),
    "form-2019": Words("Annexe A-0520-IF (2019-11) : 162 professions", "Schedule A-0520-IF (2019-11): 162 occupations"),
    "kpmg-2019": Words(
        "KPMG, « Flash Alert 2019-167 »; MTL Blog, novembre 2019",
        "KPMG, “Flash Alert 2019-167”; MTL Blog, November 2019",
    ),
    "singer-2019": Words(
        "immigration.ca et CIC News, 15 novembre 2019", "immigration.ca and CIC News, 15 November 2019"
    ),
    "ulaval-2019": Words(
        "Université Laval, FAQ sur le PEQ, 5 décembre 2019", "Université Laval, FAQ on the PEQ, 5 December 2019"
    ),
    "fiche-2020": Words("Ministère, fiche technique PEQ, juillet 2020", "Ministry, PEQ fact sheet, July 2020"),
    "objectifterre-2020": Words(
        "objectifterre.ca, « Le nouveau PEQ », juillet 2020; canadavisa.com",
        "objectifterre.ca, “Le nouveau PEQ”, July 2020; canadavisa.com",
    ),
    "laid-off-2020": Words(
        "CIC News, 6 avril 2020 (réponse du ministère)", "CIC News, 6 April 2020 (answer from the ministry)"
    ),
    "arrima-faq": Words(
        "Ministère, FAQ Arrima du PEQ; quebec.ca, « Présenter une demande »",
        "Ministry, Arrima FAQ of the PEQ; quebec.ca, “Présenter une demande”",
    ),
    "spouse-2021": Words(
        "Ministère, page sur le français du conjoint, en vigueur le 22 juillet 2021 (relais)",
        "Ministry, page on the spouse's French, in force on 22 July 2021 (relayed)",
    ),
    "noc-2022": Words("quebec.ca, nouvelle 44065, 16 novembre 2022", "quebec.ca, news item 44065, 16 November 2022"),
    "french-2023": Words(
        "quebec.ca, connaissance du français (PEQ), depuis le 23 novembre 2023",
        "quebec.ca, knowledge of French (PEQ), since 23 November 2023",
    ),
    "self-2023": Words(
        "quebec.ca, autonomie financière (PEQ), 23 novembre 2023",
        "quebec.ca, financial self-sufficiency (PEQ), 23 November 2023",
    ),
    "vialto-2023": Words(
        "vialtopartners.com, 24 novembre 2023; BLG, janvier 2024",
        "vialtopartners.com, 24 November 2023; BLG, January 2024",
    ),
    "studies-2024": Words(
        "quebec.ca, nouvelles 55414 et 55415, 29 avril 2024", "quebec.ca, news items 55414 and 55415, 29 April 2024"
    ),
    "stop-2024": Words(
        "jurilog.ca, 1er novembre 2024; AELIÉS, 18 novembre 2024",
        "jurilog.ca, 1 November 2024; AELIÉS, 18 November 2024",
    ),
    "stop-2025": Words("Presse et cabinets, 5 juin 2025", "Press and law firms, 5 June 2025"),
    "end-2025": Words(
        "rnk-consulting.com, 21 novembre 2025; 985fm.ca, 18 novembre 2025; visaverge.com",
        "rnk-consulting.com, 21 November 2025; 985fm.ca, 18 November 2025; visaverge.com",
    ),
    "reopening-2026": Words(
        "Avis « reouverture_peq » et pages du PEQ (extractions, juillet à octobre 2026); lmrtimmigration.com",
        "Notice “reouverture_peq” and PEQ pages (extracts, July to October 2026); lmrtimmigration.com",
    ),
    "conditions-2026": Words(
        "Ministère, pages des conditions du PEQ, mise à jour du 17 juin 2026 (extraction)",
        "Ministry, pages on the PEQ conditions, update of 17 June 2026 (extract)",
    ),
    "marks-2024": Words(
        "Ministère, tableaux de correspondance des résultats, 29 novembre 2024 (extraction)",
        "Ministry, tables of equivalent results, 29 November 2024 (extract)",
    ),
    "twin-programmes": Words(
        "I-0.2.1, r. 7 art. 4 et r. 9 art. 3 (programmes pilotes), mêmes formules",
        "I-0.2.1, r. 7, s. 4 and r. 9, s. 3 (pilot programmes), same wording",
    ),
    "firm-general": Words(
        "Cabinet paraphrasant les conditions générales, 2023-2024 (sans date)",
        "Law firm paraphrasing the general conditions, 2023–2024 (undated)",
    ),
    "guide-2025": Words(
        "« Guide des procédures d’immigration », ch. 3, PEQ, 6 mars 2025 (existence connue, non lu)",
        "“Guide des procédures d’immigration”, ch. 3, PEQ, 6 March 2025 (known to exist, not read)",
    ),
    # What surrounds the conditions: documents, times, what follows a certificate, other programmes.
    "processing-2020": Words(
        "Ministère, « Processing the application » (2020)", "Ministry, “Processing the application” (2020)"
    ),
    "processing-relays": Words("gvimmigration.com, délais du PEQ", "gvimmigration.com, PEQ processing times"),
    "observed-2023": Words(
        "Radio-Canada, articles 1978631 et 1978863, mai 2023", "Radio-Canada, articles 1978631 and 1978863, May 2023"
    ),
    "application-2025": Words(
        "quebec.ca, page de demande du PEQ, après le 19 novembre 2025",
        "quebec.ca, PEQ application page, after 19 November 2025",
    ),
    "fees-pages": Words(
        "Ministère, pages des tarifs; immigrationsnews.com, page du PEQ",
        "Ministry, pages on fees; immigrationsnews.com, page on the PEQ",
    ),
    "values-relays": Words(
        "en.immigrant.today; wolfsdorf.com et bcointalk.com (2020); cciosg.com",
        "en.immigrant.today; wolfsdorf.com and bcointalk.com (2020); cciosg.com",
    ),
    "a75": Words(
        "canada.ca, consignes du code A75 (version antérieure et copies)",
        "canada.ca, instructions for code A75 (older version and copies)",
    ),
    "a76": Words("canada.ca, consignes du code A76 (2022)", "canada.ca, instructions for code A76 (2022)"),
    "csq-use": Words("peerlessimmigration.com, usage du CSQ", "peerlessimmigration.com, use of the CSQ"),
    "after-csq": Words(
        "drnlaw.ca, permis de travail après le CSQ", "drnlaw.ca, work permits after the selection certificate"
    ),
    "spouse-permit": Words(
        "drnlaw.ca; mesidor.ca, janvier 2022 (se contredisent)", "drnlaw.ca; mesidor.ca, January 2022 (they conflict)"
    ),
    "pstq-bridge": Words(
        "Fragomen et thedailyscout.com, relais de canada.ca, mars 2026",
        "Fragomen and thedailyscout.com, relaying canada.ca, March 2026",
    ),
    "riq-32.6": Words("LégisQuébec, I-0.2.1, r. 3, art. 32.6", "LégisQuébec, I-0.2.1, r. 3, s. 32.6"),
    "pstq-pages": Words(
        "quebec.ca, pages du PSTQ (2 décembre 2024 et 25 juin 2026, extraction)",
        "quebec.ca, pages on the PSTQ (2 December 2024 and 25 June 2026, extract)",
    ),
    "pstq-relays": Words(
        "immigrantquebec.com, 29 novembre 2024; cabinets et presse, 2025-2026",
        "immigrantquebec.com, 29 November 2024; law firms and press, 2025–2026",
    ),
    "pstq-2026": Words(
        "Ministère, communiqués du 5 décembre 2025, du 30 janvier et du 2 mars 2026",
        "Ministry, releases of 5 December 2025, 30 January and 2 March 2026",
    ),
    "pilots-2026": Words(
        "westernoverseas.ca, janvier 2025; maplenews.org", "westernoverseas.ca, January 2025; maplenews.org"
    ),
}
