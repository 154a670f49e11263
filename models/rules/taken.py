"""The times a person's life has already taken, and nothing may take again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from models.arithmetic import Stretch
from models.facts import Facts
from models.moments import LONDON, instant
from models.rules.rule import Ground, case_fact

MARGIN = timedelta(days=2)
"""A stretch that runs over midnight begins on an earlier day than it meets."""


def firm_stretches(
    facts: Facts, first: date, last: date, *, elsewhere: bool = False
) -> Iterator[tuple[Ground, str, Stretch]]:
    """The firm stretches around some days, with what they are and where the case says so.

    Parameters
    ----------
    elsewhere
        Leave out the commitments that only keep a time free of attendance, and not the person
        from home.
    """
    for commitment in facts.case.commitments:
        if commitment.firm and (commitment.elsewhere or not elsewhere):
            what = f"a firm commitment ({commitment.kind.value})"
            for stretch in commitment.between(first - MARGIN, last + MARGIN):
                yield case_fact("commitments"), what, stretch
    for order in facts.case.existing:
        for start, end in order.sessions:
            stretch = (instant(_london(start)), instant(_london(end)))
            yield case_fact("existing"), "a session of an existing order", stretch


def _london(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=LONDON)
