"""What is saved beside an appointment is credited only on days on which it can be held."""

from benchmarks.population import world
from models.entry import Stage
from optimiser.bounds.credits import Turn
from optimiser.bounds.ideal import Bounds, most_often
from optimiser.bounds.scene import Scene
from optimiser.bounds.tables import Tables
from optimiser.build import horizon_of
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.outline import outlines


def settled():
    """A made-up case beside treatment: its outline, the first run of every group, its ledger."""
    facts = world("medium", 1).facts()
    outline = next(outlines(facts, candidates(facts)))
    bounds = Bounds(Tables(facts, Days(facts)))
    months = horizon_of(facts, outline).months
    ledger = bounds.ledger(outline, months, months, Turn.HALVES)
    runs = {held.code: held.runs[0] for held in outline.grouped}
    return ledger, Scene(bounds.tables, outline, runs, ledger.horizon)


def test_appointments_of_a_stage_lie_beside_their_run():
    ledger, scene = settled()
    shown = set()
    for stream in ledger.streams:
        run, leg = scene.runs.get(stream.part), ledger.leg(stream)
        if run is None or leg is None:
            continue
        days = ledger.stages(scene)[stream.key]
        first, last = ledger.horizon.day(run.first), ledger.horizon.day(run.last)
        shown.add(leg.stage)
        if leg.stage is Stage.BEFORE:
            assert days.stop <= first
        elif leg.stage is Stage.DURING:
            assert (days.start, days.stop) == (first, last + 1)
        elif leg.stage is Stage.AFTER:
            assert days.start > last
    assert {Stage.BEFORE, Stage.AFTER} <= shown


def test_a_day_costs_no_less_than_where_no_run_is_settled():
    ledger, scene = settled()
    nothing = Scene(ledger.tables, scene.outline, {}, ledger.horizon)
    met = {day for code in scene.runs for day in ledger.tables.taken(scene.runs[code]).days}
    dearer = 0
    for stream in ledger.streams:
        settled_costs, costs = ledger.costs(stream, scene), ledger.costs(stream, nothing)
        for day in range(min(settled_costs.size, costs.size)):
            if day not in met:
                assert settled_costs[day] >= costs[day]
                dearer += settled_costs[day] > costs[day]
    assert dearer > 100


def test_a_turn_beside_another_comes_to_the_same_as_by_itself():
    facts = world("medium", 1).facts()
    outline = next(outlines(facts, candidates(facts)))
    months = horizon_of(facts, outline).months
    beside = Bounds(Tables(facts, Days(facts)))
    seen = set()
    for turn in Turn:
        by_itself = Bounds(Tables(facts, Days(facts)))
        ledgers = [held.ledger(outline, months, months, turn) for held in (beside, by_itself)]
        scenes = [Scene(one.tables, outline, {}, one.horizon) for one in ledgers]
        one, other = (
            [ledger.costs(stream, scene, project) for stream in ledger.streams for project in
             ("", *ledger.projects)]
            for ledger, scene in zip(ledgers, scenes, strict=True)
        )  # fmt: skip
        assert all((a == b).all() for a, b in zip(one, other, strict=True))
        seen.add(b"".join(cost.tobytes() for cost in one))
    assert len(seen) > 1


def test_of_turns_better_as_often_the_first_is_taken():
    # By their hash, another one in half of all processes.
    scarcer, halves, beside = Turn
    assert most_often([]) is scarcer
    assert most_often([beside, halves, beside, halves]) is halves
    assert most_often([beside, scarcer]) is scarcer
    assert most_often([beside, halves, beside]) is beside
