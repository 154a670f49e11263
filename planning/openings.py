"""Which group to open next: weekday, time, venue and programme, optimised and not guessed.

A candidate is a group of the region held on other days or somewhere else (`candidates`). What each
can bring at most is known by the prices of seats (`promising`): candidates are solved, the most
promising first, until none of the rest can bring more than the best one has.
"""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from models.changes import AddGroup
from models.region import Region
from planning.anew import Summed, summed
from planning.candidates import candidates
from planning.making import Made
from planning.promising import promised
from planning.worth_report import Opening, Openings

# Programmes looked at: those whose seats are worth most.
PROGRAMMES = 2
# Candidates solved at most; what the others could bring is told with the answer.
SOLVED = 24
# And where the plan without them is not proved: what is open there is open to each of them, so that
# no bound says which to leave out.
UNSURE = 12


def which_next(made: Made, number: int = 1) -> Openings:
    """The groups to open, one after another, each the best that is left."""
    region, looked_at, solved, gain = made.region, 0, 0, 0
    groups: list[Opening] = []
    most = 0
    for place in range(number):
        found = _best(made, region, place)
        looked_at, solved = looked_at + found.looked_at, solved + found.solved
        most += found.most
        if found.chosen is None:
            break
        gain += found.chosen.gain or 0
        groups += [found.chosen, *found.others]
        region = found.region
    return Openings(number, looked_at, solved, gain, most, tuple(groups))


@frozen(eq=False)
class Found:
    """The best group to open, the region with it, and the others that were looked at.

    Where none is chosen, none was found that gains anything.
    """

    chosen: Opening | None
    region: Region
    others: tuple[Opening, ...]
    looked_at: int
    solved: int
    most: int


def _best(made: Made, region: Region, place: int) -> Found:
    """The candidates in the order of what they can bring at most, solved until one stands."""
    before = summed(made, region)
    if made.asked.halted():
        return Found(None, region, (), 0, 0, 0)
    offers = list(candidates(region, place, _dearest(made, before)))
    bounds = promised(made, region, offers, before, before)
    gains: dict[str, tuple[int, int]] = {}
    best = 0
    solved = SOLVED if before.bound >= before.value else UNSURE
    while len(gains) < solved and not made.asked.halted():
        left = [group for group in offers if group.id not in gains]
        group = max(left, key=lambda group: (bounds[group.id], group.id), default=None)
        if group is None or bounds[group.id] <= best:
            break
        after = summed(made, AddGroup(group).apply(region))
        made.asked.advance(1)
        # More than this it cannot bring, whichever of the two plans could still be better. Nor
        # less than nothing: the plan without it is a plan with it.
        gains[group.id] = max(0, before.value - after.value), before.value - after.bound
        bounds[group.id] = min(bounds[group.id], gains[group.id][1])
        best = max(best, gains[group.id][0])
        # With a group there seats are worth less, so that its like promise less at those prices.
        like = [one for one in left if (one.programme, one.venue) == (group.programme, group.venue)]
        again = promised(made, region, like, before, after)
        bounds |= {id: min(bounds[id], most) for id, most in again.items()}
    ranked = sorted(offers, key=lambda group: (-bounds[group.id], group.id))
    unsolved = [bounds[group.id] for group in ranked if group.id not in gains]
    most = max([best, *unsolved, *(most for _, most in gains.values())])
    if best <= 0:
        return Found(None, region, (), len(offers), len(gains), most)
    chosen = max(gains, key=lambda id: (gains[id][0], id))
    told = [
        Opening(group.id, group.programme, group.venue, group.slots, group.places,
                bounds[group.id], gains[group.id][0] if group.id in gains else None,
                group.id == chosen)
        for group in ranked
    ]  # fmt: skip
    by_id = {group.id: group for group in offers}
    return Found(
        next(one for one in told if one.chosen),
        AddGroup(by_id[chosen]).apply(region),
        tuple(one for one in told if not one.chosen and one.gain is not None),
        len(offers),
        len(gains),
        most,
    )


def _dearest(made: Made, before: Summed) -> tuple[str, ...]:
    """The programmes whose seats are worth most; else those most people wait for.

    Where two people are kept apart, the seat that only one of them can take is no group's.
    """
    worth: Counter[str] = Counter()
    for lot in before.lots:
        programme = {group.id: group.programme for group in lot.part.groups}
        prices = lot.found.prices.tolist()
        for pool, price in zip(lot.part.offer.pools, prices, strict=False):
            worth[programme[pool.group]] += price * pool.seats
    dear = [code for code, value in worth.most_common() if value > 0]
    waited_for = Counter(one.programme for one in made.plan.unplaced)
    waiting = [code for code, _ in waited_for.most_common() if code in worth]
    return tuple(dict.fromkeys((*dear, *waiting)))[:PROGRAMMES]
