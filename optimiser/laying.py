"""What every day of a draft takes: each item's cheapest slots, and the difference a pair makes.

Items with the same slots that never share a day (the appointments of one treatment, say) stand
together: a pair is of two such kinds of thing, not of two appointments. On curfew days the windows
met depend on the slots taken, so each way to spend the day is a Boolean of its own.
"""

from __future__ import annotations

from itertools import combinations

from optimiser.amounts import curfew_months
from optimiser.attending import Attending, Interval
from optimiser.day_plans import Alike, Cost, DayPlan, Together
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, total

Pair = tuple[Alike, Alike]


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
    for day in range(draft.horizon.days):
        kinds = _kinds(draft, day)
        if not kinds:
            continue
        everything = [draft.presence(item, day) for kind in kinds for item in kind.names]
        if len(everything) > most_a_day:
            draft.model.add(total(everything) <= most_a_day)
        pairs = []
        for kind in kinds:
            if len(kind.names) > 1:
                draft.model.add_at_most_one(_literals(draft, kind, day))
        for one, other in combinations(kinds, 2):
            if most_a_day > 1 and not _keep_apart(draft, one, other, day):
                pairs.append((one, other))
        if roughly:
            _least_lost(draft, day, kinds, pairs)
        if day in curfew_days and roughly:
            _clear_of_curfew(draft, day, kinds, pairs)
        elif day in curfew_days:
            _as_plans(draft, day, kinds, pairs)
        else:
            _as_sums(draft, day, kinds, pairs, costed=costed)


def _kinds(draft: Draft, day: int) -> list[Alike]:
    """The items of a day, those together that have the same slots and can't both be attended."""
    found: list[Alike] = []
    for item, slots in draft.items(day):
        for place, kind in enumerate(found):
            if kind.slots == slots and all(draft.exclusive(item, name) for name in kind.names):
                found[place] = Alike((*kind.names, item), slots)
                break
        else:
            found.append(Alike((item,), slots))
    return found


def _literals(draft: Draft, kind: Alike, day: int) -> list[Literal]:
    return [literal for item in kind.names for literal in draft.literals(item, day)]


def _presence(draft: Draft, kind: Alike, day: int) -> Expression:
    """Whether any of the kind is attended on the day."""
    return total(draft.presence(item, day) for item in kind.names)


def _keep_apart(draft: Draft, one: Alike, other: Alike, day: int) -> bool:
    """Say which of two kinds never share the day; whether that is all of them."""
    apart = [
        (first, second)
        for first in one.names
        for second in other.names
        if draft.exclusive(first, second)
    ]
    if len(apart) == len(one.names) * len(other.names):
        _never_both(draft, one, other, day)
        return True
    for first, second in apart:
        literals = (*draft.literals(first, day), *draft.literals(second, day))
        draft.model.add_at_most_one(*literals)
    return False


def _as_sums(
    draft: Draft, day: int, kinds: list[Alike], pairs: list[Pair], *, costed: bool
) -> None:
    """Each item's own cost, and for a pair of kinds the difference it makes.

    Without `costed` only what cannot share the day is said.
    """
    on = draft.horizon.date(day)
    own: dict[Alike, Attending] = {}
    paired: dict[Alike, list[Literal]] = {kind: [] for kind in kinds}
    for kind in kinds:
        [own[kind]] = draft.days.alone(on, kind.slots)
        for literal in _literals(draft, kind, day) if costed else ():
            _cost(draft, literal, own[kind].lost, own[kind].travel)
    for one, other in pairs:
        together = draft.days.both(on, one.slots, other.slots)
        if not together:
            _never_both(draft, one, other, day)
            continue
        [way] = together
        lost = way.lost - own[one].lost - own[other].lost
        travel = way.travel - own[one].travel - own[other].travel
        flexible = one.names[0] in draft.streams and other.names[0] in draft.streams
        if flexible and draft.frugal and way.lost > (draft.slack or 0):
            _never_both(draft, one, other, day)
        elif costed and (lost or travel):
            first, second = _presence(draft, one, day), _presence(draft, other, day)
            both = draft.model.new_bool_var(f"day {day}: {one.names[0]} + {other.names[0]}")
            draft.model.add(both >= first + second - 1)
            paired[one].append(both)
            _together(draft, day, (one, other), both)
            paired[other].append(both)
            _cost(draft, both, lost, travel)
    for kind, literals in paired.items():
        # With two attendances a day a kind shares it with one other at most.
        if literals:
            draft.model.add(total(literals) <= _presence(draft, kind, day))


def _least_lost(draft: Draft, day: int, kinds: list[Alike], pairs: list[Pair]) -> None:
    """Twice what each thing takes of work at the least: a half of what any pair saves is its own.

    With two attendances a day a kind shares it with one other at most.
    """
    on = draft.horizon.date(day)
    own = {kind: draft.days.alone(on, kind.slots)[0].lost for kind in kinds}
    saved = dict.fromkeys(kinds, 0)
    for one, other in pairs:
        for way in draft.days.both(on, one.slots, other.slots):
            for kind in (one, other):
                saved[kind] = min(saved[kind], way.lost - own[one] - own[other])
    for kind in kinds:
        if least := 2 * own[kind] + saved[kind]:
            draft.least_lost_twice += [(least, lit) for lit in _literals(draft, kind, day)]


def _never_both(draft: Draft, one: Alike, other: Alike, day: int) -> None:
    draft.model.add_at_most_one(*_literals(draft, one, day), *_literals(draft, other, day))


def _together(draft: Draft, day: int, kinds: tuple[Alike, ...], literal: Literal) -> None:
    names = tuple(name for kind in kinds for name in kind.names)
    draft.pairs.setdefault(day, []).append(Together(names, literal))


def _cost(draft: Draft, literal: Literal, lost: int, travel: int) -> None:
    if lost or travel:
        draft.costs.append(Cost(literal, lost, travel))


def _as_plans(draft: Draft, day: int, kinds: list[Alike], pairs: list[Pair]) -> None:
    """Every way to spend a curfew day as a Boolean, shut out by the windows it meets."""
    windows = windows_on(draft, day)
    ways = tuple(window for window, _, _ in windows)
    on = draft.horizon.date(day)
    holding: dict[Alike, list[Literal]] = {kind: [] for kind in kinds}
    plans: list[DayPlan] = []
    chosen: list[tuple[tuple[Alike, ...], tuple[Attending, ...]]] = [
        ((kind,), draft.days.alone(on, kind.slots, ways)) for kind in kinds
    ]
    chosen += [
        ((one, other), draft.days.both(on, one.slots, other.slots, ways)) for one, other in pairs
    ]
    for held, attendings in chosen:
        for way in attendings:
            names = " + ".join(kind.names[0] for kind in held)
            literal = draft.model.new_bool_var(f"day {day}: {names}")
            plans.append(DayPlan(day, held, way, literal))
            if len(held) > 1:
                _together(draft, day, held, literal)
            _cost(draft, literal, way.lost, way.travel)
            for kind in held:
                holding[kind].append(literal)
    draft.plans += plans
    draft.model.add_at_most_one(plan.literal for plan in plans)
    for kind, literals in holding.items():
        draft.model.add(total(literals) == _presence(draft, kind, day))
    for night in (0, -1):
        bits = [(bit, lit) for bit, (_, at, lit) in enumerate(windows) if at == night]
        _shut_out(draft, plans, bits)


def _clear_of_curfew(draft: Draft, day: int, kinds: list[Alike], pairs: list[Pair]) -> None:
    """Each kind of thing clear of the windows by itself, where not all of its ways are."""
    draft.under_curfew.add(day)
    windows = windows_on(draft, day)
    ways = tuple(window for window, _, _ in windows)
    on = draft.horizon.date(day)
    for one, other in pairs:
        if not draft.days.both(on, one.slots, other.slots):
            _never_both(draft, one, other, day)
    for kind in kinds:
        held = draft.days.alone(on, kind.slots, ways)
        if any(not way.mask for way in held):
            continue
        plans = [
            DayPlan(day, (kind,), way, draft.model.new_bool_var(f"day {day}: {kind.names[0]}"))
            for way in held
        ]
        draft.plans += plans
        draft.model.add(total(plan.literal for plan in plans) == _presence(draft, kind, day))
        for night in (0, -1):
            bits = [(bit, lit) for bit, (_, at, lit) in enumerate(windows) if at == night]
            _shut_out(draft, plans, bits)


def _shut_out(draft: Draft, plans: list[DayPlan], windows: list[tuple[int, Literal]]) -> None:
    """Of the ways to spend the day and the windows of one night that all of them meet, one.

    A day is spent in one way and a night has one window, so whole sets shut each other out.
    """
    masks = {plan.way.mask & sum(1 << bit for bit, _ in windows) for plan in plans}
    sets = set(masks)
    while found := {one & other for one in sets for other in masks} - sets:
        sets |= found
    for met in sorted(sets - {0}):
        meeting = [plan.literal for plan in plans if plan.way.mask & met == met]
        draft.model.add_at_most_one(*meeting, *(lit for bit, lit in windows if met >> bit & 1))


def windows_on(draft: Draft, day: int) -> list[tuple[Interval, int, Literal]]:
    """The curfew windows that may lie on a day, as minutes after its midnight, and of which night.

    Night 0 begins on the day itself, night -1 on the day before.
    """
    found: list[tuple[Interval, int, Literal]] = []
    if not draft.curfew_windows:
        return found
    last = draft.horizon.end_of(curfew_months(draft.facts, draft.outline.terms["curfew"]))
    for offset in (0, -1):
        night = day + offset
        if 0 <= night <= last:
            weekday = draft.horizon.date(night).weekday()
            for place, window in enumerate(draft.curfew_windows[weekday]):
                shifted = (window.start + offset * 1440, window.end + offset * 1440)
                if shifted[1] > 0:
                    found.append((shifted, offset, draft.curfew[weekday, place]))
    return found
