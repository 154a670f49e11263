"""People in numbers: what each run would cost each of them, and who may take it at all.

A block of attendance runs from leaving home to being back. Each run is priced as if it were all a
person did; what two side by side save or forbid is reckoned beside it (`joint`). Weeks waited are
whole weeks from the first day a person could begin.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from models.case import Sex
from models.entry import Entry
from models.moments import last_day
from models.population import Person
from models.timetable import Group, Timetable
from optimiser.allocation.arrays import Bools, Ints, ints
from optimiser.allocation.bundles import Lives
from optimiser.allocation.offer import Offer, Programme

MEASURES = ("unmet", "unplaced", "weeks", "work", "travel")
UNMET, UNPLACED, WEEKS, WORK, TRAVEL = range(len(MEASURES))
DAYS_A_WEEK = 7


@frozen
class Load:
    """The most attendances of a day and of a calendar week, where nobody lowered them."""

    a_day: int
    a_week: int

    def of(self, person: Person) -> Load:
        own = person.case.limits
        return Load(
            self.a_day if own.attendances_a_day is None else min(own.attendances_a_day, self.a_day),
            self.a_week
            if own.attendances_a_week is None
            else min(own.attendances_a_week, self.a_week),
        )


@frozen(eq=False)
class Costed:
    """What every run of a programme comes to for some people: (person, run) each.

    `open` says who may take which at all.
    """

    programme: Programme
    open: Bools
    weeks: Ints
    work: Ints
    travel: Ints


def costed(
    people: Sequence[Person], rows: Ints, programme: Programme, offer: Offer, lives: Lives
) -> Costed:
    """What each run of a programme costs the people at `rows`, and to whom it is open."""
    held = [people[row] for row in rows.tolist()]
    first = ints([person.first.toordinal() for person in held])
    last = ints([person.last.toordinal() for person in held])
    shape = (len(held), len(programme.runs))
    waited = programme.first[None, :] - first[:, None]
    open_ = (waited >= 0) & (programme.last[None, :] <= last[:, None])
    work = np.zeros(shape, dtype=np.int64)
    travel = np.zeros(shape, dtype=np.int64)
    sessions = ints([len(run.meetings) for run in programme.runs])
    for meetings in programme.meetings:
        group, places = meetings.group, meetings.places
        home = homes(held, group, offer)
        soft, firm = lives.met(rows, home, meetings)
        work[:, places] = np.rint(soft)
        travel[:, places] = 2 * home[:, None] * sessions[None, places]
        open_[:, places] &= may_join(held, group, offer)[:, None] & (firm < 1)
    return Costed(programme, open_, waited // DAYS_A_WEEK, work, travel)


def homes(people: Sequence[Person], group: Group, offer: Offer) -> Ints:
    """One-way minutes from each home to a group."""
    return from_homes(people, group.venue, offer.timetable)


def from_homes(people: Sequence[Person], venue: str, timetable: Timetable) -> Ints:
    """One-way minutes from each home to a venue."""
    default = timetable.default_home_minutes
    by_area = timetable.venues[venue].home_minutes
    return ints([
        person.case.travel.get(venue, by_area.get(person.area, default)) for person in people
    ])  # fmt: skip


def may_join(people: Sequence[Person], group: Group, offer: Offer) -> Bools:
    """Who is let into a group: sex, offence, places they cannot go, people there, their order."""
    venue = offer.timetable.venues[group.venue]
    entry = offer.entries[group.id]
    bars = {*group.bars, *venue.bars}
    names = {venue.id, group.id, *venue.areas}
    women = group.sexes == "female" or venue.women_only or entry.women_only
    men = group.sexes == "male"
    attended = set(group.attended_by)
    may = []
    for person in people:
        case = person.case
        one = case.person
        may.append(not (
            (women and one.sex is Sex.MALE)
            or (men and one.sex is Sex.FEMALE)
            or (bars and any(offence.kind.value in bars for offence in case.offences))
            or (one.cannot_attend and not names.isdisjoint(one.cannot_attend))
            or (attended and not attended.isdisjoint(one.kept_apart_from))
            or _too_short(person, entry)
        ))  # fmt: skip
    return np.array(may, dtype=bool)


def _too_short(person: Person, entry: Entry) -> bool:
    """Whether the order is shorter than the provider asks for."""
    months = entry.order_months
    return months is not None and last_day(person.case.dates.sentence, months) > person.last
