"""Which of two partners should apply: two files side by side, in each stream, each in turn as the principal applicant.

A file that is sent is read in memory and forgotten with the answer.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jalon.facts import Applicant, FactsError, load_applicant
from jalon.facts.reading import LARGEST_APPLICANT
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.around import costs_report
from jalon.readings.decide.decision import decide
from jalon.readings.decide.report import decision_report
from jalon.readings.timeline.when import LAST_DAY, conditions_sentence, horizon, when_sentence
from jalon.readings.whatif import Arrangement, Couple, couple, with_spouse
from jalon.site.assessment.answers import Answers, answers_of
from jalon.site.clock import today
from jalon.site.rendering import page, say_of
from jalon.site.result.costs import costs_told
from jalon.site.result.words import INTAKE_ICONS, day_sentence, intake_word, outcome_word

# The fields of the form: of the first person, whose file may be the visitor's own answers; of the second.
FIRST: Final = "first"
SECOND: Final = "second"
OWN: Final = "own"


@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest) -> HttpResponse:
    """Ask for two files; compare them."""
    answers = answers_of(request)
    say = say_of(request)
    if request.method != "POST":
        return page(request, "result/partners.html", own=answers is not None, errors=[], told=None)
    errors: list[tuple[str, str]] = []
    own = answers if request.POST.get(OWN) else None
    one = own.applicant if own is not None else _sent(request, FIRST, errors, say)
    other = _sent(request, SECOND, errors, say)
    if one is None or other is None:
        return page(request, "result/partners.html", status=422, own=answers is not None, errors=errors, told=None)
    day = min(_day(answers), LAST_DAY)
    told = compared_told(one, other, day, say)
    return page(request, "result/partners.html", own=answers is not None, errors=[], told=told)


def _day(answers: Answers | None) -> date:
    """The day that counts: the one that the visitor looks at if it is to come, else today."""
    return max(answers.day, today()) if answers is not None and not answers.filed else today()


def _sent(request: HttpRequest, name: str, errors: list[tuple[str, str]], say: Speaker) -> Applicant | None:
    """The applicant of a file that was sent; what is wrong with it is added to the errors."""
    sent = request.FILES.get(name)
    if sent is None:
        errors.append((name, say("Choisissez un fichier.")))
        return None
    try:
        return load_applicant(sent.read(LARGEST_APPLICANT + 1), name=str(sent.name or "")[-100:])
    except FactsError as error:
        errors.extend((name, words) for words in error.text(say.lang).split("\n"))
        return None


def compared_told(one: Applicant, other: Applicant, day: date, say: Speaker) -> dict[str, Any]:
    """Two people compared on a day: each arrangement, and who would qualify first."""
    found = couple(one, other, day)
    # Whoever of the two applies, the fees are the same.
    family = with_spouse(one, other, day, next(iter(PROGRAMMES)), horizon(day))
    return {
        "day": day.isoformat(),
        "words": first_words(found, say),
        "arrangements": [_arrangement(a, day, say, best=a in found.best) for a in found.arrangements],
        "costs": costs_told(costs_report(family, day, say.lang), say),
    }


def _arrangement(arrangement: Arrangement, day: date, say: Speaker, *, best: bool) -> dict[str, Any]:
    found = arrangement.found
    report = decision_report(decide(found.calendar.applicant, day, found.programme), say.lang)
    names = {condition["id"]: condition["name"] for condition in report["conditions"]}
    return {
        "who": arrangement.principal,
        "title": report["title"],
        "outcome": report["outcome"],
        "word": outcome_word(report["outcome"], say),
        "sentence": day_sentence(report, say),
        "failing": [names[id] for id in report["failing"] if id in names],
        "undetermined": [names[id] for id in report["undetermined"] if id in names],
        "intake_icon": INTAKE_ICONS[report["intake"]["verdict"]],
        "intake": intake_word(report["intake"], say),
        "when": conditions_sentence(found, say)
        if found.conditions and not found.eligible
        else when_sentence(found, say),
        "best": best,
    }


def first_words(found: Couple, say: Speaker) -> str:
    """Who would qualify first, in one sentence: one of the two, either, neither, or nobody can tell."""
    if not found.best:
        open_ = any(stretch.conditions for a in found.arrangements for stretch in a.found.stretches)
        if open_:
            return say("On ne peut pas dire : il manque des faits, ou la loi est contestée. Voyez chaque volet.")
        last = say.date(found.arrangements[0].found.calendar.last)
        return say(
            "Aucune des deux personnes ne remplit les conditions d’ici le {day}, dans ces deux volets.", day=last
        )
    kind, day = found.best[0].rank
    titles = [
        say("la personne {number} ({title})", number=a.principal + 1, title=a.found.programme.title.text(say.lang))
        for a in found.best
    ]
    who = say(" ou ").join(titles)
    told = {"who": who, "day": say.date(day)}
    if len({a.principal for a in found.best}) > 1:
        sentence = (
            say("L’une ou l’autre, dès le {day} : {who}.", **told)
            if kind == 0
            else say("L’une ou l’autre : les conditions sont satisfaites dès le {day} par {who}.", **told)
        )
    elif kind == 0:
        sentence = say("La première admissible serait {who}, dès le {day}.", **told)
    else:
        sentence = say("La première à remplir les conditions serait {who}, dès le {day}.", **told)
    if kind:
        sentence += " " + say("Mais on ne connaît aucun jour où les demandes sont alors reçues.")
    return sentence
