"""What is said of the made-up classes: shares, goals, growth, greedy, and nothing left out."""

from threading import Event

import pytest
from attrs import evolve

from benchmarks.answered import Answered
from benchmarks.answered import Beside as Greedy
from benchmarks.apart import Stopped
from benchmarks.baselines import Beside, Plain, median_ratio, sample
from benchmarks.baselines import beside as three_ways
from benchmarks.baselines import table as plain_table
from benchmarks.classes import population
from benchmarks.greedy_bench import Figures
from benchmarks.kinds import Kind, work_share
from benchmarks.population_bench import classes
from benchmarks.population_report import Classes

OURS, OWN = Figures(100, 50, 0, 10, 90), Figures(400, 60, 2, 5, 80)


def row(number=0, kind="small", **more):
    given = {"status": "proved", "months": 12, "packages": 2, "runs": 6, "structures": 8}
    return Answered(kind, number, **{**given, **more})


def kind(*rows, name="small", whole=True, peak=100.0):
    return Kind(name, rows, peak, whole)


def test_what_was_not_reached_counts_as_the_limit_of_its_class():
    found = kind(
        row(good=1.0, first=2.0, closed=9.0, seconds=9.0),
        row(good=3.0, first=None, closed=None, seconds=30.0),  # never proved: 60
        row(good=3.0, first=70.0, closed=None, seconds=80.0),  # too late: as long as it took
    )
    assert found.counted("good") == [1, 3, 3]
    assert found.counted("first") == [2, 60, 80]
    assert found.counted("closed") == [9, 60, 80]
    assert (found.share("good"), found.share("first")) == ("3 of 3", "1 of 3")


def test_a_failed_case_is_never_in_time():
    found = kind(row(status="failed", good=1.0, first=1.0, closed=1.0))
    assert found.share("good") == "0 of 1"
    assert found.counted("good") == [60]


def test_bounds_alone_are_only_told_where_the_optimiser_tells():
    assert kind(row()).by_bounds == "no option"
    told = kind(row(by_bounds=True), row(by_bounds=False), row(by_bounds=None))
    assert told.by_bounds == "1 of 2"


def test_ordinary_is_small_to_large_together():
    each = [row(kind=name) for name in ("small", "medium", "large", "hard")]
    found = Classes(tuple(kind(one, name=one.kind, peak=len(one.kind)) for one in each))
    ordinary = found.groups[-1]
    assert [one.kind for one in ordinary.rows] == ["small", "medium", "large"]
    assert (ordinary.peak_mebibytes, ordinary.whole) == (6, True)


def goal_of(found, of, measure, percentile=50):
    return next(
        (value, reached, stretch)
        for goal, value, reached, stretch in found.goals()
        if (goal.of, goal.measure, goal.percentile) == (of, measure, percentile)
    )


def test_a_goal_is_met_by_whole_classes_only():
    fast = row(kind="hard", good=1.5, first=20.0, closed=130.0, seconds=130.0)
    whole = Classes((kind(fast, name="hard"),))
    # Required 2 s and 20 s, stretch 1 s and 8 s; required 120 s to close.
    assert goal_of(whole, "hard", "good") == (1.5, True, False)
    assert goal_of(whole, "hard", "first") == (20, True, False)
    assert goal_of(whole, "hard", "closed") == (130, False, False)
    part = Classes((kind(fast, name="hard", whole=False),))
    assert goal_of(part, "hard", "good") == (1.5, None, None)
    assert goal_of(part, "ordinary", "good") == (None, None, None)


def test_the_share_in_time_stands_beside_a_goal():
    found = Classes((kind(row(kind="hard", good=1.5), row(kind="hard"), name="hard"),))
    goals = next(table for table in found.tables() if table.title.startswith("What was"))
    cells = {cells[0]: cells[1] for cells in goals.rows}
    # The lower of 1.5 s and, not reached, 180 s.
    assert cells["hard: something good on the screen, p50"] == "1.50 (1 of 2)"
    assert cells["hard: work lost, as a share of greedy's own"] == ""


def test_work_is_a_share_of_greedys_own_where_both_have_a_package():
    rows = (
        row(ours=OURS, greedy_alone=Greedy(OWN, ())),
        row(ours=evolve(OURS, work=60), greedy_alone=Greedy(evolve(OWN, work=240), ())),
        row(ours=evolve(OURS, work=9000), greedy_alone=Greedy(OWN, ("atr",))),
        row(ours=None, greedy_alone=Greedy(OWN, ())),
    )
    # (100 + 60) / (400 + 240) = 0.25: the failed and the missing are in neither mean.
    assert work_share(rows) == 0.25
    assert work_share(rows[2:]) is None
    cells = next(
        found.rows[0] for found in Classes((kind(*rows),)).tables() if found.headings[0] == "greedy"
    )
    assert cells[:8] == ("small", "2", "80", "320", "0.25", "0.0", "2.0", "1 of 4")


def test_growth_is_shown_by_months_and_by_runs():
    rows = (
        row(months=12, runs=6, good=1.0, first=1.0, finished=1.5, closed=2.0),
        row(months=24, runs=35, good=4.0, first=5.0, finished=5.5, closed=6.0),
        row(months=24, runs=12, good=2.0, first=None),
    )
    growth = next(t for t in Classes((kind(*rows),)).tables() if t.title.startswith("Growth"))
    assert growth.rows == (
        ("12 months", "1", "1.00", "1.00", "1.50", "2.00", "1 of 1"),
        ("24 months", "2", "2.00", "5.00", "5.50", "6.00", "1 of 2"),
        ("0 to 9 runs", "1", "1.00", "1.00", "1.50", "2.00", "1 of 1"),
        ("10 to 19 runs", "1", "2.00", "60.00", "60.00", "60.00", "0 of 1"),
        ("30 runs or more", "1", "4.00", "5.00", "5.50", "6.00", "1 of 1"),
    )


VECTOR = (0, 0, 0, 0, 60)
PROVED = Plain(30.0, True, VECTOR, 9000)
CUT = Plain(60.4, False, reason="stopped")


def beside(slots=PROVED, mixed=CUT, **more):
    given = {"ours": 0.5, "proved": True, "vector": VECTOR, "limit": 60.0}
    return Beside("small-0", slots=slots, mixed=mixed, **{**given, **more})


def test_a_plain_model_that_was_stopped_counts_as_at_least_the_limit():
    assert beside().ratio == 60  # 30 s / 0.5 s
    assert beside(slots=CUT).ratio == 60.4 / 0.5
    assert median_ratio([beside(), beside(ours=1.0), beside(ours=3.0)]) == 30
    cells = plain_table([beside(slots=CUT)]).rows[0]
    assert cells == (
        "small-0", "0.50", "at least 60.00", "at least 120.8", "at least 60.00", "", ""
    )  # fmt: skip


class Waiting:
    """A worker that answers only once it is ended."""

    def __init__(self):
        self.ended = Event()

    def ask(self, *given, limit):
        assert self.ended.wait(limit)
        return Stopped(1.0, "the process ended")

    def end(self):
        self.ended.set()


class Interrupting(Waiting):
    def ask(self, *given, limit):
        raise KeyboardInterrupt


def test_an_interrupt_ends_both_plain_models_at_once():
    workers = {"slots": Interrupting(), "mixed": Waiting()}
    with pytest.raises(KeyboardInterrupt):
        three_ways(row(first=1.0), workers)
    assert workers["mixed"].ended.is_set()


def test_another_optimum_is_a_failure_only_where_both_prove():
    other = evolve(PROVED, vector=(0, 0, 0, 0, 59))
    assert beside().differing == ()
    assert beside(slots=other).differing == ("slots",)
    assert beside(slots=other, proved=False).differing == ()
    assert beside(slots=evolve(other, proved=False)).differing == ()
    assert Classes((kind(row()),), (beside(slots=other),)).failed == 1
    assert plain_table([beside(slots=other)]).rows[0][-1] == "no: slots"
    assert plain_table([beside()]).rows[0][-1] == "yes: slots"


def test_the_sample_is_fixed_and_ordinary():
    rows = [row(number, held.name) for held in population().classes for number in range(50)]
    chosen = [one.name for one in sample(rows, 1.0)]
    # 20 of 150, evenly: places 0, 7, 15, ...
    assert (len(chosen), chosen[:3]) == (20, ["small-0", "small-7", "small-15"])
    assert not any(name.startswith("hard") for name in chosen)
    assert len(sample(rows[:4], 0.02)) == 1


def test_what_may_not_end_in_time_is_left_out(monkeypatch):
    monkeypatch.setattr("benchmarks.population_bench._case", lambda of, held, place, _: row(place))
    monkeypatch.setattr("benchmarks.population_bench.Apart.ask", lambda *given, **more: None)
    clock = iter(range(0, 10_000, 100))
    monkeypatch.setattr("benchmarks.population_bench.perf_counter", lambda: next(clock))
    found = classes(8, started=0.0)
    # 8 x 45 = 360 s. A small case may take 60 + 30: at 0, 100 there is time; medium at 200, not
    # at 300 (390); large not at 400, hard (210) not at 500; the plain models not at 600.
    counted = [(len(one.rows), one.left_out) for one in found.kinds]
    assert counted == [(2, 0), (1, 1), (0, 2), (0, 2)]
    assert found.plain == ()
    sizes = found.tables()[0]
    assert [cells[1] for cells in sizes.rows] == [
        "2", "1, 1 left out", "0, 2 left out", "0, 2 left out"
    ]  # fmt: skip


def test_so_many_cases_are_shared_by_the_classes(monkeypatch):
    asked = []

    def quick(apart, held, place, listed):
        asked.append((held.name, place))
        return row(place, held.name, first=1.0)

    monkeypatch.setattr("benchmarks.population_bench._case", quick)
    monkeypatch.setattr("benchmarks.population_bench.Apart.ask", lambda *given, **more: None)
    monkeypatch.setattr("benchmarks.population_bench._plain", lambda chosen, until: ([], False))
    found = classes(6)
    # ceil(6 / 4) = 2 of each.
    assert [len(one.rows) for one in found.kinds] == [2, 2, 2, 2]
    assert asked[:3] == [("small", 0), ("small", 1), ("medium", 0)]
    assert not any(one.whole for one in found.kinds)


@pytest.mark.parametrize("plainly", [True, False])
def test_the_plain_models_are_asked_only_where_they_are_wanted(monkeypatch, plainly):
    asked = []
    monkeypatch.setattr(
        "benchmarks.population_bench._case",
        lambda apart, held, place, listed: row(place, held.name),
    )
    monkeypatch.setattr("benchmarks.population_bench.Apart.ask", lambda *given, **more: None)
    monkeypatch.setattr(
        "benchmarks.population_bench._plain",
        lambda chosen, until: asked.append(chosen) or ([], False),
    )
    found = classes(4, plainly=plainly)
    assert bool(asked) is plainly
    assert found.plain == ()
    assert [len(one.rows) for one in found.kinds] == [1, 1, 1, 1]


def test_of_lists_nothing_is_said_where_the_first_options_alone_were_asked_for(monkeypatch):
    def quick(apart, held, place, listed):
        return evolve(row(place, held.name, good=0.5, first=1.0), listed=listed)

    monkeypatch.setattr("benchmarks.population_bench._case", quick)
    monkeypatch.setattr("benchmarks.population_bench.Apart.ask", lambda *given, **more: None)
    monkeypatch.setattr("benchmarks.population_bench._plain", lambda chosen, until: ([], False))
    found = classes(None, listed=False)
    assert all(one.whole for one in found.kinds)
    reached = {(held.of, held.measure, held.percentile): met for held, _, met, _ in found.goals()}
    # Half a second is met by 0.5; 1.0 is more than 0.3, and less than 3; of lists nobody knows.
    assert reached["ordinary", "good", 50] is True
    assert reached["ordinary", "first", 50] is False
    assert reached["ordinary", "first", 95] is True
    assert reached["ordinary", "closed", 50] is None
    _, times, growth, *_ = found.tables()
    assert not any("list" in cells[0] for cells in times.rows)
    assert not any("list" in heading for heading in growth.headings)
    times = {name for kind in found.data()["classes"] for name in kind["times"]}
    assert times == {"good", "first", "finished"}


def test_an_interrupt_keeps_what_was_measured(monkeypatch):
    def interrupted(apart, held, place, listed):
        if place == 1:
            raise KeyboardInterrupt
        return row(place, held.name)

    monkeypatch.setattr("benchmarks.population_bench._case", interrupted)
    monkeypatch.setattr("benchmarks.population_bench.Apart.ask", lambda *given, **more: None)
    found = classes(12)
    assert found.interrupted
    assert [one.name for one in found.kinds] == ["small"]
    assert [one.name for one in found.kinds[0].rows] == ["small-0"]
