"""That a course is of as many sessions as it is: taken away, one session would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve

from models.dated import Bound
from models.entry import Delivery, Entry, Leg
from models.facts import Facts
from models.runs import group_leg, sessions_of
from models.timetable import Cadence
from optimiser.amounts import cadence_days, figure, leg_sessions
from optimiser.provision import givers
from optimiser.reasons.standing import ON_THE_SPOT, Standing, on_offer, ruled, with_entry
from optimiser.reasons.timing import counted
from optimiser.results import Hindrance

DOSE, NUMBER = "attendance.dose", "treatment.number"
ONE = Bound(1, 1)


def standings(facts: Facts, entries: Iterable[Entry]) -> Iterator[Standing]:
    """The dose of each thing that is dated; it may be changed only where the region sets it."""
    for entry in entries:
        if entry.stream == "treatment":
            yield from _treatment(facts, entry)
        elif entry.main is not None and not entry.stream:
            yield from _course(facts, entry, entry.main)


def _treatment(facts: Facts, entry: Entry) -> Iterator[Standing]:
    found, cadences = givers(facts, entry.code), _cadences(facts, entry.code)
    row = facts.menu.ruling("treatment", "appointments")
    if not found or (row is None and not cadences):
        return
    every = counted(cadence_days(facts, entry.code, found[0]), "days")
    number = appointments(facts, entry.code)
    said = f"{entry.name} is of {counted(number, 'appointments')}, one in each {every}."
    held = (
        on_offer(NUMBER, entry.code, said, "cadences")
        if cadences or row is None
        else ruled(NUMBER, entry.code, said, row)
    )
    rank = ON_THE_SPOT if cadences else None
    lift = partial(with_appointments, code=entry.code, number=1)
    if number > 1:
        yield Standing(held, lift, frozenset({entry.code}), rank)


def _cadences(facts: Facts, code: str) -> list[Cadence]:
    """How a treatment is delivered by those who give it here and say so."""
    stated = (one for giver in givers(facts, code) for one in giver.cadences)
    return [one for one in stated if one.requirement == code]


def appointments(facts: Facts, code: str) -> int:
    """The appointments of a treatment: the provider's number, else the catalogue's."""
    numbers = [one.appointments for one in _cadences(facts, code)]
    return max(numbers, default=0) or figure(facts, "treatment", "appointments")


def with_appointments(facts: Facts, code: str, number: int) -> Facts:
    """The facts with a treatment of so many appointments, whoever says otherwise."""
    rulings = tuple(
        evolve(ruling, value=Bound(number, number))
        if (ruling.row.subject, ruling.row.parameter) == ("treatment", "appointments")
        else ruling
        for ruling in facts.menu.rulings
    )
    providers = tuple(
        evolve(
            giver,
            cadences=tuple(
                evolve(one, appointments=number) if one.requirement == code else one
                for one in giver.cadences
            ),
        )
        for giver in facts.timetable.providers
    )
    return evolve(
        facts,
        menu=evolve(facts.menu, rulings=rulings),
        timetable=evolve(facts.timetable, providers=providers),
    )


def _course(facts: Facts, entry: Entry, main: Leg) -> Iterator[Standing]:
    """The sessions of its main leg, with those beside it; local where no guide states any."""
    own = frozenset({entry.code})
    local = local_sessions(facts, entry.code)
    number = local or leg_sessions(main)
    said = f"{entry.name} is of {_listed(entry, main, number)}."
    if local:
        if local > 1:
            held = on_offer(DOSE, entry.code, said, "groups")
            lift = partial(with_sessions, code=entry.code, number=1)
            yield Standing(held, lift, own, ON_THE_SPOT)
    elif number and (number > 1 or len(entry.legs) > 1):
        held = Hindrance(DOSE, entry.code, said, main.source, "guide", main.verified)
        yield Standing(held, partial(_with_one_session, code=entry.code), own)


def local_sessions(facts: Facts, code: str) -> int:
    """The sessions of the groups of a programme of which no guide states a number, the most."""
    leg = group_leg(facts.menu.entries[code])
    if leg is None or leg.sessions is not None:
        return 0
    groups = (group for group in facts.timetable.groups if group.programme == code)
    return max((sessions_of(group, leg) or 0 for group in groups), default=0)


def with_sessions(facts: Facts, code: str, number: int) -> Facts:
    """The facts with groups of at most so many sessions where no guide states a number."""
    groups = tuple(
        evolve(group, sessions=min(number, group.sessions))
        if group.programme == code and group.sessions is not None
        else group
        for group in facts.timetable.groups
    )
    return evolve(facts, timetable=evolve(facts.timetable, groups=groups))


def _listed(entry: Entry, main: Leg, number: int) -> str:
    """Its sessions by how they are given: "20 group sessions and 4 one-to-ones"."""
    grouped = main.delivery is Delivery.GROUP
    groups = number if grouped else 0
    alone = 0 if grouped else number
    for leg in entry.legs:
        if leg is not main and leg.delivery is Delivery.GROUP:
            groups += leg_sessions(leg)
        elif leg is not main:
            alone += leg_sessions(leg)
    said = [
        f"{total} {word}{'' if total == 1 else 's'}"
        for total, word in ((groups, "group session"), (alone, "one-to-one"))
        if total
    ]
    return " and ".join(said)


def _with_one_session(facts: Facts, code: str) -> Facts:
    def least(entry: Entry) -> Entry:
        main = entry.main
        if main is None:
            return entry
        return evolve(entry, legs=(evolve(main, sessions=ONE, modules=()),))

    return with_entry(facts, code, least)
