"""Conditions on the diploma: one and the same study (or a DEP with its ASP, as one credential) must meet them all."""

from __future__ import annotations

from typing import Final

from jalon.language.builders import ALWAYS, FILING, Element, contested, credential, named, on, within_last
from jalon.language.expressions import Choose, Day, Truth
from jalon.language.statutes import Citation, Condition, Note, Words, months
from jalon.law.peq import wording as w

DIPLOMA_AGE: Final = months(36)
VOCATIONAL_HOURS: Final = 1800
EARLY_FILING: Final = months(6)
HALF: Final = 0.5
CONSECUTIVE_ASP: Final = months(12)
# The programme's first years took diplomas obtained after this day.
CUT_OFF: Final = on("2008-02-13")
FUTURE_GRADUATES_UNTIL: Final = on("2018-08-01")
# Text of 1-13 November 2019.
SHORT_HOURS: Final = 900

UNIVERSITY: Final = ("bachelor", "masters", "doctorate")
VOCATIONAL: Final = ("dep", "dep-asp")


def is_vocational() -> Truth:
    """A DEP, alone or with its ASP."""
    return credential.level.isin(*VOCATIONAL)


def _eligible_kind() -> Truth:
    """Bachelor's, master's, doctorate, technical DEC; DEP, alone or with a consecutive ASP, of 1,800 hours or more."""
    kind = credential.level.isin(*UNIVERSITY, "dec-technical") | (
        is_vocational() & (credential.hours >= VOCATIONAL_HOURS)
    )
    return named("kind", w.KIND_OF_DIPLOMA, kind & _in_order())


def _in_order() -> Truth:
    """Of a DEP and an ASP seen as one, the ASP is consecutive to the DEP."""
    dep, asp = credential.dep_completed_on, credential.asp_started_on
    return ~credential.joins_dep_and_asp | _follows(credential.started_on, dep, asp, credential.completed_on)


def _follows(dep_started: Day, dep_completed: Day, asp_started: Day, asp_completed: Day) -> Truth:
    """An ASP that comes after the DEP is consecutive when it begins within twelve months; a later one is point J-9."""
    later = contested("J-9", consecutive=ALWAYS, too_late=~ALWAYS)
    after = (asp_started > dep_started) & (asp_completed >= dep_completed)
    return after & Choose(asp_started <= dep_completed + CONSECUTIVE_ASP, ALWAYS, later)


def _institution() -> Truth:
    return named("institution", w.IN_QUEBEC_INSTITUTION, credential.institution_in_quebec)


def _obtained(in_time: Truth, in_time_by_completion: Truth) -> Truth:
    """The date that counts is that of the award; when only that of completion is inside, point A-U3."""
    return contested("A-U3", award=in_time, completion=in_time_by_completion)


def _within_three_years() -> Truth:
    return _obtained(within_last(credential.awarded_on, DIPLOMA_AGE), within_last(credential.completed_on, DIPLOMA_AGE))


def _after_cut_off() -> Truth:
    return _obtained(_after(credential.awarded_on), _after(credential.completed_on))


def _after(day: Day) -> Truth:
    return (day > CUT_OFF) & (day <= FILING)


def _future_graduate(done_in_time: Truth) -> Truth:
    """The diploma is not there yet but the programme is done, in time, or will be within six months."""
    not_yet = ~(credential.awarded_on <= FILING)
    limit = FILING + EARLY_FILING
    to_come = credential.completed_on > FILING
    soon = to_come & ((credential.expected_completion_on <= limit) | (credential.completed_on <= limit))
    return not_yet & (done_in_time | soon)


def _early_filing(done_in_time: Truth) -> Truth:
    """Accepted to 1 August 2018; point A-U9 from the day after, until the text of July 2020."""
    future = _future_graduate(done_in_time)
    later = contested("A-U9", early_filing=future, diploma_first=~ALWAYS)
    return Choose(FILING <= FUTURE_GRADUATES_UNTIL, future, later)


def _three_years_or_early() -> Truth:
    return _within_three_years() | _early_filing(within_last(credential.completed_on, DIPLOMA_AGE))


def _cut_off_or_early() -> Truth:
    return _after_cut_off() | _early_filing(_after(credential.completed_on))


DIPLOMA_NOTE: Final = Note(
    "diploma-expected", "duty", _future_graduate(credential.completed_on <= FILING), w.EXPECTED_DUTY
)


def _diploma(in_time: Truth, words: Words, authority: Citation, *notes: Note) -> Condition:
    dated = named("date", w.DIPLOMA_DATE, in_time)
    figures = words.with_figures(months=DIPLOMA_AGE.count, hours=VOCATIONAL_HOURS)
    return Condition("diploma", _eligible_kind() & _institution() & dated, figures, authority, notes)


def diploma(authority: Citation) -> Condition:
    """Diploma issued in the three years before filing."""
    return _diploma(_within_three_years(), w.DIPLOMA, authority)


def diploma_or_early(authority: Citation) -> Condition:
    """The same; a future graduate may file up to six months before completion."""
    return _diploma(_three_years_or_early(), w.DIPLOMA, authority, DIPLOMA_NOTE)


def diploma_after_cut_off(authority: Citation) -> Condition:
    """14 February 2010 to 13 February 2011: after 13 February 2008."""
    return _diploma(_cut_off_or_early(), w.DIPLOMA_CUT_OFF, authority, DIPLOMA_NOTE)


def diploma_either(authority: Citation) -> Condition:
    """14 February 2011 to 31 July 2013: the cut-off or three years, point A-U1."""
    either = contested("A-U1", cut_off=_cut_off_or_early(), three_years=_three_years_or_early())
    return _diploma(either, w.DIPLOMA_EITHER, authority, DIPLOMA_NOTE)


def is_short_credential() -> Truth:
    """A DEP, ASP or AEC of 900 to 1,799 hours: the group that keeps the text of 1-13 November 2019."""
    short = (credential.hours >= SHORT_HOURS) & (credential.hours < VOCATIONAL_HOURS)
    return credential.level.isin("dep", "asp", "dep-asp", "aec") & short


def diploma_2019(authority: Citation) -> Condition:
    """Text of 1-13 November 2019."""
    kind = credential.level.isin(*UNIVERSITY, "dec-technical") | (
        credential.level.isin("dep", "asp", "dep-asp", "aec") & (credential.hours >= SHORT_HOURS)
    )
    return Condition(
        "diploma",
        named("kind", w.KIND_OF_DIPLOMA, kind & _in_order())
        & _institution()
        & named("date", w.DIPLOMA_DATE, _within_three_years()),
        w.DIPLOMA_2019.with_figures(months=DIPLOMA_AGE.count, hours=SHORT_HOURS),
        authority,
    )


def training_domain(authority: Citation) -> Condition:
    """On Part II of sections A and B of the list of 1 November 2019, for that award."""
    return Condition("training-domain", credential.area_listed_2019, w.TRAINING_DOMAIN, authority)


def study_stay(authority: Citation) -> Condition:
    """Half of the programme in Québec."""
    return Condition("study-stay", _half(), w.STUDY_STAY, authority)


def study_stay_full_time(authority: Citation) -> Condition:
    """The same; whether the programme had to be full time, as a page of the ministry said, is point J-12."""
    asked = named("studies-full-time", w.FULL_TIME_STUDIES, credential.full_time)
    full_time = contested("J-12", not_asked=ALWAYS, asked=asked)
    return Condition("study-stay", _half() & full_time, w.STUDY_STAY, authority)


def _half() -> Truth:
    return credential.share_stayed_in_quebec >= HALF


def study_stay_2019(authority: Citation) -> Condition:
    """900 hours full time in Québec, or half of the programme for a diploma of more than 1,800 hours; at exactly 1,800,
    point B-5. University and technical college diplomas attest more."""
    hours = credential.full_time & (credential.hours * credential.share_stayed_in_quebec >= SHORT_HOURS)
    long = credential.level.isin(*UNIVERSITY, "dec-technical") | (credential.hours > VOCATIONAL_HOURS)
    at_the_line = contested("B-5", half_programme=_half(), hours_in_quebec=hours)
    short = Choose(credential.hours >= VOCATIONAL_HOURS, at_the_line, hours)
    words = w.STUDY_STAY_2019.with_figures(hours=SHORT_HOURS, long=VOCATIONAL_HOURS)
    return Condition("study-stay", Choose(long, _half(), short), words, authority)


def _new_programme(since: Day, words: Words, authority: Citation) -> Condition:
    def begun(other: Element) -> Truth:
        follows = _follows(credential.started_on, credential.completed_on, other.started_on, other.completed_on)
        follows_dep = other.level.isin("asp") & credential.level.isin("dep") & follows
        return (
            named("another-programme", w.OTHER_PROGRAMME, other.institution_in_quebec)
            & named("begun-since", w.BEGUN_SINCE, (other.started_on >= since) & (other.started_on <= FILING))
            & named("not-the-asp", w.NOT_THE_ASP, ~follows_dep)
        )

    return Condition("new-programme", ~credential.other_studies.any(begun), words, authority)


def no_new_programme_since_end(authority: Citation) -> Condition:
    """No new programme in Québec since the end of that of the diploma."""
    return _new_programme(credential.completed_on, w.NEW_PROGRAMME_SINCE_END, authority)


def no_new_programme_since_award(authority: Citation) -> Condition:
    """No new programme in Québec since the diploma was issued."""
    return _new_programme(credential.awarded_on, w.NEW_PROGRAMME_SINCE_AWARD, authority)


def bursary(authority: Citation) -> Condition:
    """No return condition, or it was honoured; released from it: point C-bursary."""
    released = contested("C-bursary", release_counts=credential.return_released, must_be_honoured=~ALWAYS)
    free = ~credential.return_condition | credential.return_honoured | released
    return Condition("bursary", free, w.BURSARY, authority, decided=("A-U13",))


def reference_diploma(authority: Citation, *, kept: bool = True) -> Condition:
    """First reception period of 2026: obtained by 19 November 2025 (that day: C-5). Later periods: point J-6."""
    day = on("2025-11-19")
    by_then = contested("C-5", included=credential.awarded_on <= day, excluded=credential.awarded_on < day)
    expr = by_then if kept else contested("J-6", kept=by_then, dropped=ALWAYS)
    return Condition("reference-date", expr, w.REFERENCE_DIPLOMA, authority)
