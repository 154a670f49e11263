"""The circumstances that switch a pair or a sequence on, each known to hold or not."""

from datetime import date

import pytest

from models.case import (
    Answer,
    Case,
    Clinical,
    Dependence,
    Need,
    NeedFact,
    Offence,
    OffenceKind,
    Person,
    Severity,
    Sex,
)
from models.circumstances import age_at, age_on, holds
from tests.models.rules.build import case

CONVICTED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(2008, 3, 2), 18),  # the birthday itself
        (date(2008, 3, 3), 17),
        (date(2008, 2, 29), 18),
        (date(2007, 12, 31), 18),
        (date(2001, 3, 3), 24),
        (date(2001, 3, 2), 25),
    ],
)
def test_whole_years_turn_on_the_birthday(born, age):
    assert age_on(CONVICTED, born) == age
    assert age_at(case(person=Person(born=born))) == age
    assert holds("young-adult-man", man(born)) is (18 <= age <= 24)


def man(born: date | None, sex: Sex = Sex.MALE) -> Case:
    return case(person=Person(sex=sex, born=born))


def test_a_young_man_is_known_to_be_both():
    born = date(2004, 1, 1)
    assert holds("young-adult-man", man(born))
    assert not any(holds("young-adult-man", man(born, sex)) for sex in Sex if sex is not Sex.MALE)
    assert not holds("young-adult-man", man(None))
    assert age_at(man(None)) is None


@pytest.mark.parametrize(
    ("needs", "others"),
    [
        ((), False),
        ((Need.ALCOHOL, Need.DRUGS), False),
        ((Need.RELATIONSHIPS,), True),
        ((Need.ALCOHOL, Need.RELATIONSHIPS), True),
    ],
)
def test_other_needs_are_those_beside_alcohol_and_drugs_that_are_linked(needs, others):
    linked = tuple(NeedFact(need, Answer.YES) for need in needs)
    assert holds("other-needs", case(needs=linked)) is others
    not_linked = tuple(NeedFact(need, Answer.NO) for need in needs)
    assert not holds("other-needs", case(needs=not_linked))


@pytest.mark.parametrize(
    ("kind", "domestic"),
    [
        (OffenceKind.PARTNER_VIOLENCE, True),
        (OffenceKind.OTHER_DOMESTIC, True),
        (OffenceKind.VIOLENCE, False),
    ],
)
def test_violence_at_home_is_domestic_whomever_it_is_done_to(kind, domestic):
    assert domestic is holds("domestic-violence", case(offences=(Offence(kind),)))


@pytest.mark.parametrize(
    ("substance", "severity", "dependent"),
    [
        ("alcohol", Severity.DEPENDENT, True),
        ("alcohol", Severity.SEVERE, True),
        ("alcohol", Severity.NONE, False),
        ("alcohol", Severity.UNKNOWN, False),
        ("heroin", Severity.DEPENDENT, False),
    ],
)
def test_dependence_on_alcohol_is_a_finding_never_a_guess(substance, severity, dependent):
    found = Clinical(dependence=(Dependence(substance, severity),))
    assert dependent is holds("alcohol-dependent", case(clinical=found))


def test_nothing_found_is_no_dependence():
    assert not holds("alcohol-dependent", case())
