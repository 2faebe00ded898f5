"""Writing applicants: plain data, YAML, JSON, and a canonical JSON that is the same for equal applicants."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any, cast

import yaml

from jalon.facts.model import Applicant
from jalon.facts.yaml12 import resolve


def to_dict(applicant: Applicant) -> dict[str, Any]:
    """The applicant as plain data: only the keys that were given, null kept, in the order of the contract."""
    return cast(dict[str, Any], _plain(applicant.model_dump(by_alias=True, exclude_unset=True)))


def dump_json(applicant: Applicant) -> str:
    """The applicant as a JSON file for people: indented, ending with a line break."""
    return json.dumps(to_dict(applicant), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def dump_yaml(applicant: Applicant) -> str:
    """The applicant as a YAML file for people; text that YAML could take for something else is quoted."""
    return yaml.dump(
        to_dict(applicant), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=120
    )


def canonical_json(applicant: Applicant) -> str:
    """One text for all equal applicants, whatever the order of their keys: for hashes and comparisons.

    Keys are sorted, nothing is indented, everything is ASCII; dates are written the shortest way.
    """
    return json.dumps(to_dict(applicant), sort_keys=True, separators=(",", ":"), allow_nan=False)


class _Dumper(yaml.SafeDumper):
    """Writes dates bare, as people do, and quotes text that YAML 1.1 or our reader could misread."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TAG = "tag:yaml.org,2002:timestamp"
_TEXT_TAG = "tag:yaml.org,2002:str"


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _DAY.fullmatch(text) and _exists(text):
        return dumper.represent_scalar(_DATE_TAG, text)
    return dumper.represent_scalar(_TEXT_TAG, text, style="'" if text.isdigit() or resolve(text) != text else None)


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


_Dumper.add_representer(str, _text)


def _plain(value: object) -> object:
    """Numbers without a useless ``.0``, lists instead of tuples."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
