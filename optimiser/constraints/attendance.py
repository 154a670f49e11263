"""Each part is attended once, whole, with its appointments before, during and after.

One run a group part, none that meets more often in a week, or in its evenings, than the guide has;
lowest <= sessions of a leg <= highest; before legs end before the first
main session, after legs begin after the last, the i-th of n appointments during lies in the i-th
of n equal stretches, or in its module; at most one appointment of a leg in a calendar week; none
on a day once the months stated for all of them have gone by since the first.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from models.dated import Bound
from models.entry import Leg, Stage
from models.facts import Facts
from models.moments import add_months, monday
from models.runs import group_leg
from models.timetable import Run
from optimiser.draft import Draft
from optimiser.linear import Literal, total
from optimiser.streams import Stream, meeting_slot
from optimiser.stretches import stretches_of
from optimiser.wish_facts import WORKING_WEEK, evening_start


def post(draft: Draft) -> None:
    """One run a group part, the number of each leg's sessions, and their stages."""
    for choices in draft.runs.values():
        draft.model.add_exactly_one(choice.literal for choice in choices)
        for choice in choices:
            if too_often(draft.facts, choice.run):
                draft.model.add(choice.literal == 0)
    for candidate in (*draft.outline.parts, *draft.outline.requirements):
        for leg in candidate.entry.legs:
            for stream in draft.of(candidate.code, leg.id):
                if not stream.givers or candidate.entry.stream == "treatment":
                    continue
                _count(draft, stream)
                _weekly(draft, stream, leg)
                _stage(draft, stream, leg)


def too_often(facts: Facts, run: Run) -> bool:
    """Whether some week of a run holds more meetings, or evenings, than its guide has."""
    leg = group_leg(facts.entry(run.group.programme, run.group.edition))
    if leg is None:
        return False
    evening = evening_start(facts)
    weeks, late = Counter[date](), Counter[date]()
    for meeting in run.meetings:
        week = monday(meeting.day)
        weeks[week] += 1
        starts = meeting_slot(meeting, run.group.venue).start
        if evening is not None and starts >= evening and meeting.day.weekday() in WORKING_WEEK:
            late[week] += 1
    return _above(weeks, leg.per_week) or _above(late, leg.evenings_per_week)


def _above(held: Counter[date], bound: Bound | None) -> bool:
    most = bound.highest if bound is not None else None
    return most is not None and max(held.values(), default=0) > most


def _count(draft: Draft, stream: Stream) -> None:
    sessions = total(draft.present(stream.key).values())
    draft.model.add_linear_constraint(sessions, stream.lowest, stream.highest)


def _weekly(draft: Draft, stream: Stream, leg: Leg) -> None:
    most = int(leg.per_week.highest) if leg.per_week and leg.per_week.highest else 1
    weeks: dict[int, list[Literal]] = {}
    for day, literal in draft.present(stream.key).items():
        weeks.setdefault(draft.horizon.week(day), []).append(literal)
    for literals in weeks.values():
        if len(literals) > most:
            draft.model.add(total(literals) <= most)


def _stage(draft: Draft, stream: Stream, leg: Leg) -> None:
    gap = leg.gap_days or Bound()
    lowest = max(1, int(gap.lowest or 1))
    reach = reach_days(leg, stream.lowest)
    if leg.stage is Stage.BEFORE:
        starts = draft.first(stream.part)
        for day, literal in draft.present(stream.key).items():
            too_soon = [at for first, at in starts if not lowest <= first - day <= reach]
            draft.model.add_at_most_one(literal, *too_soon)
        _within(draft, stream, [(day, lit) for day, lit in starts], gap, before=True)
    elif leg.stage is Stage.AFTER:
        ends = draft.last(stream.part)
        for day, literal in draft.present(stream.key).items():
            too_late = [at for last, at in ends if not lowest <= day - last <= reach]
            draft.model.add_at_most_one(literal, *too_late)
        _within(draft, stream, [(day, lit) for day, lit in ends], gap, before=False)
    elif leg.stage is Stage.DURING and stream.part in draft.runs:
        _even(draft, stream, leg)
    if leg.every_days is not None and stream.highest > 1:
        spaced(draft, stream, leg.every_days)
    if leg.within_months is not None and stream.highest > 1:
        _over_within(draft, stream, leg.within_months)


def reach_days(leg: Leg, sessions: int) -> int:
    """How far from the main leg the appointments before or after it are looked for.

    A week for each and three to spare, on top of any gap the guide asks (an assumption, printed).
    """
    gap = int(leg.gap_days.lowest or 0) if leg.gap_days is not None else 0
    return gap + 7 * (sessions + 3)


def _within(
    draft: Draft, stream: Stream, anchors: list[tuple[int, Literal]], gap: Bound, *, before: bool
) -> None:
    """The session next to the main leg is at most `gap.highest` days from it."""
    if gap.highest is None:
        return
    reach, least = int(gap.highest), max(1, int(gap.lowest or 1))
    for anchor, taken in anchors:
        near = [
            literal
            for day, literal in draft.present(stream.key).items()
            if least <= ((anchor - day) if before else (day - anchor)) <= reach
        ]
        draft.model.add_bool_or(*near, taken.negated())


def _even(draft: Draft, stream: Stream, leg: Leg) -> None:
    """For a run taken: one session in each of its modules, or of n equal stretches of its days."""
    for choice in draft.runs[stream.part]:
        for stretch in stretches_of(choice.run, leg, stream.lowest, draft.horizon.day):
            inside = [lit for day, lit in draft.present(stream.key).items() if day in stretch]
            draft.model.add_bool_or(*inside, choice.literal.negated())
    for day, literal in draft.present(stream.key).items():
        outside = [c.literal for c in draft.runs[stream.part] if not c.first <= day <= c.last]
        draft.model.add_at_most_one(literal, *outside)


def _over_within(draft: Draft, stream: Stream, months: int) -> None:
    """Nothing on a day where the first session's months had ended: begun by d excludes it."""
    literals = draft.present(stream.key)
    begun: list[tuple[int, Literal]] = []
    for day in sorted(literals):
        by_now = draft.model.new_bool_var(f"{stream.key} begun by day {day}")
        draft.model.add_implication(literals[day], by_now)
        if begun:
            draft.model.add_implication(begun[-1][1], by_now)
        begun.append((day, by_now))
    for day, literal in literals.items():
        gone = [at for first, at in begun if _end_of(draft, first, months) < day]
        if gone:
            draft.model.add_implication(literal, gone[-1].negated())


def _end_of(draft: Draft, first: int, months: int) -> int:
    return draft.horizon.day(add_months(draft.horizon.date(first), months)) - 1


def spaced(draft: Draft, stream: Stream, every: Bound) -> None:
    """Consecutive sessions of a leg at least and at most so many days apart."""
    days = sorted(draft.present(stream.key))
    literals = draft.present(stream.key)
    lowest, highest = int(every.lowest or 1), every.highest
    for day in days:
        close = [literals[other] for other in days if day <= other < day + lowest]
        if len(close) > 1:
            draft.model.add_at_most_one(close)
    if highest is None:
        return
    later: dict[int, Literal] = {}
    following: Literal | None = None
    for day in reversed(days):
        beyond = draft.model.new_bool_var(f"{stream.key} on or after day {day}")
        draft.model.add_implication(literals[day], beyond)
        if following is not None:
            draft.model.add_implication(following, beyond)
        later[day] = following = beyond
    for day in days:
        after = next((other for other in days if other > day + int(highest)), None)
        if after is not None:
            near = [literals[other] for other in days if day < other <= day + int(highest)]
            draft.model.add_bool_or(*near, literals[day].negated(), later[after].negated())
