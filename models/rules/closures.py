"""Days on which nobody meets: bank holidays, and the closures of a timetable."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.held import Held, held
from models.rules.rule import Ground, Rule, by_subject, local

HEARING = "hearing"
HOLIDAYS = "holidays"


def shut(package: Package, facts: Facts) -> Iterator[Fault]:
    """Nothing is held on a bank holiday, nor while its venue or whoever holds it is shut."""
    broken: list[tuple[str, Ground, str]] = [
        (one.session.part, local(id), f"{one.said}: {said}.")
        for one in held(package, facts)
        for id, said in _shut(one, facts)
    ]
    yield from by_subject("closures.shut", broken)


def _shut(one: Held, facts: Facts) -> Iterator[tuple[str, str]]:
    """What of the timetable is shut on the session's day, and the words for it."""
    region, day = facts.timetable, one.session.day
    venue = region.venues.get(one.session.venue or (one.by.venue if one.by is not None else ""))
    # What is held by nobody and nowhere we know of, and a court's own list, are not ours to judge.
    judged = one.by is not None or (venue is not None and one.session.kind != HEARING)
    if judged and day in region.holidays:
        yield HOLIDAYS, "a bank holiday"
    for place in (venue, one.by):
        if place is not None and any(day in days for days in place.closures):
            yield place.id, f"{place.id} is shut that day"


RULES = (Rule("closures.shut", shut, dated=True),)
