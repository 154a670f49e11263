"""Room for missed sessions, for the officer alone: every session is meant to be attended.

Nothing here belongs in a calendar file, a text for the court or anything given to the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType

from models.facts import Facts
from optimiser.results import Option, StageRoom
from reports import naming, words
from reports.screen import section

TITLE = "Room for missed sessions (for the officer, not for the person)"
NUMBERS = ("none", "one", "two", "three", "four", "five", "six")
FEW = 5
LENGTH = "A catch-up is taken to last as long as the session missed (assumption)."
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def room_to_miss(option: Option, facts: Facts) -> list[RenderableType]:
    return section(TITLE, points(option.room, facts))


def points(rooms: tuple[StageRoom, ...], facts: Facts) -> Iterator[str]:
    """Each stage a guide speaks of, blocks alike together, then where the guides are silent."""
    stated = [room for room in rooms if not room.silent]
    for _, alike in groupby(stated, key=_alike):
        yield stage(list(alike), facts)
    if stated:
        yield LENGTH
    silent = [naming.short(room.code, facts) for room in rooms if room.silent]
    if silent:
        yield f"The guides do not say how absences are made good: {words.listing(silent)}."


def stage(rooms: list[StageRoom], facts: Facts) -> str:
    """What one stage (or blocks alike) forgives, where, and what happens beyond."""
    room = rooms[0]
    over = f"in each {room.per}" if len(rooms) > 1 or room.stage else f"in the {room.per}"
    if room.stage and len(rooms) == 1:
        over = f"in {words.spoken(room.stage)}"
    name = naming.short(room.code, facts)
    said = f"{name}: {_good(rooms, over, facts)}"
    return f"{said} {_beyond(room)}{naming.cited(room.source)}"


def _good(rooms: list[StageRoom], over: str, facts: Facts) -> str:
    room = rooms[0]
    allowed = _absences(room.allowed or 0)
    how = room.catch_up or "how is not stated; a one-to-one appointment is assumed"
    places = dict.fromkeys(place for one in rooms for place in one.where)
    where = words.listing(
        f"{naming.provider(provider, facts)} ({naming.venue(venue, facts)})"
        for provider, venue in places
    )
    if not room.lacking:
        return f"{allowed} {over} can be made good ({how}), with {where}."
    said = f"the guide allows {allowed} {over} ({how}), but no catch-up is free before the next"
    met = f" For the others: {where}." if places else ""
    return f"{said} session for {_lacking(rooms)}: none can be relied on.{met}"


def _lacking(rooms: list[StageRoom]) -> str:
    """The sessions with no catch-up: their days where few, else how many."""
    days = sorted(day for one in rooms for day in one.lacking)
    if len(days) <= FEW:
        return words.days(days)
    number = sum(one.sessions for one in rooms)
    return f"{len(days)} of the {number} sessions (first on {words.day(days[0])})"


def _beyond(room: StageRoom) -> str:
    if not room.beyond:
        return "What happens beyond that is not stated "
    if room.restart_at is None or room.restart_at > len(ORDINALS):
        return f"Beyond that: {room.beyond} "
    return f"From the {ORDINALS[room.restart_at - 1]} absence: {room.beyond} "


def _absences(number: int) -> str:
    written = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{written} acceptable absence{'' if number == 1 else 's'}"


def _alike(room: StageRoom) -> tuple[object, ...]:
    return room.code, room.leg, bool(room.lacking), room.allowed, room.beyond
