"""From people to kinds: those whom no run tells apart are one kind, however many they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from models.population import Person
from optimiser.allocation.arrays import Figures, Floats, Ints, ints
from optimiser.allocation.chains import Chain
from optimiser.allocation.instance import Instance
from optimiser.allocation.offer import Offer
from optimiser.allocation.people import Costed, Lives, costed
from optimiser.allocation.pricing import Shape, Wanted

Order = tuple[tuple[str, tuple[int, ...]], ...]


@frozen(eq=False)
class Crowd:
    """People as an instance: `kind` says which kind each person is, -1 where nothing is wanted."""

    people: tuple[Person, ...]
    kind: Ints
    orders: tuple[tuple[str, ...], ...]
    instance: Instance


def crowd(
    people: Sequence[Person], offer: Offer, weights: Floats, reach: int | None = None
) -> Crowd:
    """The people as kinds, priced over what is on offer."""
    lives = Lives(people, offer)
    ordered = [in_order(person) for person in people]
    by_order: dict[Order, list[int]] = {}
    for row, order in enumerate(ordered):
        by_order.setdefault(order, []).append(row)
    by_order.pop((), None)
    kind = np.full(len(people), -1, dtype=np.int64)
    shapes: list[Shape] = []
    counts: list[int] = []
    orders: list[tuple[str, ...]] = []
    for order, rows in by_order.items():
        at = ints(rows)
        wants = [
            costed(people, at, offer.programmes[code], offer, lives, reach) for code, _ in order
        ]
        priority = [
            ints([_priority(people[row], code) for row in rows]) for code, _ in order
        ]
        shape, number, many = _shape(order, wants, priority, len(counts))
        kind[at] = number
        shapes.append(shape)
        counts += many
        orders += [tuple(code for code, _ in order)] * len(many)
    pricing = Wanted(offer, shapes)
    instance = Instance(offer.seats, ints(counts), weights, pricing)
    return Crowd(tuple(people), kind, tuple(orders), instance)


def in_order(person: Person) -> Order:
    """What a person wants, each after all it waits for; with the places of those."""
    wants = list(person.wants)
    if len(wants) == 1:
        return ((wants[0].programme, ()),)
    placed: list[str] = []
    order = []
    wanted = {want.programme for want in wants}
    while wants:
        ready = next(
            (want for want in wants if wanted.intersection(want.after) <= set(placed)), wants[0]
        )
        wants.remove(ready)
        after = tuple(sorted(placed.index(code) for code in ready.after if code in placed))
        placed.append(ready.programme)
        order.append((ready.programme, after))
    return tuple(order)


def _priority(person: Person, programme: str) -> int:
    want = person.want(programme)
    assert want is not None
    return want.priority


def _shape(
    order: Order, wants: Sequence[Costed], priority: Sequence[Ints], before: int
) -> tuple[Shape, Ints, list[int]]:
    """The kinds among people of one order: who is which, numbered on, and how many of each."""
    kept: dict[bytes, int] = {}
    number = np.zeros(len(priority[0]), dtype=np.int64)
    first: list[int] = []
    counts: list[int] = []
    figures: list[Figures] = [
        np.stack([want.weeks, want.work, want.travel]).astype(np.int32) for want in wants
    ]
    for figure, want in zip(figures, wants, strict=True):
        figure[:, ~want.open] = 0
    for row in range(len(number)):
        key = b"".join(
            figure[:, row].tobytes() + want.open[row].tobytes() + units[row].tobytes()
            for figure, want, units in zip(figures, wants, priority, strict=True)
        )
        place = kept.get(key)
        if place is None:
            place = kept[key] = len(first)
            first.append(row)
            counts.append(0)
        counts[place] += 1
        number[row] = before + place
    rows = ints(first)
    shape = Shape(
        Chain([want.programme for want in wants]),
        before + np.arange(len(first)),
        tuple(figure[:, rows] for figure in figures),
        tuple(want.open[rows] for want in wants),
        tuple(units[rows] for units in priority),
    )
    return shape, number, counts
