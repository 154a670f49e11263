"""Named circumstances of a case that switch a pair or sequence rule on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.case import Answer, Case, Detox, Need, OffenceKind, Seriousness, Sex


def holds(name: str, case: Case) -> bool:
    """Whether a named circumstance is known to hold for the case.

    Raises
    ------
    KeyError
        For a name outside the vocabulary of `NAMES`.
    """
    return bool(NAMES[name](case))


def age_at(case: Case) -> int | None:
    """Whole years at conviction, or None where the date of birth is not known."""
    born = case.person.born
    return None if born is None else age_on(case.dates.conviction, born)


def age_on(day: date, born: date) -> int:
    """Whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _other_needs(case: Case) -> bool:
    return any(need not in (Need.ALCOHOL, Need.DRUGS) for need in case.linked_needs)


def _young_man(case: Case) -> bool:
    age = age_at(case)
    return case.person.sex is Sex.MALE and age is not None and 18 <= age <= 24


NAMES: dict[str, Callable[[Case], bool]] = {
    "other-needs": _other_needs,
    "alcohol-linked-partner-violence": lambda case: (
        case.clinical.alcohol_linked_to_partner_violence is Answer.YES
    ),
    "domestic-violence": lambda case: any(
        offence.kind in (OffenceKind.PARTNER_VIOLENCE, OffenceKind.OTHER_DOMESTIC)
        for offence in case.offences
    ),
    "alcohol-dependent": lambda case: any(
        one.found and one.substance == "alcohol" for one in case.clinical.dependence
    ),
    "seriousness-low": lambda case: case.sentence.seriousness is Seriousness.LOW,
    "seriousness-medium": lambda case: case.sentence.seriousness is Seriousness.MEDIUM,
    "seriousness-high": lambda case: case.sentence.seriousness is Seriousness.HIGH,
    "medium-or-high": lambda case: (
        case.sentence.seriousness in (Seriousness.MEDIUM, Seriousness.HIGH)
    ),
    "young-adult-man": _young_man,
    "detox-home": lambda case: case.clinical.detox is Detox.HOME,
    "detox-residential": lambda case: case.clinical.detox is Detox.RESIDENTIAL,
    "residential-sought": lambda case: (
        case.clinical.residential_treatment_sought is Answer.YES
    ),
}
