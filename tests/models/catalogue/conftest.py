"""Menus of the shipped catalogue for cases made of nothing but their dates."""

from collections.abc import Callable
from datetime import date

import pytest

from models.case import Case, Dates
from models.catalogue import load, menu
from models.commitments import DateRange
from models.facts import Menu

MenuOn = Callable[..., Menu]


@pytest.fixture(scope="session")
def menu_on() -> MenuOn:
    """The menu of a case with these dates; `offence` a day, a pair of days, or None."""

    def of(
        sentence: date,
        conviction: date | None = None,
        offence: date | tuple[date, date] | None = None,
        plan: date | None = None,
    ) -> Menu:
        span = (offence, offence) if isinstance(offence, date) else offence
        dates = Dates(sentence, conviction or sentence, DateRange(*span) if span else None)
        return menu(load(), Case(reference="r", dates=dates, plan_from=plan))

    return of
