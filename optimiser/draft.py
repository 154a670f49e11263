"""The schedule draft: one outline's dates as a CP-SAT model, asked in the field's words.

Everything attended on a day is an *item*: a stream's session or a group's meeting. With at most
two attendances a day, what a day takes is the cheapest slot of each item, corrected for pairs that
cost other than their sum: minutes lost and travel are exact sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ortools.sat.python import cp_model

from models.dated import Ruling
from models.facts import Facts
from models.sources import Force
from models.timetable import Run
from optimiser.attending import Slot
from optimiser.candidates import Candidate
from optimiser.curfew import Window
from optimiser.day_plans import Cost, DayPlan, RunChoice, Together
from optimiser.days import Days
from optimiser.edges import edges
from optimiser.horizon import Horizon
from optimiser.linear import Expression, Flat, Literal, total
from optimiser.model import Model
from optimiser.outline import Outline
from optimiser.sharing import exclusive
from optimiser.streams import Stream, meeting_slot

Item = tuple[str, tuple[Slot, ...]]


class Draft:
    """Variables of one outline's schedule. Families post on it; it knows no rule."""

    def __init__(
        self,
        facts: Facts,
        outline: Outline,
        horizon: Horizon,
        days: Days,
        slack: int | None = None,
    ) -> None:
        self.facts = facts
        self.slack = slack
        self.outline = outline
        self.horizon = horizon
        self.days = days
        self.model = Model()
        self.streams: dict[str, Stream] = {}
        self.runs: dict[str, list[RunChoice]] = {}
        self.plans: list[DayPlan] = []
        self.pairs: dict[int, list[Together]] = {}
        self.lasting: list[tuple[int, Expression]] = []
        self.costs: list[Cost] = []
        self.losing_days: set[int] = set()
        self.pressed = False
        self.few = False
        self.least_lost: dict[str, int] = {}
        self.least_lost_twice: list[tuple[int, Literal]] = []
        self.under_curfew: set[int] = set()
        self.curfew: dict[tuple[int, int], Literal] = {}
        self.curfew_windows: dict[int, tuple[Window, ...]] = {}
        self.detox: dict[int, Literal] = {}
        self.aims: tuple[Expression, ...] = ()
        self.flat_aims: tuple[Flat, ...] = ()
        self.departures: dict[tuple[str, str], Literal] = {}
        self.proportionality: list[Literal] = []
        self.practice: list[Literal] = []
        self._present: dict[str, dict[int, Literal]] = {}
        self._slots: dict[tuple[str, int], tuple[Slot, ...]] = {}
        self._meetings: dict[str, dict[int, list[Literal]]] = {}
        self._meeting_slots: dict[tuple[str, int], Slot] = {}
        self._meeting_part: dict[str, str] = {}
        self._exclusive: dict[tuple[str, str], bool] = {}
        self._items: dict[int, tuple[Item, ...]] = {}
        self._first: dict[str, list[tuple[int, Literal]]] = {}
        self._last: dict[str, list[tuple[int, Literal]]] = {}
        self._never = self.model.new_constant(0)
        self._always = self.model.new_constant(1)
        self._months = [
            self.model.new_bool_var(f"order runs into month {number}")
            for number in range(1, horizon.months + 1)
        ]

    # The order -----------------------------------------------------------------------------

    def reaches(self, month: int) -> Literal:
        """Whether the order has at least `month` months (never beyond the horizon)."""
        if month < 1:
            return self._always
        return self._months[month - 1] if month <= len(self._months) else self._never

    @property
    def frugal(self) -> bool:
        """Whether no day may take more work than the slack (no group or appointment has to)."""
        return self.slack is not None and not self.losing_days and not self.pressed

    @property
    def months(self) -> Expression:
        """The order's length in whole months."""
        return total(self._months)

    def departs(self, rule: str, subject: str, *, proportionality: bool = False) -> Literal:
        """The Boolean that a should is not kept; counted once per rule and subject."""
        key = (rule, subject)
        if key not in self.departures:
            literal = self.departures[key] = self.model.new_bool_var(f"departs {rule} {subject}")
            (self.proportionality if proportionality else self.practice).append(literal)
        return self.departures[key]

    def kept(self, ruling: Ruling, rule: str, subject: str) -> list[cp_model.LiteralT]:
        """What a rule is enforced under: nothing for a must, no departure for a should."""
        if ruling.row.force is Force.MUST:
            return []
        return [self.departs(rule, subject).negated()]

    # What may be attended ------------------------------------------------------------------

    def offer(self, stream: Stream, base: int = 0, *, whole: bool = True) -> None:
        """Let a stream's sessions lie on every day of its range that has a slot free of firm.

        With a `slack`, slots that would take more of work than `base` plus the slack are left
        out: counted with the way there and back where `whole`, else the session's own minutes.
        Days on which a group takes work keep all, since a linked visit may cost less there.
        """
        self.streams[stream.key] = stream
        present: dict[int, Literal] = {}
        for day in range(max(0, stream.first), min(stream.last, self.horizon.days - 1) + 1):
            on = self.horizon.date(day)
            slots = self._offered(stream, on)
            if self.slack is not None and day not in self.losing_days:
                slots = self.days.within(on, slots, base + self.slack, whole=whole)
            if slots and self.days.alone(on, slots):
                present[day] = self.model.new_bool_var(f"{stream.key} on day {day}")
                self._slots[stream.key, day] = slots
        self._present[stream.key] = present
        self._items.clear()

    def withdraw(self, key: str, day: int) -> None:
        """Let a stream not lie on a day after all."""
        self._items.pop(day, None)
        del self._present[key][day]

    def _offered(self, stream: Stream, on: date) -> tuple[Slot, ...]:
        return self.days.offered(stream.offer, on, lambda: stream.slots(on, self.facts.timetable))

    def offer_runs(self, candidate: Candidate, runs: Iterable[Run]) -> None:
        """Let one of these runs be taken; with a `slack`, none that takes more work than it."""
        choices = self.runs[candidate.code] = []
        taking = [(run, lost) for run in runs if (lost := self._lost(run)) is not None]
        least = self.least_lost[candidate.code] = min((lost for _, lost in taking), default=0)
        for run, lost in taking:
            if self.slack is not None and lost > least + self.slack:
                continue
            literal = self.model.new_bool_var(f"run {run.id}")
            choices.append(
                RunChoice(run, literal, self.horizon.day(run.first), self.horizon.day(run.last))
            )
            for meeting in run.meetings:
                day = self.horizon.day(meeting.day)
                item = f"meet {run.group.id}"
                slot = meeting_slot(meeting, run.group.venue)
                self._meeting_part[item] = candidate.code
                self._meetings.setdefault(item, {}).setdefault(day, []).append(literal)
                self._meeting_slots[item, day] = slot
                if self.days.alone(meeting.day, (slot,))[0].lost:
                    self.losing_days.add(day)
        self._items.clear()

    def _lost(self, run: Run) -> int | None:
        """Minutes of work a run takes for itself; None where it cannot be attended.

        With other groups beside it only its sessions count: two groups may share a way.
        """
        alone = len(self.outline.grouped) == 1
        lost = 0
        for meeting in run.meetings:
            slot = meeting_slot(meeting, run.group.venue)
            ways = self.days.alone(meeting.day, (slot,))
            if not ways or self.horizon.day(meeting.day) >= self.horizon.days:
                return None
            own = self.days.minutes_in_work(meeting.day, slot)
            lost += ways[0].lost if alone else own
        return lost

    def slots(self, item: str, day: int) -> tuple[Slot, ...]:
        """The slots an item may take on a day."""
        if item in self._meetings:
            return (self._meeting_slots[item, day],)
        return self._slots[item, day]

    def literals(self, item: str, day: int) -> list[Literal]:
        """The Booleans any of which puts the item on the day; at most one of them is true."""
        if item in self._meetings:
            return self._meetings[item][day]
        return [self._present[item][day]]

    # Questions -----------------------------------------------------------------------------

    def present(self, key: str) -> dict[int, Literal]:
        """The days a stream's session may lie on, each with its Boolean."""
        return self._present[key]

    def of(self, part: str, leg: str | None = None) -> list[Stream]:
        """The streams of one part (of one leg of it)."""
        return [s for s in self.streams.values() if s.part == part and leg in (None, s.leg)]

    def items(self, day: int) -> tuple[Item, ...]:
        """The items of a day with their slots, streams first, in the order they were offered."""
        if day not in self._items:
            self._items[day] = tuple(self._on(day))
        return self._items[day]

    def _on(self, day: int) -> Iterator[Item]:
        for key, days in self._present.items():
            if day in days:
                yield key, self.slots(key, day)
        for item, meetings in self._meetings.items():
            if day in meetings:
                yield item, self.slots(item, day)

    def attended(self) -> Iterator[tuple[int, int, Literal]]:
        """Day, minutes and Boolean of everything that may be attended."""
        for key, days in self._present.items():
            for day, literal in days.items():
                slot = self._slots[key, day][0]
                yield day, slot.end - slot.start, literal
        for choices in self.runs.values():
            for choice in choices:
                for meeting in choice.run.meetings:
                    yield self.horizon.day(meeting.day), meeting.end - meeting.start, choice.literal

    def presence(self, item: str, day: int) -> Expression:
        """Whether an item is attended on a day."""
        if item in self._meetings:
            return total(self._meetings[item][day])
        return self._present[item][day]

    def days_with(self, keys: Iterable[str], days: range) -> Expression:
        """On how many of these days something of these streams is attended.

        Exact where each two on a day have a Boolean of their own, else a bound from above."""
        wanted = set(keys)
        held = [
            literal for key in keys for day, literal in self._present[key].items() if day in days
        ]
        twice = [
            one.literal
            for day in days
            for one in self.pairs.get(day, ())
            if wanted.issuperset(one.names)
        ]
        return total(held) - total(twice)

    def rar_day(self, day: int) -> list[Literal]:
        """The RAR activities that may lie on a day."""
        found = [
            days[day]
            for key, days in self._present.items()
            if day in days and self.streams[key].rar
        ]
        for item, meetings in self._meetings.items():
            if self.outline.carrier.get(self._meeting_part[item]) == "rar":
                found += meetings.get(day, [])
        return found

    def part_of(self, item: str) -> str:
        """The code of the part an item belongs to."""
        return self._meeting_part.get(item) or self.streams[item].part

    def exclusive(self, one: str, other: str) -> bool:
        """Whether two items can never share a day, whatever their times."""
        if (one, other) not in self._exclusive:
            mine = self.streams.get(one), self.part_of(one), self._rar(one)
            theirs = self.streams.get(other), self.part_of(other), self._rar(other)
            self._exclusive[one, other] = exclusive(*mine, *theirs)
        return self._exclusive[one, other]

    def _rar(self, item: str) -> bool:
        if item in self.streams:
            return self.streams[item].rar
        return self.outline.carrier.get(self._meeting_part[item]) == "rar"

    def first(self, part: str) -> list[tuple[int, Literal]]:
        """Day and Boolean of each possible first main session of a part; exactly one is true."""
        if part in self.runs:
            return [(choice.first, choice.literal) for choice in self.runs[part]]
        if part not in self._first:
            self._first[part] = self._ends(part, last=False)
        return self._first[part]

    def last(self, part: str) -> list[tuple[int, Literal]]:
        """The same for the last main session."""
        if part in self.runs:
            return [(choice.last, choice.literal) for choice in self.runs[part]]
        if part not in self._last:
            self._last[part] = self._ends(part, last=True)
        return self._last[part]

    def _ends(self, part: str, *, last: bool) -> list[tuple[int, Literal]]:
        mains = [stream for stream in self.of(part) if stream.stage == "main"]
        if any(stream.order for stream in mains):
            edge = (max if last else min)(stream.order for stream in mains)
            return [
                (day, literal)
                for stream in mains
                if stream.order == edge
                for day, literal in self._present[stream.key].items()
            ]
        days = {day: lit for stream in mains for day, lit in self._present[stream.key].items()}
        if [(stream.lowest, stream.highest) for stream in mains] == [(1, 1)]:
            # Held once: first and last by itself.
            return list(days.items())
        return edges(self.model, days, part, last=last)
