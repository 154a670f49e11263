"""Treatment by appointment at one provider, on its cadence, with its stages and reviews.

exactly one provider;  appointment k in [f + e k, f + e (k + 1) - 1];
ceil(5 e / 7) <= gap <= floor(9 e / 7);  before legs < first;  after legs > last;
three-way meetings near the middle and the last appointment;  all inside the requirement.
"""

from __future__ import annotations

from models.entry import Stage
from optimiser.amounts import cadence_days
from optimiser.candidates import Candidate
from optimiser.constraints.attendance import spaced
from optimiser.draft import Draft
from optimiser.linear import Literal, total
from optimiser.streams import Stream


def post(draft: Draft) -> None:
    """Each treatment requirement at one of its providers."""
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            _at_one_provider(draft, requirement)


def _at_one_provider(draft: Draft, requirement: Candidate) -> None:
    providers: dict[str, list[Stream]] = {}
    for stream in draft.of(requirement.code):
        providers.setdefault(stream.key.rpartition("@")[2], []).append(stream)
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
    reach = draft.facts.menu.bound("treatment", "three-way-days")
    near = int(reach.highest) if reach is not None and reach.highest is not None else None
    for stream in streams:
        if stream.stage == "main":
            continue
        if stream.kind == "hearing":
            _hearings(draft, stream, used)
            continue
        days = draft.present(stream.key)
        held = total(days.values())
        draft.model.add(held >= stream.lowest).only_enforce_if(used)
        draft.model.add(held <= stream.highest * used)
        leg = next(one for one in requirement.entry.legs if one.id == stream.leg)
        if leg.every_days is not None and stream.highest > 1:
            spaced(draft, stream, leg.every_days)
        for week in {draft.horizon.week(day) for day in days}:
            inside = [lit for day, lit in days.items() if draft.horizon.week(day) == week]
            draft.model.add_at_most_one(inside)
        for day, literal in days.items():
            if stream.stage == Stage.BEFORE.value:
                draft.model.add_at_most_one(
                    literal, *(start for at, start in first.items() if at <= day)
                )
            elif stream.stage == Stage.AFTER.value:
                draft.model.add_at_most_one(
                    literal, *(end for at, end in last.items() if at >= day)
                )
            anchor = None
            if stream.kind == "three-way" and stream.stage != Stage.BEFORE.value:
                anchor = middle if stream.stage == Stage.DURING.value else last
            if anchor is not None and near is not None:
                close = [lit for at, lit in anchor.items() if abs(at - day) <= near]
                draft.model.add_bool_or(*close, literal.negated())
            if stream.stage == Stage.DURING.value:
                draft.model.add_at_most_one(
                    literal, *(start for at, start in first.items() if at > day)
                )
                draft.model.add_at_most_one(literal, *(end for at, end in last.items() if at < day))


def _hearings(draft: Draft, stream: Stream, used: Literal) -> None:
    """The court reviews the requirement once in each of its months."""
    days = draft.present(stream.key)
    for number in range(1, stream.lowest + 1):
        month = draft.horizon.month(number)
        heard = [literal for day, literal in days.items() if day in month]
        draft.model.add(total(heard) == used)


def _cadence(draft: Draft, mains: list[Stream], every: int, used: Literal) -> None:
    """Each appointment in its own period from the first, and its own gap from the one before.

    Written as cliques: of the appointments up to a day and the firsts too late for any of them, at
    most one; and the same from that day on.
    """
    low, high = -(-5 * every // 7), 9 * every // 7
    first = draft.present(mains[0].key)
    for place, stream in enumerate(mains):
        days = draft.present(stream.key)
        draft.model.add(total(days.values()) == used)
        if place == 0:
            continue
        _apart(draft, first, days, every * place, every * (place + 1) - 1)
        _apart(draft, draft.present(mains[place - 1].key), days, low, high)


def _apart(
    draft: Draft, earlier: dict[int, Literal], later: dict[int, Literal], low: int, high: int
) -> None:
    """What lies on `later` lies `low` to `high` days after what lies on `earlier`."""
    for day in later:
        too_late = [literal for at, literal in earlier.items() if at > day - low]
        too_soon = [literal for at, literal in earlier.items() if at < day - high]
        if too_late:
            draft.model.add_at_most_one(
                *too_late, *(literal for on, literal in later.items() if on <= day)
            )
        if too_soon:
            draft.model.add_at_most_one(
                *too_soon, *(literal for on, literal in later.items() if on >= day)
            )
