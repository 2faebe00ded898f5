"""What is commonly misread of the programme, and what the law says. Every date and figure comes from `jalon.law`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse

from jalon.i18n import Lang, Speaker, speaker
from jalon.law import PROGRAMMES
from jalon.law.announcements import ANNOUNCED_2023, DRAFT_2020, PRESS_2020, PRESS_2023
from jalon.law.instruments import (
    D_772_2020,
    D_1030_2019,
    D_1138_2019,
    D_1570_2023,
    END_2025,
    REOPENING_2026,
    SOURCES,
)
from jalon.law.peq.french import TEST_AGE
from jalon.law.points import POINTS
from jalon.readings.history import Stage, condition_history
from jalon.registers.areas import areas
from jalon.registers.occupations import occupations_2019
from jalon.site.clock import today
from jalon.site.languages import address, language_of
from jalon.site.law.comparing import compare_address
from jalon.site.law.finding import (
    AS_WRITTEN,
    Link,
    law_page,
    place_of_condition,
    place_of_version,
    span_words,
)
from jalon.site.rendering import page

GRADUATES: Final = "peq-graduates"
WORKERS: Final = "peq-workers"


@dataclass(frozen=True)
class Misread:
    """What people read, what is so (the short answer first), where that was read, where to look; facts, one a line."""

    id: str
    read: str
    so: tuple[str, ...]
    sources: tuple[str, ...]
    links: tuple[Link, ...]
    lines: tuple[str, ...] = ()


def _day(iso: str | None) -> date:
    assert iso is not None
    return date.fromisoformat(iso)


class _Told:
    """The items in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.say: Speaker = speaker(lang)
        self.graduates, self.workers = PROGRAMMES[GRADUATES], PROGRAMMES[WORKERS]
        self.list_version = dict(self.workers.views)[AS_WRITTEN][0]
        self.areas_version = dict(self.graduates.views)[AS_WRITTEN][0]
        self.reform = _day(D_1570_2023.in_force)
        self.eve = self.reform - timedelta(days=1)

    def source(self, *names: str) -> tuple[str, ...]:
        return tuple(SOURCES[name].text(self.lang) for name in names)

    def stages(self, condition: str) -> list[Stage]:
        """When the graduates' own text asked a condition."""
        found = condition_history(GRADUATES, condition, self.lang)
        return [stage for stage in found if stage.words and stage.words["asked"]]

    def spans(self, stages: list[Stage]) -> str:
        return span_words(self.say, stages[0].since, stages[-1].until)

    def lists(self) -> Misread:
        say = self.say
        span = span_words(say, self.list_version.since, self.list_version.until)
        return Misread(
            "lists",
            say("« La liste des professions et celle des domaines disent qui est admissible aujourd’hui. »"),
            (
                say(
                    "Non. Les {jobs} professions et les {areas} domaines n’ont été des conditions que {span}.",
                    jobs=say.number(len(occupations_2019())),
                    areas=say.number(len(areas())),
                    span=span,
                ),
                say("Un décret les a ensuite retirées, avec effet depuis le premier jour pour presque tous."),
                say("Des pages plus récentes les montrent encore comme si elles valaient toujours."),
            ),
            (D_1138_2019.title.text(self.lang), *self.source("form-2019", "areas-2019", "singer-2019")),
            (
                Link(address(self.lang, "law-list-occupations"), say("La liste des professions")),
                Link(address(self.lang, "law-list-areas"), say("La liste des domaines")),
                Link(
                    place_of_version(self.lang, self.workers, _day(self.list_version.since), AS_WRITTEN),
                    say("Le texte d’origine"),
                ),
            ),
        )

    def announced(self) -> Misread:
        say = self.say
        return Misread(
            "announced",
            say("« Les mesures annoncées en mai 2023 valaient dès mai 2023. »"),
            (
                say("Non. Le {announced}, ce n’était qu’une annonce.", announced=say.date(ANNOUNCED_2023)),
                say("Le règlement est entré en vigueur le {day}.", day=say.date(self.reform)),
                say("Une demande présentée le {eve} suit encore le texte d’avant.", eve=say.date(self.eve)),
            ),
            (D_1570_2023.title.text(self.lang), PRESS_2023.text(self.lang)),
            (
                Link(
                    compare_address(self.lang, GRADUATES, self.eve, self.reform),
                    say("Ce qui a changé pour les diplômés"),
                ),
                Link(
                    compare_address(self.lang, WORKERS, self.eve, self.reform),
                    say("Ce qui a changé pour les travailleurs"),
                ),
            ),
        )

    def open(self) -> Misread:
        say, now = self.say, today()
        periods = [(p, p.intake_on(now.toordinal())) for p in (self.graduates, self.workers)]
        return Misread(
            "open",
            say("« Les conditions sont publiées, donc le PEQ est ouvert. »"),
            (
                say("Ce sont deux questions. Les conditions disent qui est admissible."),
                say("La réception dit si une demande peut être présentée ce jour-là."),
                say("Elle peut être suspendue sans que le texte change."),
                say("État du {day} :", day=say.date(now)),
            ),
            tuple(
                dict.fromkeys(
                    (
                        *(period.citation.instrument.title.text(self.lang) for _, period in periods),
                        *(s for _, period in periods for s in self.source(*period.citation.sources)),
                    )
                )
            ),
            (Link(address(self.lang, "law-intake"), say("Le calendrier de la réception")),),
            lines=tuple(
                say("{stream} : {words}", stream=p.title.text(self.lang), words=period.words.text(self.lang))
                for p, period in periods
            ),
        )

    def ended(self) -> Misread:
        say = self.say
        end, again = _day(END_2025.in_force), _day(REOPENING_2026.in_force)
        period = self.workers.intake_on(again.toordinal())
        return Misread(
            "ended",
            say("« Le PEQ n’existe plus depuis novembre 2025. »"),
            (
                say("Il a pris fin le {end}, puis il a rouvert le {again}.", end=say.date(end), again=say.date(again)),
                say(
                    "La première période de réception allait {span}.", span=span_words(say, period.since, period.until)
                ),
                say("Après elle, voyez le calendrier : il dit ce qui est connu."),
            ),
            (*self.source(*period.citation.sources), *self.source("end-2025")),
            (
                Link(address(self.lang, "law-intake"), say("Le calendrier de la réception")),
                Link(place_of_version(self.lang, self.workers, again), say("Le texte de la réouverture")),
            ),
        )

    def filing(self) -> Misread:
        say = self.say
        return Misread(
            "filing",
            say("« C’est la loi du jour de la décision qui compte. »"),
            (
                say("C’est le jour où la demande est présentée qui compte."),
                say("Ce jour-là, on regarde l’âge, le diplôme, l’emploi et le test."),
                say(
                    "En novembre 2019, un décret a pourtant changé la loi pour des demandes déjà présentées, {span}.",
                    span=span_words(say, self.list_version.since, self.list_version.until),
                ),
            ),
            (*self.source("riq-118"), D_1138_2019.title.text(self.lang)),
            (Link(address(self.lang, "law-compare"), say("Comparer deux dates")),),
        )

    def tests(self) -> Misread:
        say, diplomas = self.say, POINTS["J-13"]
        assert diplomas.decided is not None
        return Misread(
            "tests",
            say("« Mon test de français est bon jusqu’à la décision. »"),
            (
                say(
                    "Le résultat doit dater d’au plus {months} mois le jour de la demande.",
                    months=say.number(TEST_AGE.count),
                ),
                say("Après ce jour, l’âge du test ne compte plus."),
                say("Un test trop vieux ce jour-là ne prouve plus rien, même s’il suffisait avant."),
                diplomas.question.text(self.lang),
                diplomas.decided.text(self.lang),
            ),
            self.source("tests-2016", "french-2023"),
            (
                Link(
                    place_of_condition(self.lang, WORKERS, self.reform.isoformat(), "oral-french"),
                    say("La condition de français oral"),
                ),
                Link(address(self.lang, "law-point", point="C-1"), POINTS["C-1"].question.text(self.lang)),
            ),
        )

    def experience(self) -> Misread:
        say, stages = self.say, self.stages("experience")
        return Misread(
            "experience",
            say("« Il faut avoir travaillé après le diplôme. »"),
            (
                say("Le texte des diplômés ne l’a demandé que {span}.", span=self.spans(stages)),
                say("Avant et après, il ne l’est pas, sauf dans le texte de novembre 2019."),
                say("Des personnes protégées par des droits acquis en étaient dispensées."),
            ),
            (D_772_2020.title.text(self.lang), *self.source("fiche-2020", "riq-34-2023")),
            (
                Link(
                    place_of_condition(self.lang, GRADUATES, stages[0].since, "experience"),
                    say("L’expérience de travail des diplômés"),
                ),
            ),
        )

    def studies(self) -> Misread:
        say, stages = self.say, self.stages("studies-in-french")
        first, last = _day(stages[0].since).toordinal(), _day(stages[-1].until).toordinal()
        shut = all(p.state == "closed" for p in self.graduates.intake if p.first <= last and first <= p.last)
        return Misread(
            "studies",
            say("« Depuis 2023, le diplôme doit avoir été fait en français. »"),
            (
                say("Cette condition n’a figuré au texte que {span}.", span=self.spans(stages)),
                *(
                    (
                        say("La réception des diplômés était fermée tous ces jours-là."),
                        say("Aucune demande reçue n’y a donc été soumise."),
                    )
                    if shut
                    else ()
                ),
            ),
            self.source("riq-34-2023", "studies-2024", "reopening-2026"),
            (
                Link(
                    place_of_condition(self.lang, GRADUATES, stages[0].since, "studies-in-french"),
                    say("La condition d’études en français"),
                ),
            ),
        )

    def levels(self) -> Misread:
        say = self.say
        return Misread(
            "levels",
            say("« Niveau de la CNP et catégorie FÉER, c’est pareil. »"),
            (
                say("Non. La Classification nationale des professions (CNP) a deux éditions, 2016 et 2021."),
                say("Celle de 2021 classe par FÉER : formation, études, expérience et responsabilités."),
                say("Jusqu’au {eve}, seul compte le niveau de la CNP 2016 : 0, A, B, C ou D.", eve=say.date(self.eve)),
                say("Depuis le {day}, c’est la catégorie FÉER de la CNP 2021, de 0 à 5.", day=say.date(self.reform)),
                say("Une profession de niveau B ou C peut être dans plusieurs catégories FÉER : vérifiez la sienne."),
            ),
            self.source("noc-2022", "vialto-2023"),
            (
                Link(
                    compare_address(self.lang, WORKERS, self.eve, self.reform),
                    say("Ce qui a changé pour les travailleurs"),
                ),
            ),
        )

    def draft(self) -> Misread:
        say = self.say
        adopted = self.workers.version_on(_day(D_772_2020.in_force).toordinal())
        assert adopted is not None
        return Misread(
            "draft",
            say("« En 2020, il fallait 36 mois de travail sur 48. »"),
            (
                say(
                    "C’était un projet de règlement, publié le {day}. Un projet n’est pas la loi.",
                    day=say.date(DRAFT_2020),
                ),
                say(
                    "Le texte adopté : « {title} ». Il vaut depuis le {day}.",
                    title=adopted.title.text(self.lang),
                    day=say.date(_day(adopted.since)),
                ),
            ),
            (D_772_2020.title.text(self.lang), PRESS_2020.text(self.lang)),
            (Link(place_of_version(self.lang, self.workers, _day(adopted.since)), say("Le texte adopté")),),
        )

    def regions(self) -> Misread:
        say, point = self.say, POINTS["B-8"]
        assert point.decided is not None
        return Misread(
            "regions",
            say("« À Montréal, seules quelques professions de la liste comptaient. »"),
            (
                point.decided.text(self.lang),
                say("Une colonne nommait des régions. Elle informait, sans être une condition."),
            ),
            (D_1030_2019.title.text(self.lang), *self.source("riq-34-2019", "form-2019")),
            (Link(address(self.lang, "law-point", point=point.id), say("Le point de droit {id}", id=point.id)),),
        )

    def all(self) -> tuple[Misread, ...]:
        return (
            self.lists(),
            self.announced(),
            self.open(),
            self.ended(),
            self.filing(),
            self.tests(),
            self.experience(),
            self.studies(),
            self.levels(),
            self.draft(),
            self.regions(),
        )


@law_page
def misread(request: HttpRequest) -> HttpResponse:
    """The page of what is commonly misread."""
    return page(request, "law/misread.html", items=_Told(language_of(request)).all())
