"""What of an outline is known to hold no other option, from one order of aims to the next.

Options only ever add to what a package must differ from: what holds none holds none later either.
An order asks for more before work than the usual order does, so that what holds none when only that
is asked holds none under any order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from models.timetable import Run
from optimiser.narrowed import Values
from optimiser.orders import ATTENDANCES, MINUTES, MONTHS, USUAL, Order

# What hardly varies between the dates of one structure.
STEADY = {ATTENDANCES, MONTHS, MINUTES}

# A structure by its runs and the lengths of its order.
Mark = tuple[frozenset[str], range]


def mark(runs: Mapping[str, Run], months: range) -> Mark:
    """What a structure is known by."""
    return frozenset(run.id for run in runs.values()), months


def usual(order: Order, lead: Values) -> Values:
    """Of the aims an order puts before work, those that come before it in the usual order."""
    held = order.by_place(lead)
    return tuple(held[place] for place in USUAL.before_work)


@define
class Steadiness:
    """Whether what an order puts first was seen to vary between the dates of a structure.

    Then such an order is asked for it at once. What is seen of one aim that hardly varies is taken
    to be so of the others.
    """

    _broken: set[bool] = field(factory=set)

    def speaks_for(self, order: Order, *, at_last: bool) -> bool:
        """Whether what an order puts first is as well left open.

        Of aims that vary, no sooner than `at_last`, when most structures hold none in any case.
        """
        steady = {*order.first} <= STEADY
        return bool(order.first) and (steady or at_last) and steady not in self._broken

    def broken(self, order: Order) -> None:
        """The best dates with it left open came to more than they might."""
        self._broken.add({*order.first} <= STEADY)


@define
class Barren:
    """What is known to hold no other option, by what its aims before work come to."""

    _aims: list[frozenset[tuple[int, int]]] = field(factory=list)
    _most: dict[tuple[Mark, Values], int] = field(factory=dict)

    def known(self, order: Order, lead: Values) -> bool:
        """Whether the outline holds none whose aims before work come to this."""
        asked = frozenset(order.by_place(lead).items())
        return any(barren <= asked for barren in self._aims)

    def add(self, order: Order, lead: Values) -> None:
        """Nothing in the outline comes to this."""
        self._aims.append(frozenset(order.by_place(lead).items()))

    def up_to(self, marks: Sequence[Mark], least: Values) -> int:
        """How much work they may lose at the most and hold none; -1 where nothing is known.

        `least` is what the aims before work come to in the usual order.
        """
        return min((self._most.get((one, least), -1) for one in marks), default=-1)

    def add_up_to(self, marks: Sequence[Mark], least: Values, most: int) -> None:
        """None of these structures holds anything that loses so much work or less."""
        for one in marks:
            self._most[one, least] = max(most, self._most.get((one, least), -1))
