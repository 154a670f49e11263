"""What every day of a draft takes: each item's cheapest slots, and the difference a pair makes.

On curfew days the windows met depend on the slots taken, so each way to spend the day is a Boolean
of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.moments import NOON
from optimiser.amounts import curfew_months
from optimiser.attending import Interval
from optimiser.day_plans import Cost, DayPlan, Together
from optimiser.draft import Draft
from optimiser.layouts import Layout, Layouts, shut_out
from optimiser.linear import Expression, Literal, total

Literals = Mapping[str, Sequence[Literal]]
# When a curfew window lies, of which night it is, and whether it is the one.
WindowOn = tuple[Interval, int, Literal]


def lay_out(
    draft: Draft,
    most_a_day: int,
    curfew_days: range,
    *,
    costed: bool = True,
    roughly: bool = False,
) -> None:
    """Say what every day takes, and which things cannot share it.

    `roughly`, each thing keeps clear of the curfew by itself: two in one visit may then be allowed
    that meet it. Without cost that leaves far less to say, and excludes nothing possible.
    """
    layouts = Layouts(draft, most_a_day)
    for day in range(draft.horizon.days):
        items = draft.items(day)
        if not items:
            continue
        layout = layouts.of(day)
        literals = {item: draft.literals(item, day) for item, _ in items}
        if len(items) > most_a_day:
            presences = [draft.presence(n, day) for kind in layout.kinds for n in kind.names]
            draft.model.add(total(presences) <= most_a_day)
        for names in layout.apart:
            _at_most_one(draft, literals, names)
        if roughly:
            _least_lost(draft, day, layout, literals)
        if day in curfew_days and roughly:
            _clear_of_curfew(draft, day, layout, literals)
        elif day in curfew_days:
            _as_plans(draft, day, layouts, layout)
        else:
            _as_sums(draft, day, layouts, layout, literals, costed=costed)


def _at_most_one(draft: Draft, literals: Literals, names: Sequence[str]) -> None:
    draft.model.add_at_most_one([literal for name in names for literal in literals[name]])


def _presence(draft: Draft, names: Sequence[str], day: int) -> Expression:
    """Whether any of these is attended on the day, of which one may be."""
    if len(names) == 1:
        return draft.presence(names[0], day)
    return total(draft.presence(name, day) for name in names)


def _as_sums(
    draft: Draft,
    day: int,
    layouts: Layouts,
    layout: Layout,
    literals: Literals,
    *,
    costed: bool,
) -> None:
    """Each item's own cost, and for a pair of kinds the difference it makes.

    Without `costed` only what cannot share the day is said.
    """
    sums, kinds = layouts.sums(day, layout), layout.kinds
    if costed:
        for kind, (lost, travel) in zip(kinds, sums.own, strict=True):
            for name in kind.names:
                for literal in literals[name]:
                    _cost(draft, literal, lost, travel)
    paired: dict[int, list[Literal]] = {}
    for held in sums.pairs:
        one, other = held.pair
        first, second = kinds[one].names, kinds[other].names
        flexible = first[0] in draft.streams and second[0] in draft.streams
        if held.together is None or (
            flexible and draft.frugal and held.together > (draft.slack or 0)
        ):
            _at_most_one(draft, literals, (*first, *second))
        elif costed and (held.lost or held.travel):
            here, there = _presence(draft, first, day), _presence(draft, second, day)
            both = draft.model.new_bool_var(f"day {day}: {first[0]} + {second[0]}")
            draft.model.add(both >= here + there - 1)
            _together(draft, day, (*first, *second), both)
            paired.setdefault(one, []).append(both)
            paired.setdefault(other, []).append(both)
            _cost(draft, both, held.lost, held.travel)
    for place in sorted(paired):
        # With two attendances a day a kind shares it with one other at most.
        draft.model.add(total(paired[place]) <= _presence(draft, kinds[place].names, day))


def _least_lost(draft: Draft, day: int, layout: Layout, literals: Literals) -> None:
    """Twice what each thing takes of work at the least: a half of what any pair saves is its own.

    With two attendances a day a kind shares it with one other at most.
    """
    on, kinds = draft.horizon.date(day), layout.kinds
    own = [draft.days.alone(on, kind.slots)[0].lost for kind in kinds]
    saved = [0 for _ in kinds]
    for one, other in layout.pairs:
        for way in draft.days.both(on, kinds[one].slots, kinds[other].slots):
            for place in (one, other):
                saved[place] = min(saved[place], way.lost - own[one] - own[other])
    for kind, mine, less in zip(kinds, own, saved, strict=True):
        if least := 2 * mine + less:
            draft.least_lost_twice += [
                (least, literal) for name in kind.names for literal in literals[name]
            ]


def _together(draft: Draft, day: int, names: tuple[str, ...], literal: Literal) -> None:
    draft.pairs.setdefault(day, []).append(Together(names, literal))


def _cost(draft: Draft, literal: Literal, lost: int, travel: int) -> None:
    if lost or travel:
        draft.costs.append(Cost(literal, lost, travel))


def _as_plans(draft: Draft, day: int, layouts: Layouts, layout: Layout) -> None:
    """Every way to spend a curfew day as a Boolean, shut out by the windows it meets."""
    windows, kinds = windows_on(draft, day), layout.kinds
    spent = layouts.ways(day, layout, tuple((window, at) for window, at, _ in windows))
    holding: list[list[Literal]] = [[] for _ in kinds]
    plans: list[DayPlan] = []
    for places, way in spent.ways:
        held = tuple(kinds[place] for place in places)
        names = " + ".join(kind.names[0] for kind in held)
        literal = draft.model.new_bool_var(f"day {day}: {names}")
        plans.append(DayPlan(day, held, way, literal))
        if len(held) > 1:
            _together(draft, day, tuple(name for kind in held for name in kind.names), literal)
        _cost(draft, literal, way.lost, way.travel)
        for place in places:
            holding[place].append(literal)
    draft.plans += plans
    draft.model.add_at_most_one(plan.literal for plan in plans)
    for kind, literals in zip(kinds, holding, strict=True):
        draft.model.add(total(literals) == _presence(draft, kind.names, day))
    _shut_out(draft, plans, windows, spent.met)


def _clear_of_curfew(draft: Draft, day: int, layout: Layout, literals: Literals) -> None:
    """Each kind of thing clear of the windows by itself, where not all of its ways are."""
    draft.under_curfew.add(day)
    windows, kinds = windows_on(draft, day), layout.kinds
    ways = tuple(window for window, _, _ in windows)
    on = draft.horizon.date(day)
    for one, other in layout.pairs:
        if not draft.days.both(on, kinds[one].slots, kinds[other].slots):
            _at_most_one(draft, literals, (*kinds[one].names, *kinds[other].names))
    for kind in kinds:
        held = draft.days.alone(on, kind.slots, ways)
        if any(not way.mask for way in held):
            continue
        plans = [
            DayPlan(day, (kind,), way, draft.model.new_bool_var(f"day {day}: {kind.names[0]}"))
            for way in held
        ]
        draft.plans += plans
        draft.model.add(total(plan.literal for plan in plans) == _presence(draft, kind.names, day))
        nights = [night for _, night, _ in windows]
        _shut_out(draft, plans, windows, shut_out([plan.way.mask for plan in plans], nights))


def _shut_out(
    draft: Draft,
    plans: Sequence[DayPlan],
    windows: Sequence[WindowOn],
    met: Iterable[tuple[tuple[int, ...], tuple[int, ...]]],
) -> None:
    """Ways to spend a day and the windows they meet: of each set, by their places, one."""
    for meeting, bits in met:
        literals = [plans[place].literal for place in meeting]
        draft.model.add_at_most_one(*literals, *(windows[bit][2] for bit in bits))


def windows_on(draft: Draft, day: int) -> list[WindowOn]:
    """The curfew windows that may lie on a day, as minutes after its midnight, and of which night.

    Night 0 begins on the day itself, night -1 on the day before. None begins before noon on the
    day of sentence; a night without any has none.
    """
    found: list[WindowOn] = []
    if not draft.curfew_windows:
        return found
    last = draft.horizon.end_of(curfew_months(draft.facts, draft.outline.terms["curfew"]))
    for offset in (0, -1):
        night = day + offset
        if 0 <= night <= last:
            weekday = draft.horizon.date(night).weekday()
            for place, window in enumerate(draft.curfew_windows[weekday]):
                shifted = (window.start + offset * 1440, window.end + offset * 1440)
                if shifted[1] > 0 and (night or window.start >= NOON):
                    found.append((shifted, offset, draft.curfew[weekday, place]))
    return found
