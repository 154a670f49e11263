"""Circumstances that switch rules on: only what is known to hold does."""

import pytest

from models.case import Clinical, Dependence, Offence, OffenceKind, Severity
from models.circumstances import holds
from tests.models.rules.build import case


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
