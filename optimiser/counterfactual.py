"""A group that is missing: what a hypothetical group would save of the work a package takes.

The groups tried stand beside the one a package goes to: the same programme, at its venue or one
near home that holds groups, on days and between hours at which the region's groups meet, at the
times that take least of this person's work. What is said of one is what a package that goes to
it was found to lose, never a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from models.facts import Facts
from models.package import Package
from models.timetable import Group, Slot
from optimiser.aims.clashes import clashes
from optimiser.attending import Slot as Place
from optimiser.candidates import Candidates, candidates
from optimiser.dating import Dated
from optimiser.days import Days
from optimiser.open_runs import OpenRuns
from optimiser.outline import outlines
from optimiser.provision import barred
from optimiser.results import Clash, Measures, MissingGroup, Option, Options
from optimiser.search import Search
from optimiser.solve import Effort
from optimiser.wish_facts import WORKING_WEEK, evening_start

EFFORT = 2.0
MOST = 2
VENUES = 3
HALF_HOUR = 30
DAYS_A_WEEK = 7
EARLIER_AIMS = 4


def with_missing(answer: Options) -> Options:
    """The answer with what is missing said of its first option."""
    if not answer.options:
        return answer
    first, *others = answer.options
    missing = missing_groups(answer.facts, first)
    return evolve(answer, options=(evolve(first, missing=missing), *others))


def missing_groups(
    facts: Facts, option: Option, effort: float = EFFORT
) -> tuple[MissingGroup, ...]:
    """The least hypothetical groups with which the option's own requirements lose less work.

    The group whose sessions take most is the one stood beside; of the groups tried the first
    that loses none is taken, else the one that loses least; then, where work is still lost
    because of another group of the region, the next beside that. Empty where no group takes work,
    or none tried helps.
    """
    left = Effort(effort)
    found: list[MissingGroup] = []
    held = _held(facts, option.package)
    taking = _Taking(facts, option.package, option.measures, option.clashes, held)
    while len(found) < MOST and (group := taking.costliest(facts)) is not None:
        better = _better(taking, group, left)
        if better is None:
            break
        tried, taking_less = better
        lost = taking.measures.work, taking_less.measures.work
        found.append(MissingGroup(tried, group.id, *lost))
        taking = taking_less
    return tuple(found)


@frozen
class _Taking:
    """A package, and what it takes of work, in a region that may hold hypothetical groups."""

    facts: Facts
    package: Package
    measures: Measures
    clashes: tuple[Clash, ...]
    candidates: Candidates
    dated: Dated | None = None

    def costliest(self, region: Facts) -> Group | None:
        """The group of the region whose meetings take most of work; None where none takes any.

        A hypothetical one is passed over: what is instead of it would be instead of nothing.
        """
        parts = {s.id: s.part for s in self.package.sessions if s.kind == "group"}
        lost = Counter[str]()
        for clash in self.clashes:
            if clash.session in parts:
                lost[parts[clash.session]] += clash.minutes
        runs = {group.id: group for group in region.timetable.groups}
        taken = {part.code: part.group for part in self.package.parts}
        real = (code for code, _ in lost.most_common() if taken.get(code) in runs)
        return next((runs[taken[code]] for code in real), None)


def _better(taking: _Taking, group: Group, effort: Effort) -> tuple[Group, _Taking] | None:
    best: tuple[Group, _Taking] | None = None
    days = Days(taking.facts)
    for tried in beside(taking, group, days):
        in_hand = best[1] if best is not None else taking
        found = _with(taking, tried, days, effort, in_hand.dated)
        if found is not None and found.measures.work < in_hand.measures.work:
            best = tried, found
        if effort.spent or (best is not None and best[1].measures.work == 0):
            break
    return best


def _with(
    taking: _Taking, group: Group, days: Days, effort: Effort, beat: Dated | None
) -> _Taking | None:
    """The package's own requirements with the group at hand; None where an earlier aim is worse.

    Nothing but what betters `beat`, a package with another group, is looked for. What a group
    changes is no day of the case: all groups share the `days`.
    """
    facts = taking.facts
    groups = (*facts.timetable.groups, group)
    # A group that was wished for stays with the others in the candidates; this one is another.
    widened = evolve(facts, timetable=evolve(facts.timetable, groups=groups), attended_in={})
    candidates = _only(widened, taking.candidates, group)
    # Neither neat dates nor room to miss change what a group takes.
    found = Search(widened, outlines(widened, candidates), effort, days, best=beat).run()
    if found is None or found is beat:
        return None
    now, before = found.measures.vector[:EARLIER_AIMS], taking.measures.vector[:EARLIER_AIMS]
    if now > before:
        return None
    said = clashes(found.package, widened)
    return _Taking(widened, found.package, found.measures, said, candidates, found)


def _held(facts: Facts, package: Package) -> Candidates:
    """Only what the package holds."""
    found, codes = candidates(facts), set(package.codes)
    parts = {code: part for code, part in found.parts.items() if code in codes}
    requirements = {code: one for code, one in found.requirements.items() if code in codes}
    return evolve(found, requirements=requirements, parts=parts)


def _only(facts: Facts, found: Candidates, group: Group) -> Candidates:
    """The same with no runs of the group's programme but its own."""
    part = found.parts.get(group.programme)
    if part is None:
        return found
    every = OpenRuns(facts).of(part.entry, found.parts)
    runs = tuple(run for run in every if run.group.id == group.id)
    only = evolve(part, runs=runs, runs_beside=())
    return evolve(found, parts={**found.parts, group.programme: only})


def beside(taking: _Taking, group: Group, days: Days) -> Iterator[Group]:
    """Hypothetical groups beside one a package goes to, a venue each, the nearest in kind first."""
    meetings = [s.day for s in taking.package.sessions if s.part == group.programme]
    for venue in _venues(taking.facts, group):
        slots: list[Slot] = []
        for slot in group.slots:
            chosen = _stretch(taking.facts, days, venue, group, slot, slots, meetings)
            if chosen is not None:
                slots.append(chosen)
        if len(slots) == len(group.slots):
            made = _made(group, venue, tuple(slots), taking.facts)
            if not any(True for _ in barred(taking.facts, made)):
                yield made


def _venues(facts: Facts, group: Group) -> list[str]:
    """The group's own venue, others that give the programme, others with groups, by way."""
    held = facts.timetable.groups
    give = {one.venue for one in held if one.programme == group.programme}
    homes = sorted(
        dict.fromkeys(one.venue for one in held),
        key=lambda id: (id != group.venue, id not in give, facts.home_minutes(id)),
    )
    return homes[:VENUES]


def _stretch(
    facts: Facts,
    days: Days,
    venue: str,
    group: Group,
    slot: Slot,
    taken: list[Slot],
    meetings: list[date],
) -> Slot | None:
    """The time of a slot's length that takes least over the weeks of the meetings.

    Of equals the one on the group's own weekdays, then in the week, then in the evening, then
    near the group's own time.
    """
    held = [one for other in facts.timetable.groups for one in other.slots]
    opens, shuts = min(one.start for one in held), max(one.end for one in held)
    length = slot.end - slot.start
    evening = evening_start(facts) or shuts
    own = {one.weekday for one in group.slots}
    weekdays = {one.weekday for one in held} - {one.weekday for one in taken}
    stretches = (
        Slot(weekday, start, start + length)
        for weekday in sorted(weekdays)
        for start in range(opens, shuts - length + 1, HALF_HOUR)
    )
    return min(
        stretches,
        key=lambda one: (
            _taken(days, venue, one, meetings),
            one.weekday not in own,
            one.weekday not in WORKING_WEEK,
            one.start < evening,
            abs(one.start - slot.start),
        ),
        default=None,
    )


def _taken(days: Days, venue: str, slot: Slot, meetings: list[date]) -> tuple[int, int]:
    """On how many days something firm stands in the way, and the minutes of work on the others."""
    first, last = min(meetings), max(meetings)
    day = first + timedelta(days=(slot.weekday - first.weekday()) % DAYS_A_WEEK)
    place = (Place(slot.start, slot.end, venue),)
    barred_days = lost = 0
    while day <= last:
        ways = days.alone(day, place)
        barred_days += not ways
        lost += ways[0].lost if ways else 0
        day += timedelta(days=DAYS_A_WEEK)
    return barred_days, lost


def _made(group: Group, venue: str, slots: tuple[Slot, ...], facts: Facts) -> Group:
    """A group like another, elsewhere or at other times, with its places free."""
    weekdays = {slot.weekday for slot in slots}
    ids = {held.id for held in facts.timetable.groups}
    id = f"missing-{group.programme}-{venue}"
    while id in ids:
        id += "-more"
    return evolve(
        group,
        id=id,
        venue=venue,
        slots=tuple(sorted(slots, key=lambda slot: (slot.weekday, slot.start))),
        starts=tuple(_on(start, weekdays) for start in group.starts),
        taken=0,
        attended_by=(),
        closures=(),
    )


def _on(start: date, weekdays: set[int]) -> date:
    """The first day from a start on which the group can meet."""
    while start.weekday() not in weekdays:
        start += timedelta(days=1)
    return start
