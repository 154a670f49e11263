"""From an outline to its draft: what may be attended when, then every family of constraints."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.case import Answer, Detox
from models.dated import Bound
from models.entry import Delivery, Leg, Stage
from models.facts import Facts
from models.timetable import Cadence, Provider, Run
from optimiser.candidates import (
    Candidate,
    givers,
    leg_minutes,
    leg_sessions,
    longest_months,
    projects,
)
from optimiser.constraints import (
    attendance,
    contact,
    curfew,
    detox,
    load,
    months,
    rar,
    sequence,
    treatment,
    unpaid_work,
)
from optimiser.curfew import windows
from optimiser.days import Days
from optimiser.draft import Draft, Losing
from optimiser.horizon import Horizon
from optimiser.outline import Outline
from optimiser.streams import Stream, longest_day

SPARE_WEEKS = 8
FAMILIES = (
    months.post,
    load.post,
    attendance.post,
    treatment.post,
    detox.post,
    contact.post,
    unpaid_work.post,
    rar.post,
    sequence.post,
    curfew.post,
)


def build(
    facts: Facts,
    outline: Outline,
    days: Days,
    losing: Losing = Losing.ANYTHING,
    *,
    costed: bool = True,
) -> Draft | None:
    """The draft of an outline; None where a part has no run it could take.

    Without `costed` it holds what is possible, and not what it loses or travels.
    """
    draft = Draft(facts, outline, horizon_of(facts, outline), days, losing)
    if not _offer(draft):
        return None
    _offer_detox(draft)
    curfew_days = _offer_curfew(draft)
    if curfew_days and not all(draft.curfew_windows.values()):
        return None
    draft.lay_out(load.most_a_day(facts), curfew_days, costed=costed)
    for post in FAMILIES:
        post(draft)
    return draft


def horizon_of(facts: Facts, outline: Outline) -> Horizon:
    """As long an order as anything in the outline could need, within the longest lawful."""
    longest = Horizon(facts.today, longest_months(facts))
    needed = outline.least_months
    for candidate in (*outline.parts, *outline.requirements):
        for run in candidate.runs:
            last = longest.day(run.last) + _tail(candidate)
            needed = max(needed, longest.month_of(min(last, longest.days - 1)))
    hours = outline.terms["unpaid-work"].hours if outline.imposes("unpaid-work") else None
    if hours:
        weeks = -(-60 * hours // longest_day(projects(facts))) + 8
        needed = max(needed, longest.month_of(min(7 * weeks, longest.days - 1)))
    if outline.rar_days:
        needed = max(needed, longest.month_of(min(7 * outline.rar_days + 28, longest.days - 1)))
    row = facts.menu.band("rar", "order-months", ogrs=facts.case.assessments.ogrs3)
    if outline.imposes("rar") and row is not None and isinstance(row.value, Bound):
        needed = max(needed, int(row.value.lowest or 0))
    sentence = facts.case.sentence
    if sentence.months or sentence.supervision_months:
        return longest
    return Horizon(facts.today, min(longest.months, needed))


def _tail(candidate: Candidate) -> int:
    """Days the legs after the main one may need: their gaps, a week a session and two to spare."""
    after = [leg for leg in candidate.entry.legs if leg.stage is Stage.AFTER]
    gaps = sum(int(leg.gap_days.lowest or 0) for leg in after if leg.gap_days is not None)
    sessions = sum(leg_sessions(leg) for leg in after)
    return gaps + 7 * sessions + (14 if sessions else 0)


def _offer(draft: Draft) -> bool:
    outline = draft.outline
    if not _offer_groups(draft):
        return False
    for candidate in outline.parts:
        for leg in candidate.entry.legs:
            if leg.delivery is Delivery.APPOINTMENT:
                draft.offer(_appointments(draft, candidate, leg))
    for requirement in outline.requirements:
        if requirement.entry.stream == "treatment":
            for stream in _treatment(draft, requirement):
                draft.offer(stream)
        elif requirement.entry.stream == "unpaid-work":
            for stream in _unpaid_work(draft):
                draft.offer(stream)
    for stream in _contact(draft):
        draft.offer(stream)
    return True


def _offer_groups(draft: Draft) -> bool:
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
            first=0,
            last=last,
            project=project,
        )


def groups_only(
    facts: Facts, outline: Outline, days: Days
) -> Draft | None:
    """A draft of the group runs alone: what it loses, every draft of the outline loses."""
    draft = Draft(facts, outline, horizon_of(facts, outline), days)
    if not _offer_groups(draft):
        return None
    draft.lay_out(load.most_a_day(facts), range(0))
    for post in (months.post, attendance.post):
        post(draft)
    return draft


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
        first=0 if carrier != "rar" else 1,
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
        first=1,
        last=end,
        stage=leg.stage.value,
    )
    default = draft.facts.menu.bound("treatment", "appointments")
    usual = int(default.highest or 12) if default is not None else 12
    number = cadence.appointments if cadence is not None else usual
    minutes = cadence.minutes if cadence is not None else stream.minutes
    every = cadence.every_days if cadence is not None else 14
    spare = max(0, end - every * (number - 1))
    if leg.stage is not Stage.MAIN:
        if leg.with_ != "court":
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
    minutes = facts.menu.bound("load", "contact-minutes")
    length = int(minutes.highest or 30) if minutes is not None else 30
    if officers:
        yield Stream("contact/appointment", "contact", "appointment", "order", "contact",
                     "Appointment with the officer", length, 0, end, officers, 1, end)
        if draft.outline.imposes("atr"):
            yield Stream("contact/review", "contact", "review", "order", "review",
                         "Joint review meeting", length, 0, end, officers, 1, end)


def _offer_detox(draft: Draft) -> None:
    """Start days of a planned detox, before treatment; none where it is not planned."""
    clinical = draft.facts.case.clinical
    planned = clinical.detox is Detox.RESIDENTIAL or (
        clinical.detox is Detox.HOME and clinical.someone_at_home is Answer.YES
    )
    if not planned or not draft.outline.imposes("atr"):
        return
    for day in range(1, min(43, draft.horizon.days)):
        draft.detox[day] = draft.model.new_bool_var(f"detox from day {day}")


def _offer_curfew(draft: Draft) -> range:
    if not draft.outline.imposes("curfew"):
        return range(0)
    terms = draft.outline.terms["curfew"]
    draft.curfew_windows = windows(
        draft.facts, draft.horizon, terms.months or 1, terms.hours_a_day or 12
    )
    if draft.losing is not Losing.ANYTHING:
        draft.curfew_windows = {
            weekday: tuple(window for window in found if not window.lost)
            for weekday, found in draft.curfew_windows.items()
        }
    for weekday, found in draft.curfew_windows.items():
        for place in range(len(found)):
            draft.curfew[weekday, place] = draft.model.new_bool_var(f"curfew {weekday} {place}")
    return range(draft.horizon.end_of(terms.months or 1) + 1)
