"""The words of the PEQ in both languages: what each condition and each of its parts asks. Figures come from the law."""

from jalon.language.statutes import Words

# --- The person -------------------------------------------------------------------------------------------------------
AGE = Words("Avoir au moins {years} ans le jour de la demande.", "Be at least {years} on the filing day.")
INTENTION = Words(
    "Avoir l’intention de s’établir au Québec pour y travailler.", "Intend to settle in Québec and work there."
)
STAY = Words(
    "Avoir respecté les conditions de son séjour et, si l’on est au Québec, y être légalement le jour de la demande.",
    "Have complied with the conditions of the stay and, if in Québec, be there lawfully on the filing day.",
)
STAY_RESPECTED = Words("conditions du séjour respectées", "conditions of the stay respected")
LAWFUL = Words("en règle le jour de la demande", "lawful status on the filing day")
PRESENCE = Words("Être au Québec le jour de la demande.", "Be in Québec on the filing day.")
SELF_SUFFICIENCY = Words(
    "Signer l’engagement d’autonomie financière : pour soi et sa famille, les {months} mois qui suivent l’obtention de "
    "la résidence permanente.",
    "Sign the financial self-sufficiency undertaking: for self and family, for {months} months after becoming a "
    "permanent resident.",
)
VALUES = Words(
    "Attestation d’apprentissage des valeurs démocratiques et des valeurs québécoises, pour soi, le conjoint qui "
    "accompagne et chaque enfant de {years} ans ou plus qui accompagne. Elle peut suivre la demande.",
    "Attestation of learning about democratic values and Québec values, for self, the accompanying spouse and each "
    "accompanying child of {years} or more. It may follow the application.",
)
VALUES_OWN = Words("attestation du requérant", "applicant's attestation")
VALUES_SPOUSE = Words("attestation du conjoint", "spouse's attestation")
VALUES_CHILDREN = Words("attestation des enfants majeurs", "adult children's attestation")
VALUES_DUTY = Words(
    "L’attestation de valeurs reste à fournir, dans les {days} jours après que le ministère l’aura réclamée.",
    "The values attestation is still to be supplied, within {days} days after the ministry asks for it.",
)
VALUES_EXPIRED = Words(
    "L’attestation date de plus de {months} mois : il faudra peut-être en obtenir une nouvelle.",
    "The attestation is over {months} months old: a new one may be needed.",
)
FILING_CHANNEL = Words("Présenter la demande dans Arrima.", "File the application in Arrima.")
PURPOSE_WORK = Words(
    "Être au Québec surtout pour travailler, ou dans un programme d’échange jeunesse.",
    "Be in Québec mainly to work, or under a youth exchange programme.",
)
PURPOSE_SPOUSE = Words(
    "Être au Québec surtout pour travailler, dans un échange jeunesse, ou comme conjoint accompagnant titulaire d’un "
    "permis de travail ouvert.",
    "Be in Québec mainly to work, under a youth exchange, or as an accompanying spouse with an open work permit.",
)

# --- French -----------------------------------------------------------------------------------------------------------
ORAL = Words(
    "Français oral de niveau {level} au moins (compréhension et production), avec une preuve reconnue.",
    "Oral French at level {level} or higher (listening and speaking), with a recognised proof.",
)
ORAL_INTERMEDIATE = Words(
    "Français oral « intermédiaire » (niveau {low} ou {level} selon l’interprétation), avec une preuve reconnue.",
    "“Intermediate” oral French (level {low} or {level}, depending on the interpretation), with a recognised proof.",
)
WRITTEN = Words(
    "Français écrit de niveau {level} au moins (lecture et écriture).",
    "Written French at level {level} or higher (reading and writing).",
)
SPOUSE_ORAL = Words(
    "Français oral de niveau {level} au moins pour le conjoint inclus dans la demande.",
    "Oral French at level {level} or higher for the spouse included in the application.",
)
STUDIES_IN_FRENCH = Words(
    "Programme suivi en français à {share} % au moins, ou {years} ans d’études à temps plein en français.",
    "At least {share}% of the programme in French, or {years} years of full-time studies in French.",
)
A_TEST = Words("preuve par un test ou un diplôme de langue", "proof by a language test or diploma")
RECOGNISED_TEST = Words("test reconnu", "recognised test")
RECENT_TEST = Words("passé dans les {months} mois précédant la demande", "taken in the {months} months before filing")
LEVEL_SHOWN = Words("niveau atteint", "level reached")
LEVEL_ASKED = Words("niveau demandé", "level asked for")
AN_ORDER = Words("document d’un ordre professionnel", "professional order's document")
OBTAINED = Words("obtenu au plus tard le jour de la demande", "obtained by the filing day")
STUDIES_FILED = Words("relevés d’études déposés comme preuve", "transcripts filed as proof")
YEARS_IN_FRENCH = Words(
    "{years} ans d’études à temps plein en français", "{years} years of full-time studies in French"
)
PROGRAMME_IN_FRENCH = Words("programme suivi entièrement en français", "programme done entirely in French")
MOSTLY_IN_FRENCH = Words(
    "programme suivi en français à {share} % au moins", "at least {share}% of the programme in French"
)
A_COURSE = Words("cours de français d’un établissement du Québec", "French course at a Québec institution")
COURSE_PASSED = Words("réussi au plus tard le jour de la demande", "passed by the filing day")
COURSE_BEGUN = Words(
    "inscrit, commencé ou réussi au plus tard le 21 juillet 2020", "registered, begun or passed by 21 July 2020"
)
INTERVIEW = Words("niveau constaté en entrevue", "level found in an interview")
INTERVIEW_WARNING = Words(
    "Une entrevue du ministère a constaté un niveau; avant le 2 août 2018, elle est sans effet; depuis, son effet est "
    "contesté.",
    "An interview by the ministry found a level; before 2 August 2018 it has no effect; since then its effect is contested.",
)
MARK_BETWEEN_TABLES = Words(
    "Une note de français tombe entre deux tables de correspondance : le niveau dépend du jour de la demande.",
    "A French mark falls between two correspondence tables: the level depends on the filing day.",
)
ACCOMPANIES = Words("le conjoint accompagne", "the spouse accompanies")

# --- Diplomas ---------------------------------------------------------------------------------------------------------
DIPLOMA = Words(
    "Diplôme du Québec, délivré dans les {months} mois précédant la demande : baccalauréat, maîtrise, doctorat, DEC "
    "technique, ou DEP (au besoin suivi d’une ASP) d’au moins {hours} heures.",
    "Québec diploma awarded in the {months} months before filing: bachelor's, master's, doctorate, technical DEC, or "
    "DEP (followed by an ASP if needed) of at least {hours} hours.",
)
DIPLOMA_CUT_OFF = Words(
    "Diplôme du Québec obtenu après le 13 février 2008 : baccalauréat, maîtrise, doctorat, DEC technique, ou DEP (au besoin "
    "suivi d’une ASP) d’au moins {hours} heures.",
    "Québec diploma obtained after 13 February 2008: bachelor's, master's, doctorate, technical DEC, or DEP (followed "
    "by an ASP if needed) of at least {hours} hours.",
)
DIPLOMA_EITHER = Words(
    "Diplôme du Québec obtenu après le 13 février 2008 ou dans les {months} mois précédant la demande, selon "
    "l’interprétation : baccalauréat, maîtrise, doctorat, DEC technique, ou DEP (au besoin suivi d’une ASP) d’au "
    "moins {hours} heures.",
    "Québec diploma obtained after 13 February 2008 or in the {months} months before filing, depending on the "
    "interpretation: bachelor's, master's, doctorate, technical DEC, or DEP (followed by an ASP if needed) of at "
    "least {hours} hours.",
)
DIPLOMA_2019 = Words(
    "Diplôme du Québec délivré dans les {months} mois précédant la demande : baccalauréat, maîtrise, doctorat, DEC "
    "technique, ou DEP, ASP ou AEC d’au moins {hours} heures.",
    "Québec diploma awarded in the {months} months before filing: bachelor's, master's, doctorate, technical DEC, or "
    "DEP, ASP or AEC of at least {hours} hours.",
)
KIND_OF_DIPLOMA = Words("diplôme admissible", "eligible diploma")
IN_QUEBEC_INSTITUTION = Words("établissement situé au Québec", "institution in Québec")
DIPLOMA_DATE = Words("date du diplôme", "date of the diploma")
TRAINING_DOMAIN = Words(
    "Domaine de formation inscrit, pour ce diplôme, sur la liste du 1er novembre 2019.",
    "Area of training on the list of 1 November 2019 for that award.",
)
STUDY_STAY = Words(
    "Avoir séjourné au Québec au moins la moitié de la durée du programme.",
    "Have stayed in Québec for at least half the length of the programme.",
)
STUDY_STAY_2019 = Words(
    "Avoir étudié à temps plein au Québec au moins {hours} heures ou, si le diplôme dépasse {long} heures, y avoir "
    "séjourné la moitié du programme.",
    "Have studied full time in Québec for at least {hours} hours or, if the diploma exceeds {long} hours, have stayed "
    "there for half of the programme.",
)
NEW_PROGRAMME_SINCE_END = Words(
    "Ne pas avoir entrepris un nouveau programme d’études au Québec depuis la fin de celui du diplôme.",
    "Have begun no new programme of study in Québec since the end of that of the diploma.",
)
NEW_PROGRAMME_SINCE_AWARD = Words(
    "Ne pas avoir entrepris un nouveau programme d’études au Québec depuis la délivrance du diplôme.",
    "Have begun no new programme of study in Québec since the diploma was issued.",
)
OTHER_PROGRAMME = Words("autre programme au Québec", "another programme in Québec")
BEGUN_SINCE = Words("entrepris depuis", "begun since")
NOT_THE_ASP = Words("autre que l’ASP qui suit le DEP", "other than the ASP that follows the DEP")
BURSARY = Words(
    "Ne pas avoir reçu de bourse qui oblige à rentrer au pays, ou avoir respecté cette obligation.",
    "Have held no bursary that imposes a return home, or have honoured that condition.",
)
EXPECTED_DUTY = Words(
    "Le diplôme reste à fournir : la demande ne sera tranchée qu’une fois le diplôme délivré.",
    "The diploma is still to be supplied: the application will be decided only once it is issued.",
)
REFERENCE_DIPLOMA = Words("Diplôme obtenu au plus tard le 19 novembre 2025.", "Diploma obtained by 19 November 2025.")

# --- Work -------------------------------------------------------------------------------------------------------------
EXPERIENCE = Words(
    "Avoir travaillé à temps plein au Québec au moins {months} mois au cours des {within} mois précédant la demande{where}.",
    "Have worked full time in Québec for at least {months} of the {within} months before filing{where}.",
)
EXPERIENCE_LISTED = Words(
    "Avoir occupé un emploi de la liste au moins {months} mois (niveau 0, A, B) ou {longer} mois (niveau C, D) au cours "
    "des {within} mois précédant la demande.",
    "Have held a listed job for at least {months} months (level 0, A, B) or {longer} months (level C, D) of the {within} "
    "months before filing.",
)
EXPERIENCE_GRADUATE = Words(
    "Avoir travaillé à temps plein au Québec après le programme, au niveau {levels} de la CNP 2016 : "
    "{months} mois (université, DEC) ou {longer} mois (DEP, où le niveau {related} lié aux études compte aussi); "
    "{internship} mois au plus de stage obligatoire y sont crédités.",
    "Have worked full time in Québec after the programme, at NOC 2016 level {levels}: {months} months (university, DEC) or "
    "{longer} months (DEP, where level {related} related to the studies counts too); at most {internship} months of "
    "compulsory internship are credited.",
)
EXPERIENCE_FIELD = Words(
    "Diplôme de moins de {hours} heures : avoir travaillé {months} mois à temps plein au Québec, après le programme, dans "
    "le domaine de formation.",
    "Diploma of under {hours} hours: have worked {months} months full time in Québec, after the programme, in the field "
    "of training.",
)
JOB = Words(
    "Occuper un emploi à temps plein au Québec le jour de la demande{where}.",
    "Hold a full-time job in Québec on the filing day{where}.",
)
JOB_LISTED = Words(
    "Occuper à temps plein, le jour de la demande, un emploi de la liste des 162 professions du 1er novembre 2019, en "
    "remplissant les conditions d’accès de la CNP et celles de l’offre, hors des domaines exclus.",
    "Hold full time, on the filing day, a job on the list of 162 occupations of 1 November 2019, meeting the NOC’s "
    "access requirements and the conditions of the offer, outside the excluded fields.",
)
JOB_OF_A_GRADUATE = Words(
    "Si l’on occupe un emploi : hors des domaines exclus, et dans une entreprise que l’on ne contrôle pas.",
    "If one holds a job: outside the excluded fields, and in a business that one does not control.",
)
REFERENCE_EXPERIENCE = Words(
    "Avoir acquis {months} mois d’expérience admissible au Québec (FÉER {levels}) au 19 novembre 2025.",
    "Have acquired {months} months of admissible experience in Québec (TEER {levels}) by 19 November 2025.",
)
ANY_LEVEL = Words("", "")
AT_LEVEL = Words(", au niveau {levels} de la CNP 2016", ", at NOC 2016 level {levels}")
AT_TEER = Words(", dans la catégorie FÉER {levels}", ", in TEER category {levels}")
GRADUATE_LEVEL = Words(
    "niveau {levels} de la CNP 2016 (ou {related} lié aux études pour un DEP)",
    "NOC 2016 level {levels} (or {related} related to the studies for a DEP)",
)
AT_GRADUATE_LEVEL = Words(
    ", au niveau {levels} de la CNP 2016 (ou {related} lié aux études pour un DEP)",
    ", at NOC 2016 level {levels} (or {related} related to the studies for a DEP)",
)
FULL_TIME = Words("au moins {hours} heures payées par semaine", "at least {hours} paid hours a week")
IN_QUEBEC = Words("au Québec", "in Québec")
AUTHORISED = Words("travail autorisé", "lawful work")
EMPLOYEE = Words("salarié, et non travailleur autonome", "employee, not self-employed")
NOT_CONTROLLED = Words("entreprise que l’on ne contrôle pas", "business one does not control")
NOT_OWNED = Words("entreprise dont on ne possède aucune part", "business of which one owns no share")
NOT_INTERNSHIP = Words("pas un stage lié à un programme d’études", "not an internship tied to a programme of study")
COMPULSORY_INTERNSHIP = Words("stage obligatoire du programme", "compulsory internship of the programme")
LEVEL = Words("niveau {levels} de la CNP 2016", "NOC 2016 level {levels}")
TEER = Words("FÉER {levels}", "TEER {levels}")
SAME_JOB = Words("la même profession", "the same occupation")
FULL_TIME_STUDIES = Words("études à temps plein", "full-time studies")
LISTED = Words("profession inscrite sur la liste de novembre 2019", "occupation on the list of November 2019")
HELD_AT_FILING = Words("emploi occupé le jour de la demande", "job held on the filing day")
FIELD_ALLOWED = Words(
    "hors des domaines exclus (annexe E, partie 2)", "outside the excluded fields (Schedule E, part 2)"
)
NOC_MET = Words("conditions d’accès de la CNP remplies", "NOC access requirements met")
OFFER_MET = Words("conditions de l’offre remplies", "conditions of the offer met")
RELATED = Words("lié aux études", "related to the studies")
LEAVE_WARNING = Words(
    "Aucun congé n’est indiqué : un congé sans solde, de maladie ou parental, ou une mise à pied, pourrait réduire "
    "l’expérience comptée.",
    "No leave is named: an unpaid, sick or parental leave, or a lay-off, could reduce the experience counted.",
)

# --- Grandfather clauses and versions ---------------------------------------------------------------------------------
SHORT_CREDENTIAL = Words(
    "diplôme professionnel, ASP ou AEC de {low} à moins de {high} heures : le texte du 1er au 13 novembre 2019 "
    "continue de s’appliquer",
    "vocational diploma, ASP or AEC of {low} to under {high} hours: the text of 1–13 November 2019 still applies",
)
CLAUSE_118_3 = Words(
    "art. 118.3 : diplôme délivré avant le 1er janvier 2021, le texte du 21 juillet 2020 continue de s’appliquer",
    "s. 118.3: diploma issued before 1 January 2021, the text of 21 July 2020 still applies",
)
CLAUSE_118_4 = Words(
    "art. 118.4 : au Québec et autorisé à y travailler le 21 juillet 2020, le texte de ce jour continue de s’appliquer",
    "s. 118.4: in Québec and authorised to work there on 21 July 2020, the text of that day still applies",
)
