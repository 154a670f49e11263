"""Treatment by appointment at one provider, on its cadence, with its stages and reviews.

exactly one provider;  appointment k in [f + e k, f + e (k + 1) - 1];
ceil(5 e / 7) <= gap <= floor(9 e / 7);  before legs < first;  after legs > last;
three-way meetings near the middle and the last appointment;  all inside the requirement;
before and after treatment no leg on a day before one that stands earlier in the catalogue.
"""

from __future__ import annotations

from models.entry import Stage
from optimiser.amounts import cadence_days, days_apart
from optimiser.candidates import Candidate
from optimiser.constraints.attendance import spaced
from optimiser.draft import Draft
from optimiser.linear import Literal, total
from optimiser.streams import Stream

Days = dict[int, Literal]


def post(draft: Draft) -> None:
    """Each treatment requirement at one of its providers."""
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            _at_one_provider(draft, requirement)


def _at_one_provider(draft: Draft, requirement: Candidate) -> None:
    providers: dict[str, list[Stream]] = {}
    for stream in draft.of(requirement.code):
        providers.setdefault(stream.course, []).append(stream)
    used: list[Literal] = []
    for name, streams in providers.items():
        literal = draft.model.new_bool_var(f"{requirement.code} at {name}")
        used.append(literal)
        _course(draft, requirement, streams, literal)
    draft.model.add_exactly_one(used)


def _course(draft: Draft, requirement: Candidate, streams: list[Stream], used: Literal) -> None:
    mains = sorted((s for s in streams if s.stage == "main"), key=lambda s: s.order)
    every = cadence_days(draft.facts, requirement.code, mains[0].givers[0])
    _cadence(draft, mains, every, used)
    first, last = draft.present(mains[0].key), draft.present(mains[-1].key)
    middle = draft.present(mains[(len(mains) + 1) // 2 - 1].key)
    _in_turn(draft, requirement, streams)
    reach = draft.facts.menu.bound("treatment", "three-way-days")
    near = int(reach.highest) if reach is not None and reach.highest is not None else None
    for stream in streams:
        if stream.stage == "main":
            continue
        if stream.kind == "hearing":
            _hearings(draft, stream, used)
            continue
        days = draft.present(stream.key)
        sessions = total(days.values())
        draft.model.add(sessions >= stream.lowest).only_enforce_if(used)
        draft.model.add(sessions <= stream.highest * used)
        leg = next(one for one in requirement.entry.legs if one.id == stream.leg)
        if leg.every_days is not None and stream.highest > 1:
            spaced(draft, stream, leg.every_days)
        for week in {draft.horizon.week(day) for day in days}:
            inside = [lit for day, lit in days.items() if draft.horizon.week(day) == week]
            draft.model.add_at_most_one(inside)
        anchor = None
        if stream.kind == "three-way" and stream.stage != Stage.BEFORE.value:
            anchor = middle if stream.stage == Stage.DURING.value else last
        for held in _singly(draft, stream):
            if stream.stage == Stage.BEFORE.value:
                _no_sooner(draft, held, first, 1)
            elif stream.stage == Stage.AFTER.value:
                _no_sooner(draft, last, held, 1)
            elif stream.stage == Stage.DURING.value:
                _no_sooner(draft, first, held, 0)
                _no_sooner(draft, held, last, 0)
            if anchor is not None and near is not None:
                _no_sooner(draft, anchor, held, -near)
                _no_sooner(draft, held, anchor, -near)


def _in_turn(draft: Draft, requirement: Candidate, streams: list[Stream]) -> None:
    """A leg's session on day d shuts out later days for the legs that stand before it."""
    place = {leg.id: number for number, leg in enumerate(requirement.entry.legs)}
    for stage in (Stage.BEFORE, Stage.AFTER):
        held = [s for s in streams if s.stage == stage.value and s.kind != "hearing"]
        held.sort(key=lambda s: place[s.leg])
        for number, earlier in enumerate(held[:-1]):
            whole = draft.present(earlier.key)
            on_or_after = {} if earlier.highest == 1 else _on_or_after(draft, earlier)
            for later in held[number + 1 :]:
                for one in _singly(draft, later):
                    if earlier.highest == 1:
                        _no_sooner(draft, whole, one, 0)
                    for day in one if on_or_after else ():
                        late = [on_or_after[on] for on in sorted(whole) if on > day][:1]
                        until = (literal for on, literal in one.items() if on <= day)
                        draft.model.add_at_most_one(*until, *late)


def _singly(draft: Draft, stream: Stream) -> list[Days]:
    """The days of a stream of one session; of a stream of several, each day by itself."""
    days = draft.present(stream.key)
    return [days] if stream.highest == 1 else [{day: literal} for day, literal in days.items()]


def _on_or_after(draft: Draft, stream: Stream) -> Days:
    """For each day the stream may lie on, whether some session lies on it or later."""
    days = draft.present(stream.key)
    found: Days = {}
    following: Literal | None = None
    for day in sorted(days, reverse=True):
        found[day] = draft.model.new_bool_var(f"{stream.key} on or after day {day}")
        draft.model.add_implication(days[day], found[day])
        if following is not None:
            draft.model.add_implication(following, found[day])
        following = found[day]
    return found


def _hearings(draft: Draft, stream: Stream, used: Literal) -> None:
    """The court reviews the requirement once in each of its months."""
    days = draft.present(stream.key)
    for number in range(1, stream.lowest + 1):
        month = draft.horizon.month(number)
        heard = [literal for day, literal in days.items() if day in month]
        draft.model.add(total(heard) == used)


def _cadence(draft: Draft, mains: list[Stream], every: int, used: Literal) -> None:
    """Each appointment in its own period from the first, and its own gap from the one before."""
    low, high = days_apart(every)
    first = draft.present(mains[0].key)
    for place, stream in enumerate(mains):
        days = draft.present(stream.key)
        draft.model.add(total(days.values()) == used)
        if place == 0:
            continue
        before = draft.present(mains[place - 1].key)
        _no_sooner(draft, first, days, every * place)
        _no_sooner(draft, days, first, 1 - every * (place + 1))
        _no_sooner(draft, before, days, low)
        _no_sooner(draft, days, before, -high)


def _no_sooner(draft: Draft, earlier: Days, later: Days, gap: int) -> None:
    """What lies on `later` lies at least so many days after what lies on `earlier`.

    Each is at most one session. A clique a day: of the later days up to it and the earlier ones
    too late for any of them, at most one. A day that shuts out no fewer than the next adds nothing.
    """
    days = sorted(later)
    for place, day in enumerate(days):
        too_late = [start for at, start in earlier.items() if at > day - gap]
        following = days[place + 1] if place + 1 < len(days) else None
        if following is not None and not any(day - gap < at <= following - gap for at in earlier):
            continue
        if too_late:
            draft.model.add_at_most_one(*(later[on] for on in days[: place + 1]), *too_late)
