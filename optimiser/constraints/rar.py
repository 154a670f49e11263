"""RAR days are spread over the order where some are one-to-one (a should).

For consecutive RAR days d < d': d' - d <= G = ceil(order days / n) + 7, n the scheduled days:
with one on day d or before and one beyond d + G there is one on d + 1 .. d + G.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from optimiser.draft import Draft
from optimiser.linear import Literal
from optimiser.solve import Solved

# Days that stand together in a clause.
BLOCK = 7


def post(draft: Draft) -> None:
    """One clause a possible RAR day and order length; a longer order allows wider gaps."""
    if _ruled(draft):
        _spread(draft, [draft.departs("rar.spread", "rar")])


def post_kept(draft: Draft) -> None:
    """The same with no departure, on a draft that was asked without."""
    if _ruled(draft):
        _spread(draft, [])


def _ruled(draft: Draft) -> bool:
    """Whether some RAR days are one-to-one, and the rule speaks of so many."""
    single = any(stream.requirement == "rar" for stream in draft.streams.values())
    return single and any(widest(draft, months) for months in _lengths(draft))


def _lengths(draft: Draft) -> range:
    return range(draft.outline.least_months, draft.horizon.months + 1)


def _spread(draft: Draft, departs: list[Literal]) -> None:
    days = range(draft.horizon.days)
    activity = {day: found for day in days if (found := draft.rar_day(day))}
    gaps = {gap: months for months in _lengths(draft) if (gap := widest(draft, months))}
    begun, beyond = _begun(draft, activity), _beyond(draft, activity)
    blocks = _blocks(draft, activity)
    for day in activity:
        for gap, months in gaps.items():
            if day + gap >= draft.horizon.days - 1:
                continue
            draft.model.add_bool_or(
                begun[day].negated(),
                beyond[day + gap].negated(),
                *departs,
                draft.reaches(months + 1),
                *_between(day + 1, day + gap + 1, activity, blocks),
            )


def _blocks(draft: Draft, activity: dict[int, list[Literal]]) -> dict[int, list[Literal]]:
    """By the first of so many days, a Boolean of which one of them must be a RAR day if it is true.

    A clause of a year's days would have hundreds of literals; this way it has some dozens.
    """
    found: dict[int, list[Literal]] = {}
    for start in range(0, draft.horizon.days, BLOCK):
        held = [lit for day in range(start, start + BLOCK) for lit in activity.get(day, [])]
        if len(held) > 1:
            some = draft.model.new_bool_var(f"a RAR day from {start} on")
            draft.model.add_bool_or(some.negated(), *held)
            held = [some]
        found[start] = held
    return found


def _between(
    start: int,
    stop: int,
    activity: dict[int, list[Literal]],
    blocks: dict[int, list[Literal]],
) -> Iterator[Literal]:
    """Literals of which one is true only where a RAR day lies on one of these days."""
    day = start
    while day < stop:
        if day % BLOCK == 0 and day + BLOCK <= stop:
            yield from blocks[day]
            day += BLOCK
        else:
            yield from activity.get(day, ())
            day += 1


def widest(draft: Draft, months: int) -> int | None:
    """The most days between two RAR days in an order of so many months; None where unruled."""
    count = draft.outline.rar_days
    plus = draft.facts.menu.bound("rar", "spread-days")
    if count < 2 or plus is None or plus.highest is None:
        return None
    return -(-(draft.horizon.end_of(months) + 1) // count) + int(plus.highest)


def spread(draft: Draft, solved: Solved) -> bool:
    """Whether the RAR days of a solution lie as near each other as the rule has it."""
    held = [
        day
        for day in range(draft.horizon.days)
        if any(solved.is_true(literal) for literal in draft.rar_day(day))
    ]
    most = widest(draft, solved.worth(draft.months)) if _ruled(draft) else None
    return most is None or all(after - day <= most for day, after in pairwise(held))


def _begun(draft: Draft, activity: dict[int, list[Literal]]) -> dict[int, Literal]:
    """Whether a RAR day lies on each possible day or before it."""
    by_now: dict[int, Literal] = {}
    earlier: Literal | None = None
    for day, held in sorted(activity.items()):
        by_now[day] = draft.model.new_bool_var(f"a RAR day by {day}")
        for literal in held if earlier is None else [*held, earlier]:
            draft.model.add_implication(literal, by_now[day])
        earlier = by_now[day]
    return by_now


def _beyond(draft: Draft, activity: dict[int, list[Literal]]) -> dict[int, Literal]:
    """Whether a RAR day lies after each day."""
    after: dict[int, Literal] = {}
    for day in reversed(range(draft.horizon.days)):
        held = activity.get(day + 1)
        if held is None and day + 1 in after:
            after[day] = after[day + 1]
            continue
        after[day] = draft.model.new_bool_var(f"a RAR day after {day}")
        for literal in held or []:
            draft.model.add_implication(literal, after[day])
        if day + 1 in after:
            draft.model.add_implication(after[day + 1], after[day])
    return after
