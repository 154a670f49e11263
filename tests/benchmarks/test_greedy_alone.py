"""Greedy with a package of its own: lawful terms, and a curfew at the usual hours."""

import pytest
from attrs import evolve

from benchmarks.greedy_alone import first_workable, package_of
from benchmarks.population import world
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from optimiser.candidates import candidates
from optimiser.outline import outlines


def first_outline(facts):
    return next(iter(outlines(facts, candidates(facts))))


@pytest.mark.parametrize(("kind", "number"), [("small", 0), ("small", 1), ("medium", 2)])
def test_the_first_it_can_date_keeps_every_must(kind, number):
    planned = first_workable(world(kind, number).facts())
    assert planned.failures == ()
    assert planned.measures.months == 12


def test_it_holds_what_the_outline_holds():
    facts = world("large", 0).facts()
    outline = first_outline(facts)
    package = package_of(facts, outline)
    assert set(package.codes) == set(outline.codes)
    assert package.order.months == 24  # the court's
    assert package.sessions == ()


def curfew_of(facts: Facts):
    outline = first_outline(facts)
    return package_of(facts, outline).curfew, outline.terms["curfew"].hours_a_day


def test_a_curfew_stands_at_seven_every_night_whatever_work_there_is():
    rows, hours = curfew_of(world("large", 2).facts())
    free = [row for row in rows if row.start == 19 * 60]
    assert [row.weekday for row in rows] == list(range(7))
    assert {row.end - row.start for row in rows} == {60 * hours}
    assert len(free) == 7


def test_it_is_moved_for_what_is_firm_by_as_little_as_that_takes():
    made = world("large", 2)
    worship = Commitment(CommitmentKind.WORSHIP, True, shifts=(Shift(2, 19 * 60, 20 * 60),))
    case = evolve(made.case, commitments=(*made.case.commitments, worship))
    rows, hours = curfew_of(evolve(made, case=case).facts())
    # Wednesday, 19:00 to 20:00: an hour later is an hour away, ending at 19:00 would be `hours`.
    assert hours > 1
    assert [row.start for row in rows] == [1140, 1140, 1200, 1140, 1140, 1140, 1140]
