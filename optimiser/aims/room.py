"""Room to miss in the draft: dates that leave every session of a stage a free catch-up.

For each session of a run and each day it could be made good on, a Boolean says that the day leaves
an opening free, whatever else lies on it:

    room asked for and run taken  =>  one of the session's days leaves an opening free.

Written from the draft's own tables of days and slots: `forgiveness`, the plain measure, has its
own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import define, field
from ortools.sat.python import cp_model

from models.entry import Stage
from models.facts import Facts
from models.timetable import Meeting
from optimiser.aims.forgiveness import promised
from optimiser.aims.free_curfew_days import FreeCurfewDays
from optimiser.aims.free_days import FreeDays
from optimiser.aims.wanted import Wanted
from optimiser.attending import Slot
from optimiser.constraints.detox import covered_by
from optimiser.constraints.load import most_a_day, most_a_week
from optimiser.day_plans import RunChoice
from optimiser.draft import Draft
from optimiser.laying import windows_on
from optimiser.linear import Expression, Literal, weighted
from optimiser.provision import givers
from optimiser.streams import appointment_slots, meeting_slot

MANY = 3


@define
class Room:
    """What a draft is asked for room with.

    `exact` is False where there may be dates with room that were not looked at.
    """

    draft: Draft
    exact: bool = field(init=False)
    _days: FreeDays = field(init=False)
    _curfew_days: FreeCurfewDays = field(init=False)
    _weeks: dict[int, list[Literal]] = field(factory=dict)
    _free: dict[object, list[Literal] | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._days = FreeDays(self.draft)
        self._curfew_days = FreeCurfewDays(self.draft)
        # A day of more than two attendances is not looked at: the draft holds none.
        self.exact = _two_a_day(self.draft.facts)
        for day, _, literal in self.draft.attended():
            self._weeks.setdefault(self.draft.horizon.week(day), []).append(literal)

    def asked_for(self, good: int, only: Collection[str]) -> Literal:
        """A Boolean under which so many absences of every stage can be made good.

        `only` are the runs that may then be taken.
        """
        draft = self.draft
        roomy = draft.model.new_bool_var(f"room to miss {good}")
        speaking: list[Literal] = []
        for code, choices in draft.runs.items():
            for choice in choices:
                most = promised(choice.run, draft.facts)
                if most is None and choice.run.id in only:
                    continue
                speaking.append(choice.literal)
                if most is None or most < good or choice.run.id not in only:
                    draft.model.add_implication(roomy, choice.literal.negated())
                    continue
                for free in self._sessions(code, choice):
                    draft.model.add_bool_or(*free, choice.literal.negated(), roomy.negated())
        draft.model.add_bool_or(*speaking, roomy.negated())
        self._days.settle()
        self._curfew_days.settle()
        return roomy

    @property
    def moved(self) -> Expression:
        """How far things stand from their usual slots, counted in slots of their days."""
        held = (*self._days.moved, *self._curfew_days.moved)
        return weighted((one.place, one.literal) for one in held)

    def _sessions(self, code: str, choice: RunChoice) -> Iterator[list[Literal]]:
        """Of each session that is not always made good, what leaves an opening free for it."""
        meetings = choice.run.meetings
        for missed, following in zip(meetings, (*meetings[1:], None), strict=True):
            free: list[Literal] | None = []
            for day in self._between(code, missed, following):
                found = self._on(day, code, choice, missed, following)
                if found is None:
                    free = None
                    break
                free = [*(free or ()), *found]
            if free is not None:
                yield free

    def _between(self, code: str, missed: Meeting, following: Meeting | None) -> range:
        """The days from a session to the next, or to the end of the requirement."""
        horizon, outline = self.draft.horizon, self.draft.outline
        first = horizon.day(missed.day)
        if following is not None:
            return range(first, horizon.day(following.day) + 1)
        own = outline.terms[outline.carrier.get(code, code)].months
        return range(first, horizon.end_of(min(own or horizon.months, horizon.months)) + 1)

    def _on(
        self, day: int, code: str, choice: RunChoice, missed: Meeting, following: Meeting | None
    ) -> list[Literal] | None:
        """What leaves an opening free on a day; None where one always is."""
        draft, horizon, venue = self.draft, self.draft.horizon, choice.run.group.venue
        own, held = meeting_slot(missed, venue), horizon.day(missed.day)
        openings = tuple(
            slot
            for slot in self._openings(code, missed.end - missed.start, day)
            if (day > held or slot.start >= own.end)
            and (
                following is None
                or day < horizon.day(following.day)
                or slot.end <= meeting_slot(following, venue).start
            )
        )
        if not openings:
            return []
        elsewhere = horizon.week(day) != horizon.week(held)
        last = following is None
        key = day, openings, choice.run.id, day == held, elsewhere, last
        if key not in self._free:
            load = most_a_week(draft.facts)
            week = self._weeks.get(horizon.week(day), [])
            full = elsewhere and load is not None and len(week) >= load
            wanted = Wanted(
                draft,
                day,
                openings,
                code,
                choice,
                missed=own if day == held else None,
                last=last,
                also=tuple(self._also(day, code, last=last)),
                week=tuple(week) if full else (),
                load=load or 0,
                beside=most_a_day(draft.facts) - 1,
            )
            tagged = windows_on(draft, day)
            self._free[key] = (self._curfew_days if tagged else self._days).free(wanted)
        return self._free[key]

    def _openings(self, code: str, minutes: int, day: int) -> tuple[Slot, ...]:
        """Whatever a facilitator offers on a day."""
        draft, on = self.draft, self.draft.horizon.date(day)
        who = givers(draft.facts, "facilitator", code)
        return draft.days.offered(
            (minutes, *(giver.id for giver in who)),
            on,
            lambda: appointment_slots(who, minutes, on, draft.facts.timetable),
        )

    def _also(self, day: int, code: str, *, last: bool) -> Iterator[cp_model.LiteralT]:
        """No detox on the day; of the last session, the order lasts and nothing followed it."""
        draft = self.draft
        for literal in covered_by(draft, range(day, day + 1)):
            yield literal.negated()
        if not last:
            return
        months = draft.horizon.month_of(day)
        if months > draft.outline.least_months:
            yield draft.reaches(months)
        for stream in draft.of(code):
            if stream.stage == Stage.AFTER.value:
                for held, literal in draft.present(stream.key).items():
                    if held < day:
                        yield literal.negated()


def _two_a_day(facts: Facts) -> bool:
    """Whether no more than two attendances may lie on a day."""
    bound = facts.menu.bound("load", "attendances-a-day")
    stated = [facts.case.limits.attendances_a_day, None if bound is None else bound.highest]
    return min((most for most in stated if most is not None), default=MANY) <= MANY - 1


__all__ = ["Room"]
