"""What an outline lets be attended when: the streams, runs, detox days and curfew windows."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.case import Answer, Detox
from models.entry import Delivery, Leg, Stage
from models.facts import Facts
from models.timetable import Run
from optimiser.amounts import curfew_hours, curfew_months, figure, leg_minutes, leg_sessions
from optimiser.bases import base_minutes, floor_of
from optimiser.candidates import Candidate
from optimiser.constraints.attendance import reach_days
from optimiser.courses import treatment_streams
from optimiser.curfew_floor import Floor, floor_of_curfew
from optimiser.draft import Draft
from optimiser.provision import at_avoided_times, givers, leg_givers, projects
from optimiser.streams import FIRST_DAY, Stream, longest_day

SPARE_WEEKS = 8


def offer(draft: Draft) -> bool:
    """Everything an outline holds, on every day it may lie; False where a part has no run."""
    if not offer_groups(draft):
        return False
    streams = list(streams_of(draft))
    bases = base_minutes(draft, streams)
    draft.pressed = any(bases.values())
    for stream in streams:
        draft.offer(stream, bases.get(stream.key, 0), whole=not draft.pressed)
    return True


def streams_of(draft: Draft) -> Iterator[Stream]:
    """The appointments of parts, then treatment, unpaid work and the officer's contact.

    Each keeps clear of the times at which its part is not to be attended, if any.
    """
    avoided = draft.facts.avoided
    for stream in _streams_of(draft):
        yield evolve(stream, avoided=avoided[stream.part]) if stream.part in avoided else stream


def _streams_of(draft: Draft) -> Iterator[Stream]:
    for candidate in draft.outline.parts:
        for leg in candidate.entry.legs:
            if leg.delivery is Delivery.APPOINTMENT:
                yield _appointments(draft, candidate, leg)
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            yield from treatment_streams(draft, requirement)
        elif requirement.entry.stream == "unpaid-work":
            yield from _unpaid_work(draft)
    yield from _contact(draft)


def floor_of_streams(draft: Draft) -> int:
    """What the appointments and work days that must be held take of work at the least."""
    return floor_of(draft, list(streams_of(draft)))


def offer_groups(draft: Draft) -> bool:
    """Every group part's runs; False where one has none that could be taken."""
    for candidate in draft.outline.parts:
        main = candidate.entry.main
        if main is not None and main.delivery is Delivery.GROUP:
            draft.offer_runs(candidate, candidate.runs)
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "attendance-centre":
            hours = draft.outline.terms[requirement.code].hours or 0
            draft.offer_runs(requirement, centre_runs(draft.facts, requirement, hours))
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


def centre_runs(facts: Facts, requirement: Candidate, hours: int) -> Iterator[Run]:
    """Attendance centre runs cut to the hours of the requirement."""
    for run in requirement.runs:
        minutes = run.meetings[0].end - run.meetings[0].start
        count = -(-60 * hours // minutes)
        held = run.meetings[:count]
        if len(held) == count > 0 and not at_avoided_times(facts, requirement.code, held):
            yield Run(run.id, run.group, held)


def _appointments(draft: Draft, candidate: Candidate, leg: Leg) -> Stream:
    """A leg of appointments of a programme or intervention."""
    carrier = draft.outline.carrier[candidate.code]
    count = leg_sessions(leg)
    days = _staged(draft, candidate, leg, count)
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
        givers=leg_givers(draft.facts, leg, candidate.code),
        first=max(FIRST_DAY, days.start),
        last=min(draft.horizon.days, days.stop) - 1,
        stage=leg.stage.value,
        rar=carrier == "rar" and leg.counts,
    )


def _staged(draft: Draft, candidate: Candidate, leg: Leg, sessions: int) -> range:
    """The days the stage of a leg leaves it, whichever of its part's runs is taken."""
    firsts = [draft.horizon.day(run.first) for run in candidate.runs]
    lasts = [draft.horizon.day(run.last) for run in candidate.runs]
    if not candidate.runs or leg.stage is Stage.MAIN:
        return range(draft.horizon.days)
    least = max(1, int(leg.gap_days.lowest or 1)) if leg.gap_days is not None else 1
    reach = reach_days(leg, sessions)
    if leg.stage is Stage.BEFORE:
        return range(min(firsts) - reach, max(firsts) - least + 1)
    if leg.stage is Stage.AFTER:
        return range(min(lasts) + least, max(lasts) + reach + 1)
    return range(min(firsts), max(lasts) + 1)


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
    """The windows of a curfew, if any: with a slack, those with which no week takes too much."""
    if not draft.outline.imposes("curfew"):
        return range(0)
    months, hours, fixed = _imposed(draft)
    if draft.slack is None:
        draft.curfew_windows = draft.days.curfew_windows(
            draft.horizon, months, hours, fixed=fixed
        )
    else:
        draft.curfew_windows = dict(curfew_floor(draft).within(draft.slack))
    for weekday, found in draft.curfew_windows.items():
        for place in range(len(found)):
            draft.curfew[weekday, place] = draft.model.new_bool_var(f"curfew {weekday} {place}")
    morning_after = draft.horizon.end_of(months) + 1
    return range(morning_after + 1)


def curfew_floor(draft: Draft) -> Floor:
    """What the curfew takes of work at the least, beside the groups whose runs are settled."""
    if not draft.outline.imposes("curfew"):
        return Floor(0, {}, {})
    months, hours, fixed = _imposed(draft)
    weeks = draft.days.curfew_weeks(draft.horizon, months, hours, fixed=fixed)
    return floor_of_curfew(draft, weeks, draft.horizon.end_of(months))


def _imposed(draft: Draft) -> tuple[int, int, bool]:
    """The months of the curfew, its hours a day, and whether the court fixed them."""
    terms = draft.outline.terms["curfew"]
    months, hours = curfew_months(draft.facts, terms), curfew_hours(draft.facts, terms)
    return months, hours, draft.outline.fixes_curfew
