"""Each person's places held to the rules of a single case.

A plan settles the groups of an order, not the order: the rules on requirements, amounts, contact
and one-to-ones wait for the package. What a run is in itself (its dose, its pace) is read once a
run; what it is to a person (the finding, the order's length, clashes, sequences, safety) once a
person. Places left and women in a group turn on the whole plan (`seats`, `company`).
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from attrs import evolve, field, frozen

from models.case import Case, Terms
from models.catalogue import Catalogue, menu
from models.entry import Entry
from models.facts import Facts, Menu
from models.fault import Fault
from models.moments import from_instant, last_day
from models.package import OrderTerms, Package, PlannedPart, PlannedRequirement, PlannedSession
from models.placement import Booking
from models.plan_rules.attended import OF_BOOKINGS, requirement_of, sessions_of
from models.plan_rules.fault import PlanFault
from models.plan_rules.roll import Roll, venue_of
from models.population import Person
from models.rules import attendance, clashes, duration, places, sequence, suitability
from models.rules.rule import Rule
from models.runs import group_leg
from models.suitability import findings
from models.suitability.finding import awaited
from models.timetable import Group, Run

# What a run keeps or breaks whoever attends it.
OF_A_RUN: tuple[Rule, ...] = attendance.RULES
OF_ALL = ("places.capacity", "places.lone-woman")
OF_A_PERSON: tuple[Rule, ...] = (
    *suitability.RULES,
    *(rule for rule in duration.RULES if rule.id == "duration.programme"),
    *sequence.RULES,
    *clashes.RULES,
    *(rule for rule in places.RULES if rule.id not in OF_ALL),
)


def law(roll: Roll) -> Iterator[PlanFault]:
    """Every fault of every person's places, musts and shoulds."""
    reader = Reader(roll, turning_days(roll.catalogue))
    unlawful: dict[str, tuple[Fault, ...]] = {}
    for person, runs, bookings in _attending(roll):
        facts = reader.facts(person, runs, bookings)
        package = reader.package(person, runs, facts, bookings)
        for rule in (*OF_A_PERSON, *OF_BOOKINGS) if bookings else OF_A_PERSON:
            for fault in rule.check(package, facts):
                yield _of_person(fault, person, runs, bookings)
        for run in runs:
            if run.id not in unlawful:
                alone = reader.package(person, (run,), facts)
                unlawful[run.id] = tuple(
                    fault for rule in OF_A_RUN for fault in rule.check(alone, facts)
                )
    for id, faults in unlawful.items():
        for one in faults:
            yield PlanFault(one.rule, "", id, one.force, one.sentence, one.source, one.occurrences)


def _attending(
    roll: Roll,
) -> Iterator[tuple[Person, tuple[Run, ...], tuple[Booking, ...]]]:
    """Each person with a place or a booking, with all of them."""
    booked: defaultdict[str, list[Booking]] = defaultdict(list)
    for one in roll.booked():
        if venue_of(one, roll.region):
            booked[one.person].append(one)
    for person, seats in roll.seated():
        yield person, tuple(run for _, run in seats), tuple(booked.pop(person.reference, ()))
    for reference, bookings in booked.items():
        yield roll.people[reference], (), tuple(bookings)


def _of_person(
    fault: Fault, person: Person, runs: tuple[Run, ...], bookings: tuple[Booking, ...]
) -> PlanFault:
    at = {one.requirement: one.giver for one in bookings}
    at |= {run.group.programme: run.id for run in reversed(runs)}
    run = at.get(fault.subject, "")
    return PlanFault(
        fault.rule,
        person.reference,
        run,
        fault.force,
        fault.sentence,
        fault.source,
        fault.occurrences,
    )


@frozen
class Reader:
    """Makes the facts and the package of a person; what people share is made once."""

    roll: Roll
    turns: tuple[date, ...]
    menus: dict[object, Menu] = field(factory=dict)
    taught: dict[tuple[str, str], tuple[PlannedSession, ...]] = field(factory=dict)

    def facts(
        self, person: Person, runs: tuple[Run, ...], bookings: tuple[Booking, ...] = ()
    ) -> Facts:
        """The person's case, on a menu and a timetable cut down to their runs and bookings."""
        groups = tuple(run.group for run in runs)
        cut = self._menu(person.case, groups, tuple(one.requirement for one in bookings))
        region, givers = self.roll.region, {one.giver for one in bookings}
        timetable = evolve(
            region.timetable,
            groups=groups,
            providers=tuple(one for one in region.timetable.providers if one.id in givers),
            projects=tuple(one for one in region.timetable.projects if one.id in givers),
        )
        return Facts(person.case, cut, timetable, findings(person.case, cut))

    def package(
        self,
        person: Person,
        runs: tuple[Run, ...],
        facts: Facts,
        bookings: tuple[Booking, ...] = (),
    ) -> Package:
        """An order that holds these runs and bookings, and nothing else."""
        carried = sorted(((_carrier(run, facts), run) for run in runs), key=itemgetter(0))
        entries = dict(facts.menu.entries)
        return Package(
            order=_order(person),
            requirements=(
                *(
                    PlannedRequirement(code, Terms(), parts=tuple(_part(run) for _, run in held))
                    for code, held in groupby(carried, key=itemgetter(0))
                ),
                *(requirement_of(one, person) for one in bookings),
            ),
            sessions=(
                *(one for code, run in carried for one in self._sessions(code, run)),
                *sessions_of(bookings, entries, self.roll.region),
            ),
        )

    def _menu(
        self, case: Case, groups: tuple[Group, ...], requirements: tuple[str, ...]
    ) -> Menu:
        """What is in force on the case's dates, of these groups' programmes and their carriers."""
        standing = self._standing(case)
        key = (*standing, *(group.id for group in groups), *requirements)
        if key not in self.menus:
            if standing not in self.menus:
                self.menus[standing] = menu(self.roll.catalogue, case)
            self.menus[key] = self._cut(self.menus[standing], groups, requirements)
        return self.menus[key]

    def _standing(self, case: Case) -> tuple[object, ...]:
        """Where the case's dates stand among the days on which the law turns."""
        dates = case.dates
        days = [dates.sentence, dates.conviction, case.today]
        spans = (dates.offence, *(offence.offence_date for offence in case.offences))
        for span in spans:
            days += [span.start, span.end] if span is not None else []
        known = tuple(span is not None for span in spans)
        return (known, *(bisect(self.turns, day) for day in days))

    def _cut(
        self, whole: Menu, groups: tuple[Group, ...], requirements: tuple[str, ...]
    ) -> Menu:
        held = {code: whole.entries[code] for code in requirements if code in whole.entries}
        entries = {
            code: evolve(entry, legs=(entry.main,) if entry.main is not None else ())
            for code, entry in held.items()
        }
        for group in groups:
            entry = self.roll.entries[group.id]
            leg = group_leg(entry)
            entries[entry.code] = evolve(entry, legs=(leg,) if leg is not None else ())
        ahead = list(entries.values())
        while ahead:
            for code in awaited(ahead.pop()):
                if code in whole.entries and code not in entries:
                    entries[code] = whole.entries[code]
                    ahead.append(entries[code])
        return evolve(whole, entries=entries, editions={})

    def _sessions(self, requirement: str, run: Run) -> tuple[PlannedSession, ...]:
        if (requirement, run.id) not in self.taught:
            self.taught[requirement, run.id] = tuple(
                _sessions(requirement, run, self.roll.entries[run.group.id])
            )
        return self.taught[requirement, run.id]


def _sessions(requirement: str, run: Run, entry: Entry) -> Iterator[PlannedSession]:
    leg = group_leg(entry)
    assert leg is not None, "a run has a group leg"
    for number, meeting in enumerate(run.meetings, start=1):
        yield PlannedSession(
            id=f"{run.id}-{number}",
            part=entry.code,
            leg=leg.id,
            number=number,
            start=from_instant(meeting.start),
            end=from_instant(meeting.end),
            title=f"{entry.name}, {leg.title}",
            requirement=requirement,
            venue=run.group.venue,
            kind=leg.kind,
            module=meeting.module,
        )


def _carrier(run: Run, facts: Facts) -> str:
    """The requirement a programme is delivered under: the first that is open, else the first."""
    under = facts.menu.entries[run.group.programme].under
    held = [code for code in under if code in facts.findings and facts.findings[code].open]
    return next(iter((*held, *under)), "")


def _part(run: Run) -> PlannedPart:
    return PlannedPart(run.group.programme, run.group.id, run.id, run.group.edition)


def _order(person: Person) -> OrderTerms:
    """From the sentence to the person's last day, in whole months that fit between."""
    start = person.case.dates.sentence
    months = (person.last.year - start.year) * 12 + person.last.month - start.month + 1
    while months > 0 and last_day(start, months) > person.last:
        months -= 1
    return OrderTerms(person.case.sentence.kind, months, start, person.last)


def turning_days(catalogue: Catalogue) -> tuple[date, ...]:
    """The days on which any row of the catalogue changes: between two of them the law stands."""
    rows = (
        *catalogue.rows,
        *(pair.row for pair in catalogue.pairs),
        *(sequence.row for sequence in catalogue.sequences),
    )
    return tuple(sorted({step.since for row in rows for step in row.steps}))
