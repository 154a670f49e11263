"""The same world at other dates, or under other names: everything an input holds, carried over."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

from models.facts import Facts
from models.timetable import Timetable


def carried(held: Any, change: Callable[[Any], Any]) -> Any:
    """The same thing with every date and every text in it, however deep, put through a change."""
    if isinstance(held, Enum):
        return held
    if isinstance(held, date | str):
        return change(held)
    if isinstance(held, Mapping):
        return {carried(key, change): carried(value, change) for key, value in held.items()}
    if isinstance(held, tuple | list | frozenset):
        return type(held)(carried(one, change) for one in held)
    if attrs.has(type(held)):
        fields = {field.alias: getattr(held, field.name) for field in attrs.fields(type(held))}
        return attrs.evolve(held, **{name: carried(one, change) for name, one in fields.items()})
    return held


def later(held: Any, days: int) -> Any:
    """Every date so many days later, that in the id of a run too."""
    by = timedelta(days=days)

    def moved(one: date | str) -> date | str:
        if isinstance(one, date):
            return one + by
        group, at, first = one.rpartition("@")
        return f"{group}@{date.fromisoformat(first) + by}" if at else one

    return carried(held, moved)


def at_later_dates(world: Facts, days: int) -> Facts:
    """The case and the region later; what the law asks and what was found of the person as is."""
    case, region = later(world.case, days), later(world.timetable, days)
    return attrs.evolve(world, case=case, timetable=region)


def renamed(held: Any, names: Mapping[str, str]) -> Any:
    """Every text that is one of the names called otherwise."""
    return carried(held, lambda one: names.get(one, one) if isinstance(one, str) else one)


def apart_from_roles(world: Facts) -> Facts:
    """Providers called otherwise than what they offer, so that both can be told apart."""
    region = world.timetable
    staff = tuple(
        attrs.evolve(one, id=f"{one.id} staff", name=f"{one.name} staff")
        for one in region.providers
    )
    return attrs.evolve(world, timetable=attrs.evolve(region, providers=staff))


def names_of(region: Timetable) -> Iterator[str]:
    """Everything in a region that somebody once gave a name to."""
    held = (*region.venues.values(), *region.groups, *region.providers, *region.projects)
    for one in (region, *held):
        yield one.id
        if hasattr(one, "name"):
            yield one.name
    for venue in region.venues.values():
        yield from venue.areas


def other_names(names: Iterator[str]) -> dict[str, str]:
    """Names of nobody's, the last in the alphabet now the first."""
    ordered = sorted({name for name in names if name}, reverse=True)
    return {name: f"QX{place:03d}Z" for place, name in enumerate(ordered)}
