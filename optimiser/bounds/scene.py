"""What each stream pays on each day of a structure, its group meetings being settled.

Beside a meeting a session pays the difference it makes to the day. On other days it pays its own
way; two streams that could link their visits save some of it, and the saving is credited to one
of them only, whichever comes `later`, so that no saving is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.facts import Facts
from models.timetable import Run
from optimiser.bounds.scale import encode
from optimiser.constraints.load import most_a_day, most_a_week
from optimiser.days import Attending, Days, Slot
from optimiser.horizon import Horizon
from optimiser.outline import Outline
from optimiser.sharing import exclusive
from optimiser.streams import Stream, meeting_slot

Costs = dict[int, int]


class Tables:
    """Slots and lone costs of streams by day, kept for all structures of a case."""

    def __init__(self, facts: Facts, days: Days) -> None:
        self.facts = facts
        self.days = days
        self.a_day = most_a_day(facts)
        self.a_week = most_a_week(facts)
        self._slots: dict[tuple[str, int, date], tuple[Slot, ...]] = {}
        self._alone: dict[tuple[str, int, date], int | None] = {}
        self._saving: dict[tuple[str, int, str, int, date], int] = {}
        self._meetings: dict[tuple[str, str], tuple[tuple[int, Slot], ...]] = {}

    def slots(self, stream: Stream, on: date) -> tuple[Slot, ...]:
        key = (stream.key, stream.minutes, on)
        found = self._slots.get(key)
        if found is None:
            found = self._slots[key] = stream.slots(on, self.facts.timetable)
        return found

    def alone(self, stream: Stream, on: date) -> int | None:
        """What a session costs with nothing else that day; None where it can't be held."""
        key = (stream.key, stream.minutes, on)
        if key not in self._alone:
            slots = self.slots(stream, on)
            ways = self.days.alone(on, slots) if slots else ()
            self._alone[key] = paid(ways[0]) if ways else None
        return self._alone[key]

    def saving(self, one: Stream, other: Stream, on: date) -> int:
        """What is saved where both are held on a day (never more than nothing)."""
        key = (one.key, one.minutes, other.key, other.minutes, on)
        found = self._saving.get(key)
        if found is None:
            found = self._saving[key] = self._saved(one, other, on)
        return found

    def _saved(self, one: Stream, other: Stream, on: date) -> int:
        first, second = self.alone(one, on), self.alone(other, on)
        if first is None or second is None:
            return 0
        ways = self.days.both(on, self.slots(one, on), self.slots(other, on))
        return min(0, paid(ways[0]) - first - second) if ways else 0

    def meetings(self, run: Run, start: date) -> tuple[tuple[int, Slot], ...]:
        """Day number and slot of each meeting of a run."""
        key = (run.group.id, run.id)
        found = self._meetings.get(key)
        if found is None:
            found = self._meetings[key] = tuple(
                ((meeting.day - start).days, meeting_slot(meeting, run.group.venue))
                for meeting in run.meetings
            )
        return found


class Scene:
    """One structure's days: who meets when, and what each stream pays beside them."""

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
        self.horizon = horizon
        self.meetings: dict[int, list[tuple[str, Slot]]] = {}
        for code, run in runs.items():
            for day, slot in tables.meetings(run, horizon.start):
                self.meetings.setdefault(day, []).append((code, slot))

    def groups(self) -> int | None:
        """What the meetings cost by themselves; None where they can't all be attended."""
        days, total = self.tables.days, 0
        weeks: dict[int, int] = {}
        for day, held in self.meetings.items():
            if len(held) > self.tables.a_day or day >= self.horizon.days:
                return None
            week = self.horizon.week(day)
            weeks[week] = weeks.get(week, 0) + len(held)
            if len(held) > 1 and self._apart(held):
                return None
            ways = days.ways(self.horizon.date(day), tuple((slot,) for _, slot in held))
            if not ways:
                return None
            total += paid(ways[0])
        most = self.tables.a_week
        return None if most is not None and max(weeks.values(), default=0) > most else total

    def away(self, days: int) -> dict[int, list[tuple[int, int]]]:
        """Per weekday the visits to groups in the first `days` days: minutes after midnight."""
        found: dict[int, set[tuple[int, int]]] = {}
        for day, held in self.meetings.items():
            if day < days:
                weekday = self.horizon.date(day).weekday()
                blocks = found.setdefault(weekday, set())
                for _, slot in held:
                    way = self.tables.facts.home_minutes(slot.venue)
                    blocks.add((slot.start - way, slot.end + way))
        return {weekday: sorted(blocks) for weekday, blocks in found.items()}

    def _apart(self, held: Sequence[tuple[str, Slot]]) -> bool:
        (one, _), (other, _) = held
        return exclusive(None, one, self._rar(one), None, other, self._rar(other))

    def _rar(self, code: str) -> bool:
        return self.outline.carrier.get(code) == "rar"

    def costs(self, stream: Stream, sharing: Sequence[Stream], days: range) -> Costs:
        """Twice what a session of the stream adds, for each of these days it can be held on.

        `sharing` are the streams whose savings this one is credited with.
        """
        found: Costs = {}
        start = max(0, stream.first, days.start)
        for day in range(start, min(stream.last, self.horizon.days - 1, days.stop - 1) + 1):
            on = self.horizon.date(day)
            own = self.tables.alone(stream, on)
            if own is None:
                continue
            held = self.meetings.get(day)
            if held is None:
                saved = min((self.tables.saving(stream, s, on) for s in sharing), default=0)
                found[day] = min(0, 2 * (own + saved)) if day in self.free else 2 * (own + saved)
                continue
            added = self._beside(stream, held, on)
            if added is not None:
                found[day] = 2 * added
        return found

    def _beside(self, stream: Stream, held: Sequence[tuple[str, Slot]], on: date) -> int | None:
        if len(held) >= self.tables.a_day:
            return None
        [(code, slot)] = held
        if exclusive(None, code, self._rar(code), stream, stream.part, stream.rar):
            return None
        days = self.tables.days
        ways = days.both(on, self.tables.slots(stream, on), (slot,))
        return paid(ways[0]) - paid(days.alone(on, (slot,))[0]) if ways else None


def paid(way: Attending) -> int:
    return encode(way.lost, way.travel)
