"""What every day of a draft takes: each item's cheapest slots, and the difference a pair makes.

On curfew days the windows met depend on the slots taken, so each way to spend the day is a Boolean
of its own.
"""

from __future__ import annotations

from itertools import combinations

from optimiser.days import Attending, Interval
from optimiser.draft import Cost, DayPlan, Draft, Item
from optimiser.linear import Literal, total


def lay_out(draft: Draft, most_a_day: int, curfew_days: range, *, costed: bool = True) -> None:
    """Say what every day takes, and which things cannot share it."""
    for day in range(draft.horizon.days):
        items = list(draft.items(day))
        if not items:
            continue
        everything = [draft.presence(item, day) for item, _ in items]
        if len(items) > most_a_day:
            draft.model.add(total(everything) <= most_a_day)
        pairs = [
            ((one, slots), (other, others))
            for (one, slots), (other, others) in combinations(items, 2)
        ]
        if day in curfew_days:
            _as_plans(draft, day, items, pairs if most_a_day > 1 else [])
        else:
            _as_sums(draft, day, items, pairs if most_a_day > 1 else [], costed=costed)


def _as_sums(
    draft: Draft, day: int, items: list[Item], pairs: list[tuple[Item, Item]], *, costed: bool
) -> None:
    """Each item's own cost, and for a pair the difference it makes.

    Without `costed` only what cannot share the day is said.
    """
    on = draft.horizon.date(day)
    own: dict[str, Attending] = {}
    paired: dict[str, list[Literal]] = {item: [] for item, _ in items}
    for item, slots in items:
        [own[item]] = draft.days.alone(on, slots)
        for literal in draft.literals(item, day) if costed else ():
            _cost(draft, literal, own[item].lost, own[item].travel)
    for (one, slots), (other, others) in pairs:
        if draft.exclusive(one, other):
            _never_both(draft, one, other, day)
            continue
        together = draft.days.both(on, slots, others)
        if not together:
            _never_both(draft, one, other, day)
            continue
        [way] = together
        lost = way.lost - own[one].lost - own[other].lost
        travel = way.travel - own[one].travel - own[other].travel
        flexible = one in draft.streams and other in draft.streams
        if flexible and draft.frugal and way.lost > (draft.slack or 0):
            _never_both(draft, one, other, day)
        elif costed and (lost or travel):
            first, second = draft.presence(one, day), draft.presence(other, day)
            both = draft.model.new_bool_var(f"day {day}: {one} + {other}")
            draft.model.add(both >= first + second - 1)
            paired[one].append(both)
            paired[other].append(both)
            _cost(draft, both, lost, travel)
    for item, literals in paired.items():
        # With two attendances a day an item shares it with one other at most.
        draft.model.add(total(literals) <= draft.presence(item, day))


def _never_both(draft: Draft, one: str, other: str, day: int) -> None:
    draft.model.add_at_most_one(*draft.literals(one, day), *draft.literals(other, day))


def _cost(draft: Draft, literal: Literal, lost: int, travel: int) -> None:
    if lost or travel:
        draft.costs.append(Cost(literal, lost, travel))


def _as_plans(draft: Draft, day: int, items: list[Item], pairs: list[tuple[Item, Item]]) -> None:
    """Every way to spend a curfew day as a Boolean, shut out by the windows it meets."""
    windows = _windows(draft, day)
    ways = tuple(windows)
    on = draft.horizon.date(day)
    holding: dict[str, list[Literal]] = {item: [] for item, _ in items}
    plans: list[DayPlan] = []
    chosen: list[tuple[tuple[str, ...], tuple[Attending, ...]]] = [
        ((item,), draft.days.alone(on, slots, ways)) for item, slots in items
    ]
    chosen += [
        ((one, other), draft.days.both(on, slots, others, ways))
        for (one, slots), (other, others) in pairs
        if not draft.exclusive(one, other)
    ]
    for names, attendings in chosen:
        for way in attendings:
            literal = draft.model.new_bool_var(f"day {day}: {' + '.join(names)}")
            plans.append(DayPlan(day, names, way, literal))
            _cost(draft, literal, way.lost, way.travel)
            for name in names:
                holding[name].append(literal)
    draft.plans += plans
    draft.model.add_at_most_one(plan.literal for plan in plans)
    for item, literals in holding.items():
        draft.model.add(total(literals) == draft.presence(item, day))
    for bit, window in enumerate(windows.values()):
        meeting = [plan.literal for plan in plans if plan.way.mask >> bit & 1]
        if meeting:
            draft.model.add_at_most_one(*meeting, window)


def _windows(draft: Draft, day: int) -> dict[Interval, Literal]:
    """The curfew windows that may lie on a day, as minutes after its midnight."""
    found: dict[Interval, Literal] = {}
    imposed = draft.outline.terms["curfew"].months or 1
    for offset in (0, -1):
        night = day + offset
        if 0 <= night <= draft.horizon.end_of(imposed):
            weekday = draft.horizon.date(night).weekday()
            for place, window in enumerate(draft.curfew_windows[weekday]):
                shifted = (window.start + offset * 1440, window.end + offset * 1440)
                if shifted[1] > 0:
                    found[shifted] = draft.curfew[weekday, place]
    return found
