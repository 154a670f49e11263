"""From people to kinds: those whom no run tells apart are one kind, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from attrs import frozen

from models.population import Person
from optimiser.allocation.arrays import Bools, Figures, Floats, Ints, ints
from optimiser.allocation.beside import Beside
from optimiser.allocation.bundles import Lives
from optimiser.allocation.chains import Chain
from optimiser.allocation.distance import Distanced, distanced
from optimiser.allocation.instance import Instance
from optimiser.allocation.joint import crowded, sequel, side_by_side
from optimiser.allocation.offer import Offer, Programme
from optimiser.allocation.people import Costed, Load, costed
from optimiser.allocation.pricing import Shape, Wanted
from optimiser.allocation.women import Women

Order = tuple[tuple[str, tuple[int, ...]], ...]


@frozen(eq=False)
class Crowd:
    """People as an instance: `kind` says which kind each person is, -1 where nothing is wanted."""

    people: tuple[Person, ...]
    kind: Ints
    instance: Instance
    pricing: Wanted


@frozen(eq=False)
class _Bunch:
    """People of one order and load, and the programmes with the pools that are theirs."""

    order: Order
    load: Load
    rows: Ints
    programmes: tuple[Programme, ...]


def crowd(
    people: Sequence[Person],
    offer: Offer,
    weights: Floats,
    load: Load,
    women: Women | None = None,
    shut: Callable[[Ints, Programme], Bools] | None = None,
) -> Crowd:
    """The people as kinds, priced over what is on offer.

    `shut` says of people, by their place, which runs of a programme they cannot attend besides.
    """
    lives = Lives(people, offer)
    women = women or Women()
    apart = distanced(people, offer, len(offer.pools) + len(women.seats))
    kind = np.full(len(people), -1, dtype=np.int64)
    shapes: list[Shape] = []
    counts: list[int] = []
    for bunch in _bunches(people, offer, load, apart, women):
        wants = [
            _loaded(costed(people, bunch.rows, programme, offer, lives), bunch.load)
            for programme in bunch.programmes
        ]
        if shut is not None:
            for want in wants:
                want.open[shut(bunch.rows, want.programme)] = False
        priority = [
            ints([_priority(people[row], code) for row in bunch.rows.tolist()])
            for code, _ in bunch.order
        ]
        ways = _ways(people, bunch, offer, lives)
        first, number, many = _alike(wants, priority, ways)
        shapes.append(
            Shape(
                ways.of(first),
                len(counts) + np.arange(len(first)),
                tuple(_figures(want)[:, first] for want in wants),
                tuple(want.open[first] for want in wants),
                tuple(units[first] for units in priority),
            )
        )
        kind[bunch.rows] = len(counts) + number
        counts += many
    pricing = Wanted(offer, shapes)
    seats = np.concatenate((offer.seats, women.seats, apart.seats))
    return Crowd(tuple(people), kind, Instance(seats, ints(counts), weights, pricing), pricing)


def _bunches(
    people: Sequence[Person], offer: Offer, load: Load, apart: Distanced, women: Women
) -> Iterator[_Bunch]:
    found: dict[tuple[Order, Load, int, bool], list[int]] = {}
    for row, person in enumerate(people):
        if order := in_order(person):
            own = row if row in apart.pools else -1
            key = (order, load.of(person), own, women.counted(person))
            found.setdefault(key, []).append(row)
    for (order, of, own, counted), rows in found.items():
        programmes = tuple(offer.programme(code) for code, _ in order)
        if counted:
            programmes = tuple(women.programme(programme) for programme in programmes)
        if own >= 0:
            programmes = tuple(apart.programme(own, programme) for programme in programmes)
        yield _Bunch(order, of, ints(rows), programmes)


def _loaded(want: Costed, load: Load) -> Costed:
    """The runs that by themselves put too much on a day or in a week are open to nobody."""
    if not want.programme.fits(load.a_day, load.a_week):
        want.open[:, crowded((want.programme,), load)] = False
    return want


def _chained(bunch: _Bunch) -> bool:
    """Whether each want waits for the one before, and no week could hold too much of two."""
    in_turn = all(place - 1 in after for place, (_, after) in enumerate(bunch.order) if place)
    a_week = sum(programme.most_a_week for programme in bunch.programmes)
    return in_turn and (len(bunch.order) == 1 or a_week <= bunch.load.a_week)


def _ways(people: Sequence[Person], bunch: _Bunch, offer: Offer, lives: Lives) -> Chain | Beside:
    rows = bunch.rows
    if _chained(bunch):
        return Chain(bunch.programmes)
    joints = {}
    for one, other in combinations(range(len(bunch.order)), 2):
        pair = bunch.programmes[one], bunch.programmes[other]
        if one in bunch.order[other][1]:
            joints[one, other] = sequel(*pair, crowded(pair, bunch.load))
        else:
            joints[one, other] = side_by_side(people, rows, *pair, offer, lives, bunch.load)
    three = crowded(bunch.programmes, bunch.load) if len(bunch.order) > 2 else None
    return Beside(bunch.programmes, joints, three)


def in_order(person: Person) -> Order:
    """What a person wants, each after all it waits for; with the places of those."""
    wants = list(person.wants)
    wanted = {want.programme for want in wants}
    placed: list[str] = []
    order = []
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


def _figures(want: Costed) -> Figures:
    """Its measures as one, those of closed runs all alike."""
    figures = np.stack([want.weeks, want.work, want.travel]).astype(np.int32)
    figures[:, ~want.open] = 0
    return figures


def _alike(
    wants: Sequence[Costed], priority: Sequence[Ints], ways: Chain | Beside
) -> tuple[Ints, Ints, list[int]]:
    """The first person of each kind, everybody's kind, and how many are of each."""
    number = len(priority[0])
    figures = [_figures(want) for want in wants]
    kept: dict[bytes, int] = {}
    kind = np.zeros(number, dtype=np.int64)
    first: list[int] = []
    counts: list[int] = []
    for row in range(number):
        key = ways.told(row) + b"".join(
            figure[:, row].tobytes() + want.open[row].tobytes() + units[row].tobytes()
            for figure, want, units in zip(figures, wants, priority, strict=True)
        )
        place = kept.setdefault(key, len(first))
        if place == len(first):
            first.append(row)
            counts.append(0)
        counts[place] += 1
        kind[row] = place
    return ints(first), kind, counts
