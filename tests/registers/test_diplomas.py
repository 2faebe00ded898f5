"""The levels of study and their awards."""

import pytest

from jalon.registers.areas import areas
from jalon.registers.diplomas import award_of, diplomas


def test_every_award_of_the_list_has_a_level_and_the_reverse():
    assert {diploma.award_2019 for diploma in diplomas()} - {None} == {area.award for area in areas()}


def test_levels_are_named_once_in_both_languages():
    assert len({diploma.level for diploma in diplomas()}) == len(diplomas()) == 13
    assert all(diploma.name_fr and diploma.name_en for diploma in diplomas())


@pytest.mark.parametrize(
    ("level", "award"),
    [
        ("dec-technical", "DEC"),
        ("dec-general", None),
        ("dep", "DEP"),
        ("dep-asp", "DEP"),
        ("masters", "MAI"),
        ("dess", None),
    ],
)
def test_awards(level, award):
    assert award_of(level) == award


@pytest.mark.parametrize("level", ["", "DEC", "phd", "dec-technical "])
def test_an_unknown_level_is_refused(level):
    with pytest.raises(ValueError, match="known: dep, asp"):
        award_of(level)
