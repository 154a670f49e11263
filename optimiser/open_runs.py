"""The dated runs open to this person, and how late they may begin.

The waiting limit ("load", "start-weeks") is an assumption of the catalogue, counted from the day on
which a programme can begin: today, and from the end of what has to be over before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from models.arithmetic import Stretch, union
from models.case import Answer
from models.circumstances import holds
from models.entry import Entry
from models.facts import Facts, SequenceRule
from models.runs import runs
from models.sources import Force
from models.timetable import Run
from optimiser.amounts import figure, longest
from optimiser.provision import at_avoided_times, barred


class OpenRuns:
    """The runs open to one person, each entry's laid out once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._every: dict[str, list[Run]] = {}
        self._in_time: dict[tuple[str, tuple[str, ...]], tuple[Run, ...]] = {}

    def of(self, entry: Entry, beside: Collection[str] = ()) -> tuple[Run, ...]:
        """The runs of an entry that begin in time in an order that holds others `beside` it.

        In time is within the limit from today (a treatment's length on top, where one ideally ends
        before), or from the end of what has to be over first: what the entry requires, where that
        is not completed, and what a sequence puts before it, where that is beside it. Where none
        begins in time, the first run of each group. None begins on the day of sentence (an
        assumption, printed).
        """
        ahead = (*self._required(entry), *(c for c in self.preceding(entry) if c in beside))
        key = entry.code, ahead
        if key not in self._in_time:
            self._in_time[key] = tuple(self._within_limit(entry, ahead))
        return self._in_time[key]

    def preceding(self, entry: Entry) -> tuple[str, ...]:
        """What has to be over before it begins wherever both are in one order, by code."""
        found = (
            first.code
            for rule in self._before(entry)
            if rule.ruling.row.force is Force.MUST
            for first in self._open_firsts(rule)
        )
        return tuple(code for code in dict.fromkeys(found) if code != entry.code)

    def _required(self, entry: Entry) -> tuple[str, ...]:
        held, done = self._facts.menu.entries, self._facts.case.has_completed
        return tuple(c for c in entry.requires if c in held and done(c) is not Answer.YES)

    def _within_limit(self, entry: Entry, ahead: tuple[str, ...]) -> list[Run]:
        facts, found = self._facts, self._unlimited(entry)
        limit = facts.menu.bound("load", "start-weeks")
        if limit is None or limit.highest is None:
            return found
        waited = timedelta(weeks=limit.highest)
        until = facts.today + self._treatment_before(entry) + waited
        kept = _begun(found, facts.today, until)
        for code in ahead:
            ends = [run.last for run in self.of(facts.menu.entries[code])]
            if ends:
                kept |= _begun(found, min(ends), max(ends) + waited)
        return [run for run in found if run.id in kept]

    def _unlimited(self, entry: Entry) -> list[Run]:
        """Every run that could be attended whenever it begins, soonest first."""
        if entry.code not in self._every:
            self._every[entry.code] = list(_attended(self._facts, entry))
        return self._every[entry.code]

    def _before(self, entry: Entry) -> Iterator[SequenceRule]:
        """The sequences in force here by which something ends before an entry begins."""
        for rule in self._facts.menu.sequences:
            follows = rule.relation == "before" and rule.second in (entry.code, *entry.classes)
            if follows and all(holds(name, self._facts.case) for name in rule.when):
                yield rule

    def _open_firsts(self, rule: SequenceRule) -> Iterator[Entry]:
        """What comes first by a sequence and is open to the person."""
        for first in self._facts.menu.entries.values():
            finding = self._facts.findings.get(first.code)
            if rule.first in (first.code, *first.classes) and finding is not None and finding.open:
                yield first

    def _treatment_before(self, entry: Entry) -> timedelta:
        """How long a treatment lasts that ideally ends before an entry begins."""
        for rule in self._before(entry):
            if any(first.stream == "treatment" for first in self._open_firsts(rule)):
                number = figure(self._facts, "treatment", "appointments")
                return timedelta(days=number * figure(self._facts, "treatment", "every-days"))
        return timedelta()


def _begun(found: list[Run], after: date, until: date) -> set[str]:
    """Those begun after one day and by another; where there are none, each group's first after."""
    later = [run for run in found if run.first > after]
    firsts = {run.group.id: run.id for run in reversed(later)}
    return {run.id for run in later if run.first <= until} or set(firsts.values())


def _attended(facts: Facts, entry: Entry) -> list[Run]:
    horizon = longest(facts)
    first, last = horizon.date(1), horizon.date(horizon.days - 1)
    found: list[Run] = []
    for group in facts.timetable.groups:
        offered = group.programme == entry.code and facts.may_choose(group)
        if offered and not any(True for _ in barred(facts, group)):
            edition = facts.entry(entry.code, group.edition)
            found += runs(group, edition, facts.timetable, first, last)
    if entry.stream != "attendance-centre":  # of whose meetings the first ones alone are attended
        found = [run for run in found if not at_avoided_times(facts, entry.code, run.meetings)]
    found.sort(key=lambda run: run.first)
    # Where every run meets something firm they are kept, so that it can be said what stands in
    # the way.
    return _clear_of(_firm(facts, first, last), found) or found


def _firm(facts: Facts, first: date, last: date) -> tuple[Stretch, ...]:
    """Everything the person can't miss between two days."""
    return union(
        stretch
        for commitment in facts.case.commitments
        if commitment.firm
        for stretch in commitment.between(first - timedelta(days=1), last)
    )


def _clear_of(firm: tuple[Stretch, ...], found: list[Run]) -> list[Run]:
    """The runs none of whose sessions meets anything firm (the way there is not looked at)."""
    ends = [stretch[1] for stretch in firm]

    def clear(start: int, end: int) -> bool:
        place = bisect_left(ends, start + 1)
        return place == len(firm) or firm[place][0] >= end

    return [run for run in found if all(clear(m.start, m.end) for m in run.meetings)]
