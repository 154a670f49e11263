"""What an outline lets be attended when: the streams, runs, detox days and curfew windows."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.case import Answer, Detox
from models.entry import Delivery, Leg, Stage
from models.facts import Facts
from models.timetable import Cadence, Provider, Run
from optimiser.amounts import cadence_days, curfew_hours, figure, leg_minutes, leg_sessions
from optimiser.candidates import Candidate
from optimiser.curfew import Window, windows
from optimiser.draft import Draft
from optimiser.provision import givers, projects
from optimiser.streams import Stream, longest_day

SPARE_WEEKS = 8
# Nothing is attended on day 0, while the person is in court (an assumption, printed).
FIRST_DAY = 1


def offer(draft: Draft) -> bool:
    """Everything an outline holds, on every day it may lie; False where a part has no run."""
    if not offer_groups(draft):
        return False
    streams = list(streams_of(draft))
    bases = {} if draft.losing_days else base_minutes(draft, streams)
    draft.pressed = any(bases.values())
    for stream in streams:
        draft.offer(stream, bases.get(stream.key, 0), whole=not draft.pressed)
    return True


def streams_of(draft: Draft) -> Iterator[Stream]:
    """The appointments of parts, then treatment, unpaid work and the officer's contact."""
    for candidate in draft.outline.parts:
        for leg in candidate.entry.legs:
            if leg.delivery is Delivery.APPOINTMENT:
                yield _appointments(draft, candidate, leg)
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            yield from _treatment(draft, requirement)
        elif requirement.entry.stream == "unpaid-work":
            yield from _unpaid_work(draft)
    yield from _contact(draft)


def base_minutes(draft: Draft, streams: list[Stream]) -> dict[str, int]:
    """Per stream the least minutes of work any of its sessions takes by itself, without travel."""
    found: dict[str, int] = {}
    for stream in streams:
        least: int | None = None
        for day in range(max(0, stream.first), min(stream.last, draft.horizon.days - 1) + 1):
            on = draft.horizon.date(day)
            for slot in stream.slots(on, draft.facts.timetable):
                if draft.days.alone(on, (slot,)):
                    taken = draft.days.minutes_in_work(on, slot)
                    least = taken if least is None else min(least, taken)
            if least == 0:
                break
        found[stream.key] = least or 0
    return found


def floor_of_streams(draft: Draft) -> int:
    """What the appointments and work days that must be held take of work at the least."""
    streams = list(streams_of(draft))
    bases = base_minutes(draft, streams)
    floor = sum(
        stream.lowest * bases[stream.key]
        for stream in streams
        if stream.project is None and "@" not in stream.key
    )
    working = [stream for stream in streams if stream.project is not None]
    if working:
        hours = draft.outline.terms["unpaid-work"].hours or 0
        longest = max(stream.minutes for stream in working)
        floor += -(-60 * hours // longest) * min(bases[stream.key] for stream in working)
    return floor


def offer_groups(draft: Draft) -> bool:
    """Every group part's runs; False where one has none that could be taken."""
    for candidate in draft.outline.parts:
        main = candidate.entry.main
        if main is not None and main.delivery is Delivery.GROUP:
            draft.offer_runs(candidate, candidate.runs)
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "attendance-centre":
            hours = draft.outline.terms[requirement.code].hours or 0
            draft.offer_runs(requirement, centre_runs(requirement, hours))
    return all(draft.runs.values())


def _unpaid_work(draft: Draft) -> Iterator[Stream]:
    """The work days of each project, as long as the hours take at a day a week, and to spare."""
    end = draft.horizon.days - 1
    hours = draft.outline.terms["unpaid-work"].hours or 0
    for project in projects(draft.facts):
        length = longest_day([project])
        last = min(end, 7 * (-(-60 * hours // length) + SPARE_WEEKS))
        kind = "learning" if project.learning else "unpaid-work"
        yield Stream(
            key=f"unpaid-work/{project.id}",
            part="unpaid-work",
            leg="work",
            requirement="unpaid-work",
            kind=kind,
            title=project.name,
            minutes=length,
            lowest=0,
            highest=end,
            givers=(),
            first=FIRST_DAY,
            last=last,
            project=project,
        )


def centre_runs(requirement: Candidate, hours: int) -> Iterator[Run]:
    """Attendance centre runs cut to the hours of the requirement."""
    for run in requirement.runs:
        minutes = run.meetings[0].end - run.meetings[0].start
        count = -(-60 * hours // minutes)
        if len(run.meetings) >= count > 0:
            yield Run(run.id, run.group, run.meetings[:count])


def _appointments(draft: Draft, candidate: Candidate, leg: Leg) -> Stream:
    """A leg of appointments of a programme or intervention."""
    carrier = draft.outline.carrier[candidate.code]
    count = leg_sessions(leg)
    return Stream(
        key=f"{candidate.code}/{leg.id}",
        part=candidate.code,
        leg=leg.id,
        requirement=carrier,
        kind=leg.kind,
        title=leg.title,
        minutes=leg_minutes(draft.facts, leg),
        lowest=count,
        highest=count,
        givers=givers(draft.facts, leg.with_, candidate.code),
        first=FIRST_DAY,
        last=draft.horizon.days - 1,
        stage=leg.stage.value,
        rar=carrier == "rar" and leg.counts,
    )


def _treatment(draft: Draft, requirement: Candidate) -> Iterator[Stream]:
    """The legs of a treatment at each provider that offers it, appointments numbered."""
    code = requirement.code
    end = draft.horizon.days - 1
    own = draft.outline.terms[code].months
    if own:
        end = min(end, draft.horizon.end_of(min(own, draft.horizon.months)))
    for provider in givers(draft.facts, code):
        cadence = next((c for c in provider.cadences if c.requirement == code), None)
        for leg in requirement.entry.legs:
            yield from _treatment_leg(draft, requirement, leg, provider, cadence, end)


def _treatment_leg(
    draft: Draft,
    requirement: Candidate,
    leg: Leg,
    provider: Provider,
    cadence: Cadence | None,
    end: int,
) -> Iterator[Stream]:
    code = requirement.code
    stream = Stream(
        key=f"{code}/{leg.id}@{provider.id}",
        part=code,
        leg=leg.id,
        requirement=code,
        kind=leg.kind,
        title=leg.title,
        minutes=leg_minutes(draft.facts, leg),
        lowest=leg_sessions(leg),
        highest=int(leg.sessions.highest or leg_sessions(leg)) if leg.sessions else 0,
        givers=(provider,),
        first=FIRST_DAY,
        last=end,
        stage=leg.stage.value,
    )
    number, minutes = (
        (cadence.appointments, cadence.minutes)
        if cadence is not None
        else (figure(draft.facts, "treatment", "appointments"), stream.minutes)
    )
    every = cadence_days(draft.facts, code, provider)
    soon = draft.facts.menu.bound("load", "treatment-start-weeks")
    spare = max(0, end - every * (number - 1))
    if soon is not None and soon.highest is not None:
        spare = min(spare, 7 * int(soon.highest))
    if leg.with_ == "court":
        yield from _hearings(draft, stream)
        return
    if leg.stage is not Stage.MAIN:
        yield _beside(stream, leg, number, every, spare)
        return
    for order in range(1, number + 1):
        yield Stream(
            key=f"{code}/{leg.id}#{order}@{provider.id}",
            part=code,
            leg=leg.id,
            requirement=code,
            kind=leg.kind,
            title=leg.title,
            minutes=minutes,
            lowest=1,
            highest=1,
            givers=(provider,),
            first=1 + every * (order - 1),
            last=min(end, spare + every * order),
            order=order,
            stage=Stage.MAIN.value,
        )


def _hearings(draft: Draft, stream: Stream) -> Iterator[Stream]:
    """Monthly court reviews, from the length of requirement on that has them."""
    bound = draft.facts.menu.bound(stream.part, "review-months")
    months = draft.outline.terms[stream.part].months
    if bound is not None and bound.lowest is not None and months and months >= bound.lowest:
        courts = givers(draft.facts, "court")
        yield evolve(stream, givers=courts, lowest=months, highest=months)


def _beside(stream: Stream, leg: Leg, number: int, every: int, spare: int) -> Stream:
    """A leg beside the treatment, on the days its stage can fall on."""
    if leg.stage is Stage.BEFORE:
        return evolve(stream, last=min(stream.last, spare + every))
    if leg.stage is Stage.AFTER:
        return evolve(stream, first=every * (number - 1))
    middle = (number + 1) // 2
    if leg.kind == "three-way":
        return evolve(
            stream,
            first=max(1, every * (middle - 1) - every),
            last=min(stream.last, spare + every * (middle + 1)),
        )
    return stream


def _contact(draft: Draft) -> Iterator[Stream]:
    """The officer's own appointments, and joint reviews where treatment has them."""
    facts = draft.facts
    officers = givers(facts, "officer")
    end = draft.horizon.days - 1
    if officers:
        length = figure(facts, "load", "contact-minutes")
        seen = Stream(
            "contact/appointment",
            "contact",
            "appointment",
            "order",
            "contact",
            "Appointment with the officer",
            length,
            0,
            end,
            officers,
            FIRST_DAY,
            end,
        )
        yield seen
        if draft.outline.imposes("atr"):
            title = "Joint review meeting"
            yield evolve(seen, key="contact/review", leg="review", kind="review", title=title)


def detox_planned(facts: Facts) -> bool:
    """Whether a detox is to be dated: planned, and at home only with somebody there."""
    clinical = facts.case.clinical
    return clinical.detox is Detox.RESIDENTIAL or (
        clinical.detox is Detox.HOME and clinical.someone_at_home is Answer.YES
    )


def offer_detox(draft: Draft) -> None:
    """Start days of a planned detox, before treatment; none where it is not planned."""
    if not detox_planned(draft.facts) or not draft.outline.imposes("atr"):
        return
    for day in range(1, min(43, draft.horizon.days)):
        draft.detox[day] = draft.model.new_bool_var(f"detox from day {day}")


def offer_curfew(draft: Draft) -> range:
    if not draft.outline.imposes("curfew"):
        return range(0)
    terms = draft.outline.terms["curfew"]
    draft.curfew_windows = windows(
        draft.facts, draft.horizon, terms.months or 1, curfew_hours(draft.facts, terms)
    )
    if draft.slack is not None:
        slack = draft.slack
        draft.curfew_windows = {
            weekday: tuple(w for w in found if w.lost <= least_lost(found) + slack)
            for weekday, found in draft.curfew_windows.items()
        }
    for weekday, found in draft.curfew_windows.items():
        for place in range(len(found)):
            draft.curfew[weekday, place] = draft.model.new_bool_var(f"curfew {weekday} {place}")
    morning_after = draft.horizon.end_of(terms.months or 1) + 1
    return range(morning_after + 1)


def least_lost(found: tuple[Window, ...]) -> int:
    """What the least costly window of a weekday takes of work."""
    return min((window.lost for window in found), default=0)
