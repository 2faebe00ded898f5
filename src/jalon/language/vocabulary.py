"""What the law can speak of: the entities of an applicant file and their fields, as bounds.

A field's sort says what its value is: `truth`, `day`, `number`, `kind` (a bit set over `values`), or a list of entities.
`fact` names the key of the applicant file that settles it, so that a reading can say what is missing. Some fields are
derived from a register (the level that follows from an occupation code); the law never sees how.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One thing the law may ask of an entity.

    `fact` is the key in the applicant file (dotted when nested); none for what is only about how a fact was read. A
    `whole` number has no decimals, and is under ten thousand (a level, a unit group).
    """

    name: str
    sort: str
    values: tuple[str, ...] = ()
    fact: str = ""
    entity: str = ""
    whole: bool = False

    def bits(self, names: "set[str] | frozenset[str]") -> int:
        """The bit set of some of this kind's values; an unknown name is an error."""
        if unknown := set(names) - set(self.values):
            raise ValueError(f"{self.name}: no such value {sorted(unknown)}; known: {list(self.values)}")
        return sum(1 << i for i, value in enumerate(self.values) if value in names)

    @property
    def any_bits(self) -> int:
        """The bit set of a value of which nothing is known."""
        return (1 << len(self.values)) - 1


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, a job, a study... and the position of each field in its record."""

    name: str
    fields: tuple[Field, ...]
    index: dict[str, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {f.name: i for i, f in enumerate(self.fields)})

    def __getitem__(self, name: str) -> Field:
        if name not in self.index:
            raise AttributeError(f"{self.name} has no field {name!r}; fields: {', '.join(self.index)}")
        return self.fields[self.index[name]]


def _truth(name: str, fact: str = "") -> Field:
    return Field(name, "truth", fact=fact or name)


def _day(name: str, fact: str = "") -> Field:
    return Field(name, "day", fact=fact or name)


def _number(name: str, fact: str = "", *, whole: bool = False) -> Field:
    return Field(name, "number", fact=fact or name, whole=whole)


def _kind(name: str, values: str, fact: str = "") -> Field:
    return Field(name, "kind", tuple(values.split()), fact or name)


def _list(name: str, entity: str, fact: str = "") -> Field:
    return Field(name, "list", fact=fact or name, entity=entity)


SKILLS = ("listening", "speaking", "reading", "writing")
EDITIONS = ("older", "newer")
LEVEL_FIELDS = tuple(f"{skill}_{edition}" for edition in EDITIONS for skill in SKILLS)

STAY = Entity("stay", (_day("started_on", "from"), _day("ended_on", "to")))

PERMIT = Entity(
    "permit",
    (
        _kind(
            "kind",
            "study pgwp closed-work open-work youth-exchange coop spouse-open-work maintained-status other-work visitor",
        ),
        _day("started_on", "from"),
        _day("ended_on", "to"),
    ),
)

STUDY_LEVELS = (
    "dep asp dep-asp aec dec-technical dec-general bachelor masters doctorate certificate dess secondary other"
)
_STUDY_FIELDS = (
    _kind("level", STUDY_LEVELS),
    _number("hours"),
    _truth("institution_in_quebec"),
    _day("started_on"),
    _day("completed_on"),
    _day("awarded_on"),
    _day("expected_completion_on"),
    _number("share_stayed_in_quebec"),
    _truth("full_time"),
    _number("french_share"),
    _truth("entirely_in_french"),
    _number("years_in_french", "full_time_years_in_french"),
    _truth("return_condition", "bursary"),
    _truth("return_honoured", "bursary.honoured"),
    _truth("return_released", "bursary.released"),
    _truth("area_listed_2019", "area"),
    # Whether the programme has a name: without one, a name may settle the area too.
    Field("programme_named", "truth"),
)
STUDY = Entity("study", _STUDY_FIELDS)

CREDENTIAL = Entity(
    "credential",
    (
        *_STUDY_FIELDS,
        # A vocational diploma (DEP) and a specialisation (ASP) written as two studies make one credential more.
        _truth("joins_dep_and_asp", "level"),
        _day("dep_completed_on", "completed_on"),
        _day("asp_started_on", "started_on"),
        _list("other_studies", "study", "studies"),
    ),
)

LEAVE = Entity("leave", (_day("started_on", "from"), _day("ended_on", "to")))

JOB = Entity(
    "job",
    (
        _kind("skill_level", "0 A B C D", "occupation.noc2016"),
        _kind("teer", "0 1 2 3 4 5", "occupation.noc2021"),
        _truth("listed_2019", "occupation.noc2016"),
        _number("group_2016", "occupation.noc2016", whole=True),
        _day("started_on"),
        _day("ended_on"),
        _number("hours_per_week"),
        _truth("in_quebec"),
        _truth("self_employed"),
        _truth("controls_business"),
        _truth("owns_share_of_business"),
        _truth("noc_requirements_met"),
        _truth("offer_conditions_met"),
        _truth("authorised"),
        _truth("related_to_studies"),
        _list("leaves", "leave"),
        _truth("leaves_unsaid", "leaves"),
        _kind("internship", "none compulsory optional employment"),
        _truth("field_excluded"),
    ),
)

TESTS = "TEFAQ TEF TEF-Canada TEF-Quebec TCF TCF-Canada TCF-Quebec DELF-B1 DELF-B2 DALF-C1 DALF-C2 other"
PROOF = Entity(
    "proof",
    (
        _kind("proof", "test studies professional-order course none"),
        _kind("test", TESTS),
        _day("taken_on"),
        *(_number(name, f"levels.{name.rsplit('_', 1)[0]}", whole=True) for name in LEVEL_FIELDS),
        # Whether a level comes from a mark; no fact of its own, so it is never shown nor missing.
        Field("converted", "truth"),
        _day("course_registered_on"),
        _day("course_passed_on"),
    ),
)

SPOUSE = Entity(
    "spouse",
    (
        _truth("accompanies"),
        _list("french", "proof"),
        _kind("values", "obtained pending unsaid failed", "values_attestation"),
    ),
)

CHILD = Entity(
    "child",
    (
        _day("birth_date"),
        _truth("accompanies"),
        _kind("values", "obtained pending unsaid failed", "values_attestation"),
    ),
)

PERSON = Entity(
    "person",
    (
        _day("birth_date"),
        _kind("purpose", "work study youth-exchange accompanying-spouse visit asylum other", "purpose_of_stay"),
        _truth("intends_to_settle"),
        _truth("stay_conditions_respected"),
        _kind("filed_through", "paper arrima unsaid"),
        _truth("self_sufficiency", "financial_self_sufficiency"),
        _kind("values", "obtained pending unsaid failed", "values_attestation"),
        _day("values_on", "values_attestation"),
        _truth("values_exempt", "values_medical_exemption"),
        _truth("interviewed", "french_interview"),
        _number("interview_listening", "french_interview.levels.listening", whole=True),
        _number("interview_speaking", "french_interview.levels.speaking", whole=True),
        _truth("regular_file_ended", "ended_regular_file"),
        _day("regular_file_filed_on", "ended_regular_file.filed_on"),
        _truth("resident_when_filed", "ended_regular_file.temporary_resident_when_filed"),
        _list("stays", "stay", "stays_in_quebec"),
        _list("permits", "permit"),
        _list("studies", "study"),
        _list("credentials", "credential", "studies"),
        _list("jobs", "job"),
        _list("french", "proof"),
        _list("spouses", "spouse", "spouse"),
        _list("children", "child"),
    ),
)

ENTITIES = {e.name: e for e in (PERSON, STAY, PERMIT, STUDY, CREDENTIAL, JOB, LEAVE, PROOF, SPOUSE, CHILD)}
