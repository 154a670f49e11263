"""Structures: an outline with its runs and its months settled, best first by what they can reach.

Every run of every group part, and every length of the order, is a structure. They are not listed
but unfolded: a beginning of a choice is bounded by its groups' own costs and the least its
appointments can cost anywhere, a whole choice by its streams one by one (`optimiser.bounds`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, evolve, field, frozen

from models.dated import Bound
from models.entry import EntryKind, Stage
from models.facts import Facts
from models.timetable import Group, Run, Slot
from optimiser.amounts import band_keys, leg_sessions, months_to_finish, shortest_months
from optimiser.attending import LINK_MINUTES
from optimiser.bounds.ideal import Bounds, Ideal
from optimiser.bounds.scale import decode
from optimiser.bounds.scene import Scene
from optimiser.candidates import Candidate
from optimiser.constraints.contact import each_month
from optimiser.horizon import Horizon
from optimiser.lasting import open_ended, own_months
from optimiser.offering import centre_runs
from optimiser.outline import Outline
from optimiser.precedence import Precedence, Span
from optimiser.provision import givers

Vector = tuple[int, ...]


@frozen
class Structures:
    """Structures of one outline: choices of runs, and lengths of the order in months."""

    outline: Outline
    runs: tuple[Mapping[str, Run], ...]
    months: range

    @property
    def settled(self) -> Outline:
        """The outline with only these runs left, and no shorter order."""
        ids = {run.id for chosen in self.runs for run in chosen.values()}
        grouped = {code for chosen in self.runs for code in chosen}

        def only(candidate: Candidate) -> Candidate:
            if candidate.code not in grouped:
                return candidate
            return evolve(candidate, runs=tuple(r for r in candidate.runs if r.id in ids))

        return evolve(
            self.outline,
            requirements=tuple(only(c) for c in self.outline.requirements),
            parts=tuple(only(c) for c in self.outline.parts),
            least_months=self.months.start,
        )

    def soonest(self, facts: Facts) -> tuple[int, int, int]:
        """The least waiting, days to the last session and months of any of these structures."""
        start = facts.today
        programmes = {c.code for c in self.outline.parts if c.entry.kind is EntryKind.PROGRAMME}
        waiting = min(
            sum((run.first - start).days for code, run in chosen.items() if code in programmes)
            for chosen in self.runs
        )
        last = min(
            max(((run.last - start).days for run in chosen.values()), default=0)
            for chosen in self.runs
        )
        if each_month(facts) and givers(facts, "officer"):
            # The order's last month holds an appointment with the officer.
            last = max(last, Horizon(start, self.months.start).month(self.months.start).start)
        return waiting, last, self.months.start


@define(slots=False)
class Unfolding:
    """All structures of one outline that keep every should, beginning by beginning."""

    facts: Facts
    outline: Outline
    bounds: Bounds
    horizon: Horizon
    _paid: dict[frozenset[str], int | None] = field(factory=dict)

    @cached_property
    def parts(self) -> tuple[tuple[Candidate, tuple[Run, ...]], ...]:
        """The group parts with their runs, what must come first before what follows it."""
        found: list[tuple[Candidate, tuple[Run, ...]]] = []
        for candidate in self.outline.grouped:
            runs = candidate.runs
            if candidate.entry.stream == "attendance-centre":
                hours = self.outline.terms[candidate.code].hours or 0
                runs = tuple(centre_runs(self.facts, candidate, hours))
            inside = (run for run in runs if self.horizon.day(run.last) < self.horizon.days)
            found.append((candidate, tuple(inside)))
        return tuple(sorted(found, key=lambda held: len(held[1])))

    @cached_property
    def least(self) -> tuple[int, ...]:
        """For each beginning, the least the groups not yet chosen cost and keep waiting."""
        rest = [0]
        for candidate, runs in reversed(self.parts):
            rest.append(rest[-1] + min((self.own(candidate, run) for run in runs), default=0))
        return tuple(reversed(rest))

    @cached_property
    def linked(self) -> bool:
        """Whether two groups may ever share a way: what each costs alone is then no bound."""
        return any(
            self._may_link(one, other)
            for place, (code, held) in enumerate(self._meetings)
            for other_code, others in self._meetings[:place]
            if code != other_code
            for one in held
            for other in others
        )

    @cached_property
    def _meetings(self) -> list[tuple[str, list[tuple[Slot, str]]]]:
        return [
            (
                candidate.code,
                [(slot, group.venue) for group in _groups(runs) for slot in group.slots],
            )
            for candidate, runs in self.parts
        ]

    def _may_link(self, one: tuple[Slot, str], other: tuple[Slot, str]) -> bool:
        (first, here), (second, there) = sorted((one, other), key=lambda held: held[0].start)
        way = self.facts.timetable.between(here, there)
        if first.weekday != second.weekday or way is None:
            return False
        return way <= second.start - first.end <= way + LINK_MINUTES

    def own(self, candidate: Candidate, run: Run) -> int:
        """What a run costs by itself; where groups could share a way, only its waiting."""
        waiting = 0
        if candidate.entry.kind is EntryKind.PROGRAMME:
            waiting = self.horizon.day(run.first)
        return waiting if self.linked else waiting + self.bounds.tables.taken(run).total

    def groups(self, runs: Mapping[str, Run]) -> int | None:
        """What these runs cost and keep waiting; None where they can't all be attended in order."""
        key = frozenset(run.id for run in runs.values())
        if key not in self._paid:
            self._paid[key] = self._groups(runs)
        return self._paid[key]

    def _groups(self, runs: Mapping[str, Run]) -> int | None:
        if not self._precedence.kept(runs):
            return None
        paid_for = Scene(self.bounds.tables, self.outline, runs, self.horizon).groups()
        if paid_for is None:
            return None
        codes = {c.code for c, _ in self.parts if c.entry.kind is EntryKind.PROGRAMME}
        return paid_for + sum(
            self.horizon.day(run.first) for code, run in runs.items() if code in codes
        )

    @cached_property
    def _precedence(self) -> Precedence:
        return Precedence(self.facts, self.outline, self.treatments)

    @cached_property
    def treatments(self) -> dict[str, Span]:
        """When each treatment can begin and end, at any of its providers."""
        found: dict[str, Span] = {}
        for requirement in self.outline.requirements:
            mains = [
                stream
                for stream in self.bounds.streams(self.outline, self.horizon)
                if stream.part == requirement.code and stream.stage == Stage.MAIN.value
            ]
            if requirement.entry.stream == "treatment" and mains:
                begins = [stream for stream in mains if stream.order == 1]
                ends = [s for s in mains if s.order == max(m.order for m in mains)]
                found[requirement.code] = Span(
                    (min(s.first for s in begins), max(s.last for s in begins)),
                    (min(s.first for s in ends), max(s.last for s in ends)),
                )
        return found

    def months(self, runs: Mapping[str, Run]) -> range:
        """The lengths of order that may hold these runs and keep every should."""
        least = max(self.outline.least_months, shortest_months(self.facts))
        most = min(self.horizon.months, months_to_finish(self.facts, self.horizon.months))
        by_code = {candidate.code: candidate for candidate, _ in self.parts}
        for code, run in runs.items():
            day = self.horizon.day(run.last) + days_after(by_code[code])
            if day >= self.horizon.days:
                return range(0)
            least = max(least, self.horizon.month_of(day))
        sentence = self.facts.case.sentence
        fixed = sentence.months or sentence.supervision_months
        if fixed:
            least, most = max(least, fixed), min(most, fixed)
        if not open_ended(self.facts, self.outline.terms):
            own = [own_months(self.facts, *one) for one in self.outline.terms.items()]
            least, most = max(least, *own), min(most, max(own))
        row = self.facts.menu.band("rar", "order-months", **band_keys(self.facts))
        if self.outline.imposes("rar") and row is not None and isinstance(row.value, Bound):
            least = max(least, int(row.value.lowest or 0))
            most = min(most, int(row.value.highest or most))
        return range(least, most + 1)

    @cached_property
    def fewest_months(self) -> int:
        """The fewest months of any structure; more than the horizon's where there is none."""
        lengths = self.months({})
        return lengths.start if lengths else self.horizon.months + 1

    @cached_property
    def loose(self) -> Ideal | None:
        """The least of everything but the groups, wherever the groups may lie."""
        if self.fewest_months > self.horizon.months:
            return None
        return self.bounds.ideal(
            self.outline,
            {},
            self.fewest_months,
            most=self.horizon.months,
            free=frozenset(
                self.horizon.day(meeting.day)
                for _, runs in self.parts
                for run in runs
                for meeting in run.meetings
            ),
        )

    def vector(self, cost: int, ideal: Ideal, months: int) -> Vector:
        """The aims in order: groups beside the least of everything else."""
        work, travel, waiting = decode(cost)
        work, travel, waiting = work + ideal.work, travel + ideal.travel, waiting + ideal.waiting
        return (*self.outline.cost, work, travel, waiting, ideal.last, months, ideal.minutes)


def _groups(runs: Sequence[Run]) -> list[Group]:
    return list({run.group.id: run.group for run in runs}.values())


def days_after(candidate: Candidate) -> int:
    """The fewest days the appointments after a run take."""
    days = 0
    for leg in candidate.entry.legs:
        if leg.stage is Stage.AFTER and leg_sessions(leg):
            gap = int(leg.gap_days.lowest or 1) if leg.gap_days is not None else 1
            days = max(days, gap)
    return days


def beginnings(
    unfolding: Unfolding, chosen: Mapping[str, Run]
) -> Iterator[tuple[dict[str, Run], int]]:
    """One more part's runs beside those chosen, each with what the groups then cost at least."""
    candidate, runs = unfolding.parts[len(chosen)]
    rest = unfolding.least[len(chosen) + 1]
    for run in runs:
        taken = {**chosen, candidate.code: run}
        cost = unfolding.groups(taken)
        if cost is not None:
            yield taken, cost + rest


__all__: Sequence[str] = ("Structures", "Unfolding", "beginnings", "days_after")
