"""What one more place at a project or one more appointment with a provider is worth.

Given the groups and the rounds of bookings before: what it leaves to later rounds is not counted.
In the stated sum of prices of groups, of which each requirement is one unit of priority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from models.population import UNPAID_WORK
from models.region import Region
from models.timetable import Project, Provider
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.arrays import ints
from optimiser.allocation.instance import Instance
from optimiser.allocation.search import Effort
from optimiser.allocation.standing import of_week
from planning.booking_lots import Lot
from planning.bookings import Book, Wanted, begun, rounds
from planning.limits import runs_with_pools
from planning.making import Made
from planning.prices import DEAREST, NOTHING, stated, weighed
from planning.seating import all_on_offer
from planning.staging import plainly
from planning.worth_report import GiverPrice

# What whole people may take of each of so many plans, as a part of what they may for one.
SHARE = 0.05


@frozen(eq=False)
class _Priced:
    """A price, and what it was read from: the pools of the giver that one more is added to."""

    price: GiverPrice
    pools: Sequence[int]
    instance: Instance
    found: Allocation


def giver_prices(made: Made, exact: int = DEAREST) -> tuple[GiverPrice, ...]:
    """Projects and providers of which one more is worth anything, the dearest first.

    Of a provider only where appointments a week are stated: else the hours it is open are what is
    short, and an appointment more is at no time.
    """
    found = [one for wanted, book in _rounds(made) for one in _of_round(made, book, wanted)]
    found.sort(key=lambda one: (-one.price.estimate, one.price.giver, one.price.requirements))
    return (
        *(_exact(made, one) for one in found[:exact]),
        *(one.price for one in found[exact:]),
    )


def _rounds(made: Made) -> Iterator[tuple[Sequence[Wanted], Book]]:
    """Each round with the book as it was before it."""
    if not made.plan.rounds:
        return
    region, catalogue = made.region, made.catalogue
    runs = {id: run for id, (run, _) in runs_with_pools(all_on_offer(region, catalogue)).items()}
    book = begun(region, made.admission, made.plan.placements, runs, catalogue, made.asked)
    bookings = {(one.person, one.requirement): one for one in made.plan.bookings}
    for wanted in rounds(made.admission):
        yield wanted, book
        for person, code in wanted:
            if booked := bookings.get((person.reference, code)):
                venue = _named(region, code, booked.giver).venue
                book.keep(person, booked, venue)


def _of_round(made: Made, book: Book, wanted: Sequence[Wanted]) -> Iterator[_Priced]:
    codes = tuple(sorted({code for _, code in wanted}))
    for lot in book.lots(wanted).parts:
        if made.asked.halted():
            return
        instance = evolve(lot.instance, weights=weighed(stated()))
        found = allocate(instance, plainly(instance, None), _effort(made))
        for giver, pools in _pools(lot, codes).items():
            worth = float(found.prices[pools].sum())
            if worth > NOTHING:
                kind = "project" if codes == (UNPAID_WORK,) else "provider"
                name = _named(made.region, codes[0], giver).name
                price = GiverPrice(kind, giver, name, codes, worth)
                yield _Priced(price, pools, instance, found)


def _pools(lot: Lot, codes: tuple[str, ...]) -> dict[str, list[int]]:
    """The pools that one more is added to, by giver: of a provider those of whole weeks."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, number in enumerate(lot.short.tolist()):
        if number >= len(lot.offer.pools):
            # A seat that only one of two people to be kept apart can take is nobody's.
            continue
        pool = lot.offer.pools[number]
        if codes == (UNPAID_WORK,) or of_week(pool.id):
            found[pool.group].append(place)
    return found


def _exact(made: Made, one: _Priced) -> GiverPrice:
    """The price with what one more really changes, and between which bounds that lies."""
    before = one.found
    if made.asked.halted() or before.value is None:
        return one.price
    seats = one.instance.seats.copy()
    seats[ints(one.pools)] += 1
    more = evolve(one.instance, seats=seats)
    after = allocate(more, plainly(more, before), _effort(made))
    assert after.value is not None, "the bookings without the place are bookings with it"
    return evolve(
        one.price,
        exact=before.value - after.value,
        lowest=max(0, before.bound - after.value),
        highest=before.value - after.bound,
    )


def _effort(made: Made) -> Effort:
    return evolve(made.asked.effort, whole=made.asked.whole * SHARE)


def _named(region: Region, code: str, id: str) -> Project | Provider:
    giver = region.project(id) if code == UNPAID_WORK else region.provider(id)
    assert giver is not None, "a plan that was made names givers there are"
    return giver
