"""Changes put together by adding them; two that say otherwise of one thing contradict."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from models.changes import Change, CloseGroup, MoveGroup, Resize, ResizeProject
from models.region import Region


@frozen
class Difference:
    """Changes made one after another; differences add.

    >>> from datetime import date
    >>> from models.changes import AddHoliday
    >>> day = date(2026, 12, 24)
    >>> (Difference((AddHoliday(day),)) + Difference((Resize("tsp-eve", 14),))).sentence
    'Hold no session on 2026-12-24. Give tsp-eve 14 places.'
    """

    changes: tuple[Change, ...] = ()
    name: str = ""

    def __add__(self, other: Difference) -> Difference:
        name = " + ".join(filter(None, (self.name, other.name)))
        return Difference(self.changes + other.changes, name)

    @property
    def sentence(self) -> str:
        return " ".join(change.sentence for change in self.changes)

    def mistakes(self, region: Region) -> dict[int, str]:
        """What is wrong with the changes, by their place, each held to what those before made."""
        found = {}
        made: list[Change] = []
        for place, change in enumerate(self.changes):
            if said := contradicted(change, made, region) or change.mistake(region):
                found[place] = said
            else:
                made.append(change)
                region = change.apply(region)
        return found

    def apply(self, region: Region) -> Region:
        for change in self.changes:
            region = change.apply(region)
        return region


def contradicted(change: Change, before: Iterable[Change], region: Region) -> str:
    """What a change before it says otherwise of the same thing, or ""; `region` holds those before.
    """
    of = _settles(change)
    for one in before:
        closed = isinstance(one, CloseGroup) and region.group(one.group) is None
        if of is not None and _settles(one) == of and (
            closed or (type(one) is type(change) and one != change)
        ):
            return contradicts(one)
    return ""


def contradicts(before: Change) -> str:
    return f'contradicts a change before it: "{before.sentence}"'


def _settles(change: Change) -> str | None:
    """The group or project a change says something of, once and for all."""
    match change:
        case CloseGroup(group=of) | MoveGroup(group=of) | Resize(group=of):
            return of
        case ResizeProject(project=of):
            return of
    return None
