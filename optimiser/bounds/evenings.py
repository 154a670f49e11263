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
from optimiser.bounds.scale import NEVER
from optimiser.bounds.scene import Scene
from optimiser.curfew import Window
from optimiser.curfew_weeks import WEEK, DayMinutes, day_minutes, days_a_week, follows
from optimiser.outline import Outline
from optimiser.streams import Stream

# Before the morning of any day on which a window of the night before may end.
SOONEST = -2 * MINUTES_A_DAY

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
            kept = days_a_week(self.facts, key[1]) if outline.fixes_curfew else WEEK
            sentenced = scene.horizon.start.weekday()
            minutes_a_day = day_minutes(self.facts)
            week = _Weekdays(windows, away, needs, minutes_a_day, kept, sentenced)
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
    minutes: DayMinutes
    kept: int  # days of a week that have a curfew
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
                    (place, _met(latest, self._morning(before, (weekday - 1) % 7)))
                    for place, (window, latest) in enumerate(held)
                    if follows(before, window, self.minutes)
                ]
                for before in self.clear[(weekday - 1) % 7]
            ]
            for weekday in range(7)
            for held in [[(one, self._latest(weekday, one)) for one in self.clear[weekday]]]
        }

    def least(self, worth: Callable[[Window], int]) -> int | None:
        """One window a weekday; for each need a weekday with a visit that no window meets.

        Going round the week from each window of Monday, the cheapest first: what is left clear on
        a day hangs on its own window and on that of the night before. What can't come to less
        than the best in hand is left.
        """
        costs = {weekday: [worth(one) for one in held] for weekday, held in self.clear.items()}
        if not all(costs.values()):
            return None
        best: int | None = None
        every = (1 << len(self.needs)) - 1
        to_come = [sum(min(costs[later]) for later in range(day + 1, 7)) for day in range(7)]
        for begun, monday in sorted((cost, place) for place, cost in enumerate(costs[0])):
            if best is not None and begun + to_come[0] >= best:
                break
            reached = {(monday, 0, int(self.clear[0][monday].kept)): begun}
            for weekday in range(1, 7):
                most = NEVER if best is None else best - to_come[weekday]
                found: dict[tuple[int, int, int], int] = {}
                for (before, mask, kept), lost in reached.items():
                    for place, met in self.following[weekday][before]:
                        days = kept + self.clear[weekday][place].kept
                        state, cost = (place, mask | met, days), lost + costs[weekday][place]
                        if cost < found.get(state, most):
                            found[state] = cost
                reached = found
            for (before, mask, kept), lost in reached.items():
                if kept == self.kept and (best is None or lost < best):
                    for place, met in self.following[0][before]:
                        if place == monday and mask | met == every:
                            best = lost
        return best

    def _latest(self, weekday: int, window: Window) -> list[int]:
        """When the last visit of each need that a window leaves clear begins, by its place.

        Where it leaves none clear, sooner than any night before could end.
        """
        return [
            max((block[0] for block in need[weekday] if not _meet(window, block)), default=SOONEST)
            for need in self.needs
        ]

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


def _met(latest: Sequence[int], morning: int) -> int:
    """The needs with a visit no sooner than the night before ends, as bits."""
    return sum(1 << place for place, start in enumerate(latest) if start >= morning)


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
    return window.kept and block[0] < window.end and window.start < block[1]
