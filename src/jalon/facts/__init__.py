"""The applicant file: model, imprecise dates, reading and writing, errors that name the key.

What a fact means for a decision is not here; what a code refers to is in ``jalon.registers``.
"""

from jalon.facts.cases import Case, Outcome, ProgrammeId, View
from jalon.facts.dates import Span, SpanError
from jalon.facts.errors import FactsError, Lang, Problem
from jalon.facts.labels import KEY_LABELS, PART_LABELS, VALUE_LABELS, Label, key_label, part_label, value_label
from jalon.facts.model import (
    PARTS,
    SCHEMA_VERSION,
    Applicant,
    Area,
    Bursary,
    Child,
    EndedRegularFile,
    Facts,
    FrenchInterview,
    FrenchProof,
    Job,
    Leave,
    Occupation,
    Permit,
    Scores,
    Skills,
    Spouse,
    Stay,
    Study,
)
from jalon.facts.reading import load_applicant, load_cases, parse_applicant
from jalon.facts.schema import applicant_schema
from jalon.facts.writing import canonical_json, dump_json, dump_yaml, to_dict

__all__ = [
    "KEY_LABELS",
    "PARTS",
    "PART_LABELS",
    "SCHEMA_VERSION",
    "VALUE_LABELS",
    "Applicant",
    "Area",
    "Bursary",
    "Case",
    "Child",
    "EndedRegularFile",
    "Facts",
    "FactsError",
    "FrenchInterview",
    "FrenchProof",
    "Job",
    "Label",
    "Lang",
    "Leave",
    "Occupation",
    "Outcome",
    "Permit",
    "Problem",
    "ProgrammeId",
    "Scores",
    "Skills",
    "Span",
    "SpanError",
    "Spouse",
    "Stay",
    "Study",
    "View",
    "applicant_schema",
    "canonical_json",
    "dump_json",
    "dump_yaml",
    "key_label",
    "load_applicant",
    "load_cases",
    "parse_applicant",
    "part_label",
    "to_dict",
    "value_label",
]
