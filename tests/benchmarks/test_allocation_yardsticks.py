"""The reader of others' instances, and its pricing, held against every choice there is."""

import gzip
import json
import random
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

from benchmarks.yardsticks import parsed, read
from optimiser.allocation.allocate import allocate

TINY = Path(__file__).parent / "data" / "tiny-sectioning.json"


def every_choice(data, courses):
    """The lawful sets of groups of somebody who asks for these courses."""
    for configurations in product(*(data["courses"][course] for course in courses)):
        subparts = [subpart for configuration in configurations for subpart in configuration]
        for groups in product(*subparts):
            parents = {data["groups"][group]["parent"] for group in groups} - {None}
            if parents <= set(groups):
                yield groups


def clashes(data, groups):
    pairs = {frozenset(pair) for pair in data["conflict_pairs"]}
    return sum(frozenset(pair) in pairs for pair in combinations(groups, 2))


def best(data):
    """The fewest clashes of all plans, by going through every one; None where none is possible."""
    everybody = [
        [(groups, clashes(data, groups)) for groups in every_choice(data, courses)]
        for courses in data["persons"].values()
    ]
    free = {id: group["capacity"] for id, group in data["groups"].items()}
    return fewest(everybody, {id: 99 if seats is None else seats for id, seats in free.items()})


def fewest(everybody, free):
    if not everybody:
        return 0
    found = []
    for groups, cost in everybody[0]:
        if all(free[group] for group in groups):
            left = {id: seats - (id in groups) for id, seats in free.items()}
            rest = fewest(everybody[1:], left)
            if rest is not None:
                found.append(cost + rest)
    return min(found, default=None)


def random_instance(seed):
    """A few people, courses and groups with tight places, parents and many clashes."""
    of = random.Random(seed)
    groups, courses = {}, {}
    for course in "abc":
        configurations = []
        for number in range(of.choice([1, 1, 1, 2])):
            subparts = []
            for part in range(of.choice([1, 2])):
                ids = [f"{course}{number}{part}{one}" for one in range(of.choice([1, 2, 3]))]
                above = subparts[-1] if subparts else []
                for one in ids:
                    parent = of.choice(above) if above and of.random() < 0.5 else None
                    groups[one] = {"capacity": of.choice([1, 2, 2, 3, None]), "parent": parent}
                subparts.append(ids)
            configurations.append(subparts)
        courses[course] = configurations
    pairs = [list(pair) for pair in combinations(groups, 2) if of.random() < 0.35]
    persons = {str(n): of.sample("abc", of.choice([1, 2, 3])) for n in range(3)}
    return {
        "name": f"random {seed}", "groups": groups, "courses": courses, "persons": persons,
        "conflict_pairs": pairs,
    }  # fmt: skip


def test_a_tiny_instance_is_read():
    yardstick = read(TINY)
    # Persons 1 and 2 ask for the same in another order: two kinds, of two people and of one.
    assert (yardstick.name, yardstick.people, yardstick.requests) == ("tiny", 3, 5)
    assert yardstick.kinds == (("French", "drawing"), ("drawing",))
    assert yardstick.instance.people.tolist() == [2, 1]
    # A lab only beside its own session: 2 ways of 4.
    assert len(yardstick.options["drawing"]) == 2


def test_a_packed_instance_is_the_same(tmp_path):
    packed = tmp_path / "tiny.json.gz"
    packed.write_bytes(gzip.compress(TINY.read_bytes()))
    assert read(packed).kinds == read(TINY).kinds


def test_the_tiny_instance_is_closed_at_its_optimum():
    # One can have early and late French on Tuesday (0 clashes); the other of the two has Monday
    # and the lecture, or late and Tuesday: 1. Person 3 takes late.
    found = allocate(read(TINY).instance)
    assert (found.value, found.bound, found.proved) == (1, 1, True)


def test_planned_alone_nobody_in_the_tiny_instance_clashes():
    instance = read(TINY).instance
    nothing = np.zeros(len(instance.seats))
    alone = instance.people @ instance.pricing.priced(nothing, instance.weights).least
    assert alone == 0


@pytest.mark.parametrize("seed", range(60))
def test_random_instances_are_closed_at_the_best_of_all_plans(seed):
    data = random_instance(seed)
    found = allocate(parsed(data).instance)
    expected = best(data)
    if expected is None:
        assert (found.value, found.impossible) == (None, True)
    else:
        assert (found.value, found.bound) == (expected, expected)


@pytest.mark.parametrize("seed", range(20))
def test_pricing_lists_every_choice_within_a_slack(seed):
    data = random_instance(seed)
    instance = parsed(data).instance
    of = random.Random(seed)
    prices = np.array([of.choice([0.0, 0.5, 1.25]) for _ in instance.seats])
    place = {group: number for number, group in enumerate(data["groups"])}
    order = sorted({tuple(sorted(courses)) for courses in data["persons"].values()})
    least = instance.pricing.priced(prices, instance.weights).least
    near = instance.pricing.near(prices, instance.weights, np.full(len(order), 1.0), 10_000)
    listed = sorted((kind, part.of(row)) for part in near for row, kind in enumerate(part.kinds))
    expected = []
    for kind, courses in enumerate(order):
        costs = {
            groups: clashes(data, groups) + sum(prices[place[group]] for group in groups)
            for groups in every_choice(data, courses)
        }
        assert least[kind] == pytest.approx(min(costs.values()))
        expected += [
            (kind, tuple(sorted(place[group] for group in groups)))
            for groups, cost in costs.items()
            if cost <= least[kind] + 1.0
        ]
    assert listed == sorted(expected)


def test_more_choices_than_asked_for_are_not_listed():
    data = json.loads(TINY.read_text("utf-8"))
    instance = parsed(data).instance
    nothing = np.zeros(len(instance.seats))
    assert instance.pricing.near(nothing, instance.weights, np.full(2, 9.0), 3) is None
