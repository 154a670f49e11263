"""What a change of the input must do to the proved aims, the menu being left as it was."""

import os
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

import models.moments
from commands.knowing import facts_of
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.package import Package
from models.timetable import Group, Slot
from optimiser.candidates import candidates
from optimiser.options import best_dated, propose
from optimiser.solve import Effort
from reports.json_report import answer, dumped
from tests.models.rules.build import START, day
from tests.optimiser.moving import (
    apart_from_roles,
    at_later_dates,
    later,
    names_of,
    other_names,
    renamed,
)
from tests.optimiser.tiny import SEEDS, tiny

ROOT = Path(__file__).parents[2]
HOUR = 60
YEAR = 52 * 7
CYCLE = 28 * 365 + 7  # in 28 years weekdays, leap years and so every month come round again
TINY = SEEDS[:24]
QUICK = (
    "anger-and-late-shifts",
    "crc-woman-2018",
    "low-first-order",
    "relapse-prevention-after-asro",
    "single-parent",
)
"""Shipped cases proved in part of a second."""
SHIPPED = (
    *QUICK,
    *(
        pytest.param(name, marks=pytest.mark.slow)
        for name in ("angry-weekend-drinker", "old-offence", "woman-violence-derbyshire")
    ),
)


@cache
def shipped(name: str) -> Facts:
    """A shipped case with its menu; no bank holidays, which no shift of dates keeps."""
    facts, _ = facts_of(name, None, None)
    return evolve(facts, timetable=evolve(facts.timetable, holidays=frozenset()))


def best(world: Facts) -> tuple[tuple[int, ...] | None, Package | None]:
    """The vector and the package, every aim of it proved."""
    found = best_dated(world, candidates(world), Effort(60.0))
    if found is None:
        return None, None
    assert found.proved
    return found.measures.vector, found.package


@cache
def best_shipped(name: str) -> tuple[tuple[int, ...] | None, Package | None]:
    return best(shipped(name))


def no_worse(now: tuple[int, ...] | None, before: tuple[int, ...] | None) -> bool:
    """Whether the answer now is the same or better; none at all is the worst."""
    return before is None or (now is not None and now <= before)


# ---- other dates -------------------------------------------------------------------------------


def weeks(start: date, months: int) -> date:
    return start + timedelta(days=28 * months)


@pytest.fixture
def months_of_four_weeks(monkeypatch):
    """A month means four weeks wherever months are counted, so that 52 weeks change nothing."""
    usual = models.moments.add_months
    for module in list(sys.modules.values()):
        if getattr(module, "add_months", None) is usual:
            monkeypatch.setattr(module, "add_months", weeks)


@pytest.mark.parametrize("seed", TINY)
def test_52_weeks_later_nothing_changes_but_the_dates(seed, months_of_four_weeks):
    world = tiny(seed)
    vector, package = best(world)
    assert best(at_later_dates(world, YEAR)) == (vector, later(package, YEAR))


@pytest.mark.parametrize("seed", TINY)
def test_28_years_later_nothing_changes_but_the_dates(seed):
    world = tiny(seed)
    vector, package = best(world)
    assert best(at_later_dates(world, CYCLE)) == (vector, later(package, CYCLE))


@pytest.mark.parametrize("name", SHIPPED)
def test_28_years_later_a_shipped_case_has_the_same_answer(name):
    vector, package = best_shipped(name)
    assert vector is not None
    assert best(at_later_dates(shipped(name), CYCLE)) == (vector, later(package, CYCLE))


def test_a_day_later_something_changes():
    """Weekdays move under the shifts and openings: the tests above do not pass by being blind."""
    moved = [best(at_later_dates(tiny(seed), 1))[0] != best(tiny(seed))[0] for seed in TINY[:6]]
    assert any(moved)


# ---- more, and less, on offer ------------------------------------------------------------------


def with_group_more(world: Facts, seed: int) -> Facts:
    """Another of the groups there are, at another place, weekday and time, from another day."""
    random = Random(seed)
    groups = world.timetable.groups
    kind = random.choice(groups)
    move = random.randint(1, 6)
    start = random.choice([10, 13, 18]) * HOUR
    slots = tuple(
        Slot((slot.weekday + move) % 7, start, start + slot.end - slot.start) for slot in kind.slots
    )
    more: Group = evolve(
        kind,
        id="one-more",
        venue=random.choice([group.venue for group in groups]),
        slots=slots,
        taken=0,
        first=kind.first - timedelta(days=7),
        starts=tuple(one + timedelta(days=random.randint(-5, 5)) for one in kind.starts),
    )
    return evolve(world, timetable=evolve(world.timetable, groups=(*groups, more)))


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed % 6 in (1, 2, 4, 5)])
def test_a_group_more_never_worsens_the_answer(seed):
    world = tiny(seed)
    assert no_worse(best(with_group_more(world, seed))[0], best(world)[0])


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_group_more_never_worsens_a_shipped_case(name, seed):
    world = shipped(name)
    offered = {part.code for part in candidates(world).parts.values()}
    groups = tuple(group for group in world.timetable.groups if group.programme in offered)
    if not groups:
        pytest.fail(f"{name} is offered no group: it does not belong here")
    region = evolve(world.timetable, groups=groups)
    fewer = evolve(world, timetable=region)
    assert no_worse(best(with_group_more(fewer, seed))[0], best(fewer)[0])


def test_a_group_more_betters_some_answers():
    bettered = 0
    for seed in (seed for seed in SEEDS if seed % 6 in (1, 2, 4, 5)):
        bettered += best(with_group_more(tiny(seed), seed))[0] != best(tiny(seed))[0]
    assert bettered >= 2


@cache
def best_fuller(name: str, seed: int) -> tuple[int, ...] | None:
    """The vector of a shipped case with another firm commitment on three weekdays."""
    random = Random(f"{name} {seed}")
    start = random.choice([9, 12, 17]) * HOUR
    days = random.sample(range(7), 3)
    shifts = tuple(Shift(one, start, start + random.choice([1, 4]) * HOUR) for one in days)
    worship = Commitment(CommitmentKind.WORSHIP, True, "more", shifts=shifts)
    world = shipped(name)
    fuller = evolve(world.case, commitments=(*world.case.commitments, worship))
    return best(evolve(world, case=fuller))[0]


# A curfew is placed around firm commitments: where they leave no room it is shortened.
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_firm_commitment_more_never_betters_a_shipped_case(name, seed):
    assert no_worse(best_shipped(name)[0], best_fuller(name, seed))


def test_a_firm_commitment_more_worsens_some_shipped_cases():
    worsened = [name for name in QUICK if best_fuller(name, 0) != best_shipped(name)[0]]
    assert len(worsened) >= 3


# ---- other names -------------------------------------------------------------------------------


def told(world: Facts, want: int) -> str:
    return dumped(answer(propose(world, want=want)))


def called_back(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        text = text.replace(other, name)
    return text


@pytest.mark.parametrize("seed", TINY)
def test_names_do_not_change_a_byte(seed):
    world = apart_from_roles(tiny(seed))
    names = other_names(iter([*names_of(world.timetable), "course", "talks", "alone"]))
    assert called_back(told(renamed(world, names), 2), names) == told(world, 2)


@pytest.mark.parametrize("name", SHIPPED)
def test_names_do_not_change_a_byte_of_a_shipped_case(name):
    world = shipped(name)
    names = other_names(iter([*names_of(world.timetable), world.case.reference]))
    assert called_back(told(renamed(world, names), 1), names) == told(world, 1)


# ---- the same again ----------------------------------------------------------------------------


def afresh(name: str, hash_seed: str) -> bytes:
    """What the command prints in a process of its own."""
    return subprocess.run(
        [sys.executable, "cli.py", "options", name, "--want", "2", "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    "name",
    ["low-first-order", pytest.param("angry-weekend-drinker", marks=pytest.mark.slow)],
)
def test_the_same_input_gives_the_same_bytes_in_fresh_processes(name):
    first = afresh(name, "0")
    assert first.startswith(b'{\n  "schema": 1,')
    assert [afresh(name, seed) == first for seed in ("0", "271828")] == [True, True]


def test_the_tiny_world_begins_where_these_tests_think():
    # 52 weeks after Monday 2 March 2026 is Monday 1 March 2027; 28 years after, 2 March 2054.
    assert later(START, YEAR) == date(2027, 3, 1)
    assert later(START, CYCLE) == date(2054, 3, 2)
    assert later(day(0), YEAR).weekday() == START.weekday() == later(START, CYCLE).weekday()
