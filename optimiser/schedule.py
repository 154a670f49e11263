"""From a solved draft to a package: every session with its date, time and place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import evolve, frozen

from models.case import OrderKind
from models.moments import last_day, local
from models.package import (
    CurfewRow,
    OrderTerms,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.timetable import Meeting, Run
from optimiser.attending import Slot
from optimiser.candidates import Candidate
from optimiser.constraints.detox import detox_days
from optimiser.curfew import CURFEW
from optimiser.draft import Draft
from optimiser.lasting import ends
from optimiser.part_days import counting
from optimiser.placing import addresses_taken
from optimiser.solve import Solved
from optimiser.streams import Stream


@frozen
class _Attended:
    """One attendance before it is numbered."""

    day: date
    slot: Slot
    part: str
    leg: str
    requirement: str
    kind: str
    title: str
    number: int = 0
    module: str = ""


def read(draft: Draft, solved: Solved) -> Package:
    """The package a solution of the draft stands for."""
    facts, outline = draft.facts, draft.outline
    months = sum(solved.value(draft.reaches(n)) for n in range(1, draft.horizon.months + 1))
    start = facts.today
    end = last_day(start, months)
    runs = {
        code: next(choice.run for choice in choices if solved.is_true(choice.literal))
        for code, choices in draft.runs.items()
    }
    sessions = tuple(_numbered(_attended(draft, solved, runs)))
    curfew = _curfew(draft, solved)
    requirements = tuple(
        _requirement(draft, requirement, runs, sessions, curfew, start, end)
        for requirement in outline.requirements
    )
    detox = None
    for day, literal in draft.detox.items():
        if solved.is_true(literal):
            detox = draft.horizon.date(day), draft.horizon.date(day + detox_days(draft) - 1)
    sentence = facts.case.sentence
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    order = OrderTerms(
        sentence.kind, months, start, end, sentence.operational_months if suspended else None
    )
    return Package(order, requirements, sessions, curfew, detox, unattended=not sessions)


def _attended(draft: Draft, solved: Solved, runs: dict[str, Run]) -> Iterator[_Attended]:
    meetings = {
        (f"meet {run.group.id}", draft.horizon.day(meeting.day)): (code, meeting)
        for code, run in runs.items()
        for meeting in run.meetings
    }
    taken: dict[int, dict[str, tuple[Slot, ...]]] = {}
    for key in draft.streams:
        for day, literal in draft.present(key).items():
            if solved.is_true(literal):
                taken.setdefault(day, {})[key] = draft.slots(key, day)
    for item, day in meetings:
        taken.setdefault(day, {})[item] = draft.slots(item, day)
    planned = {plan.day: plan for plan in draft.plans if solved.is_true(plan.literal)}
    for number, items in taken.items():
        on = draft.horizon.date(number)
        if number in planned:
            way = planned[number].way
            names = tuple(
                next(item for item in items if item in alike.names)
                for alike in planned[number].items
            )
        else:
            names = tuple(items)
            [way] = draft.days.ways(on, tuple(items.values()))
        for item, slot in zip(names, way.slots, strict=True):
            if item in draft.streams:
                yield _appointment(draft.streams[item], on, slot)
            else:
                yield _meeting(draft, *meetings[item, number], slot)


def _appointment(stream: Stream, day: date, slot: Slot) -> _Attended:
    return _Attended(
        day, slot, stream.part, stream.leg, stream.requirement, stream.kind, stream.title
    )


def _meeting(draft: Draft, code: str, meeting: Meeting, slot: Slot) -> _Attended:
    candidate = next(
        c for c in (*draft.outline.parts, *draft.outline.requirements) if c.code == code
    )
    entry = candidate.entry
    main = entry.main
    title = f"{entry.short or entry.name}: {main.title.lower() if main else 'session'}"
    return _Attended(
        meeting.day,
        slot,
        code,
        main.id if main else "group",
        draft.outline.carrier.get(code, code),
        "group",
        title,
        meeting.number,
        meeting.module,
    )


def _numbered(found: Iterator[_Attended]) -> Iterator[PlannedSession]:
    """Sessions in order of time, each leg numbered from 1."""
    counts: dict[tuple[str, str], int] = {}
    for one in sorted(found, key=lambda a: (a.day, a.slot.start, a.part, a.leg)):
        leg = one.part, one.leg
        counts[leg] = counts.get(leg, 0) + 1
        number = counts[leg]
        yield PlannedSession(
            id=f"{one.part}-{one.leg}-{number}",
            part=one.part,
            leg=one.leg,
            number=number,
            start=local(one.day, one.slot.start),
            end=_end(one),
            title=one.title,
            requirement=one.requirement,
            venue=one.slot.venue,
            kind=one.kind,
            module=one.module,
            provider=one.slot.giver,
        )


def _end(one: _Attended) -> datetime:
    return local(one.day, one.slot.end)


def _requirement(
    draft: Draft,
    candidate: Candidate,
    runs: dict[str, Run],
    sessions: tuple[PlannedSession, ...],
    curfew: tuple[CurfewRow, ...],
    start: date,
    end: date,
) -> PlannedRequirement:
    code = candidate.code
    terms = draft.outline.terms[code]
    own = [session for session in sessions if session.requirement == code]
    if code == "programme" and terms.days is None:
        # A day for each session, so that two of one day may still be moved apart.
        legs = counting(draft.outline.parts)
        terms = evolve(terms, days=sum((one.part, one.leg) in legs for one in own))
    if code == CURFEW and curfew and not draft.outline.fixes_curfew:
        # The most of any day as it is planned, where work has shortened them all.
        longest = max(row.end - row.start for row in curfew)
        terms = evolve(terms, hours_a_day=-(-longest // 60))
    parts = tuple(
        PlannedPart(
            part.code,
            runs[part.code].group.id if part.code in runs else "",
            runs[part.code].id if part.code in runs else "",
            (runs[part.code].group.edition if part.code in runs else "") or part.entry.edition,
        )
        for part in draft.outline.parts
        if draft.outline.carrier[part.code] == code
    )
    if code in runs:
        parts = (PlannedPart(code, runs[code].group.id, runs[code].id, candidate.entry.edition),)
    asked = candidate.asked
    return PlannedRequirement(
        code=code,
        terms=terms,
        purposes=candidate.entry.purposes,
        parts=parts,
        start=start,
        end=_ends(draft, code, own, start, end),
        project=next((s.provider for s in own if s.kind == "unpaid-work"), ""),
        provider=_treating(candidate, own),
        areas=asked.areas if asked is not None else (),
        place=addresses_taken(draft.facts, draft.outline.requirements).get(code, ""),
    )


def _ends(
    draft: Draft, code: str, own: list[PlannedSession], start: date, end: date
) -> date | None:
    """As `lasting` has it; unpaid work with its last day, if that is later."""
    if code == "unpaid-work":
        return max([end, *(session.day for session in own)])
    return ends(draft.facts, draft.outline.terms, start, end)[code]


def _treating(candidate: Candidate, own: list[PlannedSession]) -> str:
    """Who gives a treatment: the provider of its main leg."""
    main = candidate.entry.main
    if candidate.entry.stream != "treatment" or main is None:
        return ""
    return next((session.provider for session in own if session.leg == main.id), "")


def _curfew(draft: Draft, solved: Solved) -> tuple[CurfewRow, ...]:
    place = addresses_taken(draft.facts, draft.outline.requirements).get(CURFEW, "")
    return tuple(
        CurfewRow(weekday, window.start, window.end, place)
        for weekday, found in sorted(draft.curfew_windows.items())
        for number, window in enumerate(found)
        if window.kept and solved.is_true(draft.curfew[weekday, number])
    )
