"""Which runs begin in time: the limit is ours, and no lawful sequence is lost by it."""

from itertools import product
from random import Random

import pytest
from attrs import evolve

from models.case import Ask
from models.facts import SequenceRule
from models.findings import Finding, Verdict
from models.runs import runs
from models.sources import Strength
from models.timetable import Group, Intake, Slot
from optimiser.candidates import candidates
from optimiser.open_runs import OpenRuns
from optimiser.options import best_dated
from optimiser.reasons.impossible import in_the_way, repairs
from optimiser.solve import Effort
from tests.models.rules.build import (
    START,
    day,
    exactly,
    found,
    leg,
    package,
    planned,
    programme,
    requirement,
    row,
    session,
    should,
)
from tests.optimiser.reasons.test_worlds import HOUR, world

# Three weekly sessions: one begun on day 8 ends on day 22.
FIRST = programme("first", leg(sessions=exactly(3)))
SECOND = programme("second", leg(sessions=exactly(3)))
IN_ORDER = SequenceRule(
    "first-before-second", "first", "second", "before", row("first", "sequence", True)
)
ASKED = (Ask("programme", programmes=("first", "second")),)
WEEKS = 2


def limit():
    """An assumption of ours: a programme begins within two weeks."""
    held = should("load", "start-weeks", exactly(WEEKS))
    return evolve(held, row=evolve(held.row, strength=Strength.ASSUMPTION))


def cohorts(code, *starts, hour=14):
    """Groups of three Tuesdays, one from each start."""
    return Group(
        f"{code}-group", code, "hall", (Slot(1, hour * HOUR, (hour + 2) * HOUR),), START, day(170),
        Intake.CLOSED, 9, starts=tuple(day(start) for start in starts),
    )  # fmt: skip


def in_turn(first, second, sequences=(IN_ORDER,), **more):
    """Both asked for in one order of at most six months; the second in the evening."""
    facts = world(
        requirement("programme"), FIRST, SECOND, asks=ASKED,
        groups=(cohorts("first", *first), cohorts("second", *second, hour=18)),
        rows=(limit(),), **more,
    )  # fmt: skip
    return evolve(facts, menu=evolve(facts.menu, sequences=sequences))


def begun(facts, code, *beside):
    """The days of the order on which the runs looked at begin."""
    open_now = OpenRuns(facts).of(facts.menu.entries[code], beside)
    return [(run.first - START).days for run in open_now]


def best(facts):
    return best_dated(facts, candidates(facts), Effort(5))


def attended(facts, code):
    """The days on which a part is attended in the best package."""
    return [session.day for session in best(facts).package.sessions if session.part == code]


def test_a_programme_alone_begins_within_the_limit_from_the_sentence():
    # Two weeks are 14 days: Tuesdays are days 1, 8 and 15.
    assert begun(in_turn((1,), (1, 8, 15)), "second") == [1, 8]


def test_beside_what_comes_first_in_time_counts_from_its_end_as_well():
    # Begun on day 8 the first ends on day 22, and 22 + 14 = 36 is the last day in time.
    facts = in_turn((8,), (1, 8, 36, 43))

    assert begun(facts, "second", "first") == [1, 8, 36]
    assert begun(facts, "second") == [1, 8]


def test_it_counts_from_the_last_that_can_be_taken_of_what_comes_first():
    # Begun on day 1 it ends on day 15; begun on day 8 on day 22.
    assert begun(in_turn((1, 8), (36, 43)), "second", "first") == [36]


def test_where_none_begins_in_time_after_it_the_first_of_each_group_does():
    assert begun(in_turn((8,), (1, 50, 64)), "second", "first") == [1, 50]


@pytest.mark.parametrize("first", [(8,), (1, 8)])
def test_what_comes_before_only_ideally_moves_no_limit(first):
    ideally = evolve(IN_ORDER, ruling=should("first", "sequence", True))

    assert begun(in_turn(first, (1, 36), (ideally,)), "second", "first") == [1]


def test_what_is_required_moves_the_limit_until_it_is_completed():
    def requiring(**more):
        facts = in_turn((8,), (1, 8, 36, 43), (), **more)
        needing = evolve(facts.menu.entries["second"], requires=("first",))
        entries = {**facts.menu.entries, "second": needing}
        return evolve(facts, menu=evolve(facts.menu, entries=entries))

    assert begun(requiring(completed=()), "second") == [1, 8, 36]
    assert begun(requiring(completed=("first",)), "second") == [1, 8]


def test_what_is_not_open_to_the_person_comes_before_nothing():
    closed = (Finding("first", Verdict.NOT_SUITABLE),)

    assert begun(in_turn((8,), (1, 36), findings=closed), "second", "first") == [1]


def test_a_sequence_is_possible_though_another_group_begins_sooner_than_it_may():
    # Day 1 is in time and too soon: with it alone no package was found.
    facts = in_turn((8,), (1, 36))

    assert not in_the_way(facts).rules
    assert attended(facts, "second")[0] == day(36)


def test_a_later_group_is_not_looked_at_in_an_order_without_what_comes_first():
    facts = in_turn((8,), (1, 36))
    alone = (Ask("programme", programmes=("second",)),)
    sentence = evolve(facts.case.sentence, asks=alone)
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))

    assert attended(facts, "second")[0] == day(1)


def test_an_assumption_of_ours_gives_way_before_a_guides_order():
    # Both meet on Tuesdays at two and begin in time on day 1 alone.
    facts = in_turn((1,), (1, 36), ())
    groups = (cohorts("first", 1), cohorts("second", 1, 36))
    way = in_the_way(evolve(facts, timetable=evolve(facts.timetable, groups=groups)))

    assert ("load.start-weeks", "load") in {(rule.rule, rule.subject) for rule in way.rules}
    assert repairs(way)[0].sentence == "second begun on 7 April 2026, later than is looked for"


def lawful(facts, one, other):
    """Whether the plain rules let these two runs stand in one order, by their sequences alone."""
    sessions = [
        session(code, (meeting.day - START).days)
        for code, run in (("first", one), ("second", other))
        for meeting in run.meetings
    ]
    both = package(planned("programme", "first", "second"), sessions=sessions)
    return not found(IN_ORDER.id, both, facts)


@pytest.mark.parametrize("seed", range(24))
def test_a_package_is_found_wherever_the_plain_rules_allow_two_runs_in_turn(seed):
    draw = Random(seed)
    first = sorted(draw.sample([1, 8, 15, 22, 29], draw.randint(1, 2)))
    second = sorted(draw.sample([1, 8, 15, 22, 29, 36, 43, 64, 85, 106], draw.randint(1, 3)))
    facts = in_turn(first, second)
    groups = {group.programme: group for group in facts.timetable.groups}
    every = [
        runs(groups[code], facts.menu.entries[code], facts.timetable, day(1), day(170))
        for code in ("first", "second")
    ]

    assert (best(facts) is not None) == any(lawful(facts, *pair) for pair in product(*every))
