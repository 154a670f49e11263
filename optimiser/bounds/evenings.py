"""The least a curfew takes of work, clear of the groups and of what has to be attended under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from models.entry import Stage
from models.facts import Facts
from models.moments import MINUTES_A_DAY, NOON
from optimiser.amounts import curfew_hours, curfew_months
from optimiser.bounds.contact import first_until
from optimiser.bounds.labour import figure
from optimiser.bounds.ledger import Ledger
from optimiser.bounds.scene import Scene
from optimiser.curfew import Window
from optimiser.curfew_weeks import follows, most_a_day
from optimiser.outline import Outline
from optimiser.streams import Stream

Block = tuple[int, int]
# For each weekday, the visits any of which would do.
Need = tuple[tuple[Block, ...], ...]


class Evenings:
    """The curfew windows of a case's outlines, weekday by weekday."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._found: dict[object, tuple[int, int] | None] = {}

    def least(self, outline: Outline, scene: Scene, ledger: Ledger) -> tuple[int, int] | None:
        """The least work the curfew takes clear of the groups, and its least minutes at all."""
        if not outline.imposes("curfew"):
            return 0, 0
        terms = outline.terms["curfew"]
        key = (curfew_months(self.facts, terms), curfew_hours(self.facts, terms))
        windows = scene.tables.days.curfew_windows(scene.horizon, *key, fixed=outline.fixes_curfew)
        nights = scene.horizon.end_of(key[0]) + 1
        away = scene.away(nights)
        needs = tuple(sorted({need for need in _needs(ledger, scene, nights) if need}))
        blocks = tuple(sorted((day, tuple(held)) for day, held in away.items()))
        case = (key, outline.fixes_curfew, blocks, needs)
        if case not in self._found:
            most = most_a_day(self.facts)
            sentenced = scene.horizon.start.weekday()
            week = _Weekdays(windows, away, needs, most, sentenced)
            lost = week.least(lambda window: window.lost)
            minutes = week.least(lambda window: window.total)
            self._found[case] = None if lost is None or minutes is None else (lost, minutes)
        return self._found[case]


@frozen(slots=False)
class _Weekdays:
    """The windows of a week, and what they must leave clear."""

    offered: Mapping[int, tuple[Window, ...]]
    away: Mapping[int, Sequence[Block]]
    needs: Sequence[Need]
    most: int  # minutes of curfew in a calendar day
    sentenced: int  # the weekday of the day of sentence

    @cached_property
    def clear(self) -> dict[int, list[Window]]:
        """The windows that meet no group's visit."""
        return {
            weekday: [w for w in held if not self._meets(w, weekday)]
            for weekday, held in self.offered.items()
        }

    @cached_property
    def following(self) -> dict[int, list[list[tuple[int, int]]]]:
        """What may follow each window of the night before: its place, and the needs it meets."""
        return {
            weekday: [
                [
                    (place, met)
                    for place, window in enumerate(self.clear[weekday])
                    if (met := self._needs_met(weekday, before, window)) is not None
                ]
                for before in self.clear[(weekday - 1) % 7]
            ]
            for weekday in range(7)
        }

    def least(self, worth: Callable[[Window], int]) -> int | None:
        """One window a weekday; for each need a weekday with a visit that no window meets.

        Going round the week from each window of Monday: what is left clear on a day hangs on its
        own window and on that of the night before.
        """
        best: int | None = None
        every = (1 << len(self.needs)) - 1
        costs = {weekday: [worth(one) for one in held] for weekday, held in self.clear.items()}
        for monday, begun in enumerate(costs[0]):
            reached = {(monday, 0): begun}
            for weekday in range(1, 7):
                found: dict[tuple[int, int], int] = {}
                for (before, mask), lost in reached.items():
                    for place, met in self.following[weekday][before]:
                        state, cost = (place, mask | met), lost + costs[weekday][place]
                        if cost < found.get(state, cost + 1):
                            found[state] = cost
                reached = found
            for (before, mask), lost in reached.items():
                for place, met in self.following[0][before]:
                    if place == monday and mask | met == every and (best is None or lost < best):
                        best = lost
        return best

    def _needs_met(self, weekday: int, before: Window, window: Window) -> int | None:
        """The needs met on a weekday, as bits; None where the two windows can't follow."""
        if not follows(before, window, self.most):
            return None
        morning = self._morning(before, (weekday - 1) % 7)
        return sum(
            1 << place
            for place, need in enumerate(self.needs)
            if any(block[0] >= morning and not _meet(window, block) for block in need[weekday])
        )

    def _meets(self, window: Window, weekday: int) -> bool:
        """Whether a weekday's window runs into a group's visit on the day or the morning after."""
        morning = self._morning(window, weekday)
        return any(_meet(window, block) for block in self.away.get(weekday, ())) or any(
            block[0] < morning for block in self.away.get((weekday + 1) % 7, ())
        )

    def _morning(self, window: Window, weekday: int) -> int:
        """Until when it is sure to last on the day after, be that the one after the sentence."""
        skipped = weekday == self.sentenced and window.start < NOON
        return -MINUTES_A_DAY if skipped else window.end - MINUTES_A_DAY


def _needs(ledger: Ledger, scene: Scene, nights: int) -> Iterator[Need]:
    """What has to be attended on some day under the curfew, and could be on which weekdays."""
    until = first_until(ledger.facts, ledger.order)
    contact = ledger.of("contact")
    if contact and until is not None and until < nights:
        yield _on(ledger, contact[:1], range(until + 1))
    start = figure(ledger.facts, "start-days", lowest=False)
    work = [stream for stream in ledger.streams if stream.project is not None]
    if work and start is not None and start < nights:
        yield _on(ledger, work, range(start + 1))
    for stream in ledger.streams:
        run = scene.runs.get(stream.part)
        if run is None or stream.stage != Stage.DURING.value:
            continue
        for days in ledger.stretches(stream, run):
            if days.stop <= nights:
                yield _on(ledger, [stream], days)


def _on(ledger: Ledger, streams: Sequence[Stream], days: range) -> Need:
    """The visits any of the streams offers on these days, by weekday.

    Empty where one could fall on the day of sentence, which no night comes before.
    """

    def find() -> Need:
        found: list[set[Block]] = [set() for _ in range(7)]
        for stream in streams:
            for day in range(max(days.start, stream.first), min(days.stop, stream.last + 1)):
                on = ledger.horizon.date(day)
                slots = stream.slots(on, ledger.facts.timetable)
                if slots and not day:
                    return ()
                for slot in slots:
                    way = ledger.facts.home_minutes(slot.venue)
                    found[on.weekday()].add((slot.start - way, slot.end + way))
        return tuple(tuple(sorted(blocks)) for blocks in found)

    offered = ((stream.offer, stream.first, stream.last) for stream in streams)
    return ledger.tables.kept(("need", *offered, days), find)


def _meet(window: Window, block: Block) -> bool:
    return block[0] < window.end and window.start < block[1]
