"""What a course of treatment costs at the least, with the weekly contact it stands in for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from optimiser.bounds.scale import NEVER, encode


@frozen
class Weekly:
    """Twice the cost of a contact in each first week, were one needed, and who else may stand in.

    `before`, `during` and `after` are the sessions of other legs under the requirement, each of
    which can stand in for one contact.
    """

    costs: tuple[int, ...] = ()
    before: int = 0
    during: int = 0
    after: int = 0

    def dearest(self, weeks: Sequence[int], number: int) -> int:
        """What so many sessions of other legs can save of these weeks at the most."""
        return sum(sorted(weeks, reverse=True)[:number])


def course(mains: Sequence[Mapping[int, int]], every: int, weekly: Weekly) -> tuple[int, int]:
    """Twice the least cost of appointments at their cadence, and the earliest last day.

    Appointment k lies in the k-th period of `every` days from the first; consecutive ones
    ceil(5 every / 7) to floor(9 every / 7) days apart; the wait for the first counts.
    """
    low, high = -(-5 * every // 7), 9 * every // 7
    best, last = NEVER, 0
    needed = [0]
    for cost in weekly.costs:
        needed.append(needed[-1] + min(cost, NEVER))
    many = len(weekly.costs)

    def week(day: int) -> int:
        return min(day // 7, many)

    for first, own in sorted(mains[0].items()):
        opening = list(weekly.costs[: week(first)])
        start = needed[week(first)] - weekly.dearest(opening, weekly.before)
        reached = {first: start + own + 2 * encode(0, 0, first)}
        for place, costs in enumerate(mains[1:], start=1):
            following: dict[int, int] = {}
            for day in range(first + every * place, first + every * (place + 1)):
                if day not in costs:
                    continue
                before = min(
                    (
                        paid + max(0, needed[week(day)] - needed[min(week(at) + 1, many)])
                        for at in range(day - high, day - low + 1)
                        if (paid := reached.get(at)) is not None
                    ),
                    default=NEVER,
                )
                if before < NEVER:
                    following[day] = before + costs[day]
            reached = following
            if not reached:
                break
        for day, paid in sorted(reached.items()):
            tail = list(weekly.costs[min(week(day) + 1, many) :])
            total = paid + sum(tail) - weekly.dearest(tail, weekly.after)
            total -= weekly.dearest(weekly.costs, weekly.during)
            if total < best:
                best, last = total, day
    return best, last
