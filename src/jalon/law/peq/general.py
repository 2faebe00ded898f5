"""Conditions asked of every applicant, in both streams: each function gives one, with its figures and its authority."""

from __future__ import annotations

from typing import Final

from jalon.language.builders import ALWAYS, FILING, applicant, contested, covers, named
from jalon.language.expressions import Choose, Truth
from jalon.language.statutes import Citation, Condition, Note, Words, months
from jalon.law.instruments import ARRIMA_2021, D_1030_2019, cite
from jalon.law.peq import french
from jalon.law.peq import wording as w

ADULT: Final = 18
SELF_SUFFICIENCY_MONTHS: Final = 3
# The ministry's request gives 60 days; an attestation is valid two years.
VALUES_DAYS: Final = 60
VALUES_VALID: Final = months(24)

# What to say of a section known through others only.
NOT_READ = Words(
    "Texte non lu : reconstitué d’après des pages et des formulaires du ministère, des cabinets et des textes voisins.",
    "Text not read: reconstructed from pages and forms of the ministry, law firms and neighbouring texts.",
)


def in_quebec_at_filing() -> Truth:
    """A physical stay in Québec covers the filing day."""
    return applicant.stays.any(lambda stay: covers(stay, FILING))


def age(authority: Citation) -> Condition:
    """18 on the filing day. Whoever was born on a 29 February reaches it on the 28th or on 1 March: point J-1."""
    years = months(12 * ADULT)
    # Eighteen years after a 29 February comes the 28th (clamped); the day after the 28 February birthday is 1 March.
    of_age = contested(
        "J-1",
        february=applicant.birth_date + years <= FILING,
        march=((applicant.birth_date - 1) + years < FILING) & (applicant.birth_date + years <= FILING),
    )
    return Condition("age", of_age, w.AGE.with_figures(years=ADULT), authority)


def intention(authority: Citation) -> Condition:
    """Settling in Québec to hold a job there."""
    return Condition("intention", applicant.intends_to_settle, w.INTENTION, authority)


def stay(authority: Citation) -> Condition:
    """Conditions of the stay respected; lawful status for whoever files from Québec."""
    respected = named("stay-respected", w.STAY_RESPECTED, applicant.stay_conditions_respected)
    permit = applicant.permits.any(lambda p: covers(p, FILING))
    lawful = named("lawful-status", w.LAWFUL, Choose(in_quebec_at_filing(), permit, ALWAYS))
    return Condition("stay", respected & lawful, w.STAY, authority)


def presence(authority: Citation) -> Condition:
    """In Québec on the filing day."""
    return Condition("presence", in_quebec_at_filing(), w.PRESENCE, authority)


def self_sufficiency(authority: Citation) -> Condition:
    """The signed undertaking; no proof of money is asked for. Its amounts by year are in the register of fees."""
    words = w.SELF_SUFFICIENCY.with_figures(months=SELF_SUFFICIENCY_MONTHS)
    return Condition("self-sufficiency", applicant.self_sufficiency, words, authority)


VALUES_AUTHORITY = cite(D_1030_2019, "24.1–24.5", "high", "riq-24", "ulaval-2019")


def values() -> Condition:
    """Ss. 24.1 ff., applications filed from 1 January 2020. It may follow filing, so only a time that has run out fails."""
    own = named("values-own", w.VALUES_OWN, applicant.values_exempt | ~applicant.values.isin("failed"))
    spouse = named(
        "values-spouse", w.VALUES_SPOUSE, applicant.spouses.all(lambda s: ~(s.accompanies & s.values.isin("failed")))
    )
    children = named(
        "values-children",
        w.VALUES_CHILDREN,
        applicant.children.all(
            lambda c: ~((c.birth_date + months(12 * ADULT) <= FILING) & c.accompanies & c.values.isin("failed"))
        ),
    )
    due = ~applicant.values_exempt & applicant.values.isin("pending", "unsaid")
    due_family = applicant.spouses.any(
        lambda s: s.accompanies & s.values.isin("pending", "unsaid")
    ) | applicant.children.any(
        lambda c: (c.birth_date + months(12 * ADULT) <= FILING) & c.accompanies & c.values.isin("pending", "unsaid")
    )
    expired = applicant.values.isin("obtained") & (applicant.values_on + VALUES_VALID < FILING)
    return Condition(
        "values",
        own & spouse & children,
        w.VALUES.with_figures(years=ADULT),
        VALUES_AUTHORITY,
        notes=(
            Note("values-attestation", "duty", due | due_family, w.VALUES_DUTY.with_figures(days=VALUES_DAYS)),
            Note("values-expired", "warning", expired, w.VALUES_EXPIRED.with_figures(months=VALUES_VALID.count)),
        ),
    )


def filing_channel() -> Condition:
    """Arrima only from 26 January 2021. Whoever has not filed yet has no obstacle."""
    authority = cite(ARRIMA_2021, "1, 1.1", "high", "arrima-faq")
    return Condition("filing-channel", ~applicant.filed_through.isin("paper"), w.FILING_CHANNEL, authority)


def general(authority: Citation, undertaking: Citation | None = None) -> tuple[Condition, ...]:
    """What every version asks of everyone; `undertaking` is the authority of the financial one where it differs."""
    return (
        age(authority),
        intention(authority),
        stay(authority),
        self_sufficiency(undertaking or authority),
    )


def oral(proved: Truth, authority: Citation) -> Condition:
    """Oral French at level 7."""
    words = w.ORAL.with_figures(level=french.ORAL_LEVEL)
    notes = (french.INTERVIEW_NOTE, french.marks_note(french.ORAL_LEVEL, french.ORAL))
    return Condition("oral-french", proved, words, authority, notes=notes, decided=("J-13",))


def spouse(authority: Citation, expr: Truth | None = None) -> Condition:
    """Oral French at level 4 for a spouse included in the application."""
    asked = french.spouse_oral(french.SPOUSE_LEVEL) if expr is None else expr
    return Condition("spouse-oral-french", asked, w.SPOUSE_ORAL.with_figures(level=french.SPOUSE_LEVEL), authority)
