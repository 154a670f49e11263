"""The streams of a treatment: its numbered appointments and the legs beside them, by provider."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.entry import Leg, Stage
from models.timetable import Cadence, Provider
from optimiser.amounts import cadence_days, figure, leg_minutes, leg_sessions
from optimiser.candidates import Candidate
from optimiser.draft import Draft
from optimiser.parting import Parts
from optimiser.provision import THEIRS_ALONE, givers
from optimiser.streams import FIRST_DAY, Stream


def treatment_streams(draft: Draft, requirement: Candidate) -> Iterator[Stream]:
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
        givers=_given_by(draft, leg, provider),
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
        yield evolve(stream, lowest=months, highest=months)


def _given_by(draft: Draft, leg: Leg, provider: Provider) -> tuple[Provider, ...]:
    """Whom a leg names: the officer, the court; else the provider of the treatment itself."""
    if leg.with_ in THEIRS_ALONE:
        return givers(draft.facts, leg.with_)
    return (provider,)


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


def halves(draft: Draft) -> Parts:
    """The days a treatment may begin on, the earlier half and the later; nothing without one."""
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            begun = sorted(
                (day, literal.index)
                for stream in draft.of(requirement.code)
                if stream.order == 1
                for day, literal in draft.present(stream.key).items()
            )
            places = [place for _, place in begun]
            middle = len(places) // 2
            return (tuple(places[:middle]), tuple(places[middle:])) if middle else ()
    return ()
