"""One structure's days: who meets when, and what each stream pays beside them.

Beside a meeting a session pays the difference it makes to the day. On other days it pays its own
way, less what it may save with the streams it is credited with (`optimiser.bounds.ledger`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations

from models.timetable import Run
from optimiser.attending import Slot
from optimiser.bounds.scale import NEVER
from optimiser.bounds.tables import Tables, Taken
from optimiser.horizon import Horizon
from optimiser.outline import Outline
from optimiser.sharing import exclusive

__all__ = ["Scene", "Tables"]


class Scene:
    """The meetings of a structure's runs, `free` being days on which more may come to lie."""

    def __init__(
        self,
        tables: Tables,
        outline: Outline,
        runs: Mapping[str, Run],
        horizon: Horizon,
        free: frozenset[int] = frozenset(),
    ) -> None:
        self.free = free
        self.tables = tables
        self.outline = outline
        self.runs = runs
        self.horizon = horizon
        self._taken = {code: tables.taken(run) for code, run in runs.items()}

    def groups(self) -> int | None:
        """What the meetings cost by themselves; None where they can't all be attended."""
        order = self.horizon.end_of(self.horizon.months)
        if any(taken.total >= NEVER or taken.days[-1] > order for taken in self._taken.values()):
            return None
        total = sum(taken.total for taken in self._taken.values())
        for day, one, other in self._meeting_twice():
            held = self._taken[one], self._taken[other]
            places = held[0].on[day], held[1].on[day]
            slots = held[0].slots[places[0]], held[1].slots[places[1]]
            cost = self.tables.together(day, *slots)
            if cost >= NEVER or self._apart(one, other):
                return None
            total += cost - held[0].paid[places[0]] - held[1].paid[places[1]]
        if self.doubled and (self.tables.a_day < 2 or max(self.doubled.values()) > 1):
            return None
        return total if self._light_enough() else None

    @cached_property
    def doubled(self) -> Counter[int]:
        """The days on which two of the groups meet, and how many pairs of them do."""
        return Counter(day for day, _, _ in self._meeting_twice())

    def _meeting_twice(self) -> Iterator[tuple[int, str, str]]:
        for one, other in combinations(self._taken, 2):
            common = self._taken[one].on.keys() & self._taken[other].on.keys()
            for day in sorted(common):
                yield day, one, other

    def _light_enough(self) -> bool:
        most = self.tables.a_week
        if most is None:
            return True
        weeks: Counter[int] = Counter()
        for taken in self._taken.values():
            weeks.update(taken.weeks)
        return max(weeks.values(), default=0) <= most

    def met(self, carrier: str) -> list[int]:
        """The days of the groups carried by one requirement."""
        return sorted(
            {
                day
                for code, taken in self._taken.items()
                if self.outline.carrier.get(code) == carrier
                for day in taken.days
            }
        )

    def away(self, days: int) -> dict[int, list[tuple[int, int]]]:
        """Per weekday the visits to groups in the first `days` days: minutes after midnight."""
        found: dict[int, set[tuple[int, int]]] = {}
        for taken in self._taken.values():
            for day, slot in _until(taken, days):
                way = self.tables.facts.home_minutes(slot.venue)
                weekday = (self.horizon.start.weekday() + day) % 7
                found.setdefault(weekday, set()).add((slot.start - way, slot.end + way))
        return {weekday: sorted(blocks) for weekday, blocks in found.items()}

    def _apart(self, one: str, other: str) -> bool:
        return exclusive(None, one, self.rar(one), None, other, self.rar(other))

    def rar(self, code: str) -> bool:
        """Whether a part is a RAR activity."""
        return self.outline.carrier.get(code) == "rar"


def _until(taken: Taken, days: int) -> Iterator[tuple[int, Slot]]:
    return ((day, slot) for day, slot in zip(taken.days, taken.slots, strict=True) if day < days)
