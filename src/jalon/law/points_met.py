"""Points of law met while the law was being written here (J-...); those of the notes on the law are in `points`."""

from jalon.language.statutes import Point, Words, contested_point, decided_point

POINTS_MET: tuple[Point, ...] = (
    contested_point(
        "J-1",
        "medium",
        Words(
            "Né un 29 février, quel jour atteint-on l’âge exigé?",
            "Born on a 29 February, on which day is the age reached?",
        ),
        february=Words("le 28 février", "on 28 February"),
        march=Words("le 1er mars", "on 1 March"),
    ),
    contested_point(
        "J-2",
        "medium",
        Words(
            "Les années d’études en français de plusieurs programmes s’additionnent-elles?",
            "Do years of study in French from several programmes add up?",
        ),
        apart=Words("non", "no"),
        added=Words("oui", "yes"),
    ),
    contested_point(
        "J-3",
        "low",
        Words(
            "Un autre programme suivi en français au Québec prouve-t-il le français du diplômé?",
            "Does another programme followed in French in Québec prove a graduate's French?",
        ),
        only_the_diploma=Words("non : celui du diplôme invoqué", "no: only that of the diploma relied on"),
        any_programme=Words("oui", "yes"),
    ),
    contested_point(
        "J-4",
        "low",
        Words(
            "Depuis le 23 novembre 2023, un programme suivi en français pour l’essentiel prouve-t-il le français?",
            "Since 23 November 2023, does a programme mostly in French prove French?",
        ),
        entirely=Words("non : il doit l’être entièrement", "no: it must be wholly in French"),
        mostly=Words("oui, au même seuil que la règle sur les études", "yes, at the threshold of the rule on studies"),
    ),
    contested_point(
        "J-5",
        "low",
        Words("Les épreuves requises peuvent-elles venir de deux tests?", "May the papers needed come from two tests?"),
        one_test=Words("non : un même test", "no: from one test"),
        two_tests=Words("oui", "yes"),
    ),
    contested_point(
        "J-6",
        "low",
        Words(
            "La date de référence du 19 novembre 2025 vaudra-t-elle après le 31 octobre 2026?",
            "Will the reference date of 19 November 2025 hold after 31 October 2026?",
        ),
        kept=Words("oui", "yes"),
        dropped=Words("non", "no"),
    ),
    contested_point(
        "J-7",
        "low",
        Words(
            "Les années d’un programme encore en cours ce jour-là sont-elles réussies?",
            "Are the years of a programme still under way that day passed?",
        ),
        passed=Words("oui", "yes"),
        not_yet=Words("pas encore", "not yet"),
    ),
    contested_point(
        "J-8",
        "low",
        Words(
            "Le document d’un ordre professionnel prouve-t-il aussi le français écrit?",
            "Does a professional order's document prove written French too?",
        ),
        proves_both=Words("oui", "yes"),
        oral_only=Words("non", "no"),
    ),
    contested_point(
        "J-9",
        "low",
        Words(
            "Une ASP commencée plus de douze mois après le DEP est-elle consécutive?",
            "Is an ASP begun over twelve months after the DEP consecutive?",
        ),
        consecutive=Words("oui", "yes"),
        too_late=Words("non", "no"),
    ),
    contested_point(
        "J-10",
        "low",
        Words(
            "Un emploi dont on est en congé ou mis à pied le jour de la demande est-il encore occupé?",
            "Is a job from which one is on leave or laid off on the filing day still held?",
        ),
        still_held=Words("oui : le lien d’emploi demeure", "yes: the employment goes on"),
        not_held=Words(
            "non : une personne mise à pied ne peut présenter de demande (réponse du ministère, avril 2020)",
            "no: a person laid off cannot file (ministry's answer, April 2020)",
        ),
    ),
    contested_point(
        "J-11",
        "low",
        Words(
            "Du 2 août 2018 au 31 octobre 2019, les domaines exclus (annexe E) s’appliquent-ils déjà?",
            "From 2 August 2018 to 31 October 2019, do the excluded fields (Schedule E) apply already?",
        ),
        not_asked=Words("non", "no"),
        asked=Words("oui : le texte rétabli en novembre 2019 les contient", "yes: the text restored in 2019 has them"),
    ),
    contested_point(
        "J-12",
        "medium",
        Words(
            "Du 1er août 2013 au 1er août 2018, le programme devait-il être à temps plein?",
            "From 1 August 2013 to 1 August 2018, did the programme have to be full time?",
        ),
        not_asked=Words("non : l’article 38.2 n’en dit rien", "no: s. 38.2 is silent"),
        asked=Words("oui : la page du ministère l’exigeait", "yes: the ministry's page asked for it"),
    ),
    decided_point(
        "J-13",
        "medium",
        Words(
            "Un DELF ou un DALF de plus de deux ans prouve-t-il encore le niveau?",
            "Does a DELF or a DALF of over two years still prove the level?",
        ),
        Words(
            "Non : la page du ministère applique la même limite aux tests et aux diplômes.",
            "No: the ministry's page sets the same limit for tests and diplomas.",
        ),
    ),
    decided_point(
        "J-14",
        "low",
        Words(
            "L’expérience acquise au 19 novembre 2025 doit-elle être à temps plein et salariée?",
            "Must the experience acquired by 19 November 2025 be full time and salaried?",
        ),
        Words("Oui, comme le reste de l’expérience.", "Yes, like the rest of the experience."),
    ),
)
