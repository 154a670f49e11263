"""Sweeps over every kind of executor: the same figures, nothing lost, nobody's case shown."""

import json
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
from attrs import evolve

from models.changes import Resize
from models.difference import Difference
from models.errors import InvalidInput
from planning import sweeps
from planning.executors import Here, NoCluster, cluster, here, processes
from planning.forecast import forecast
from planning.forecast_outlook import Arrivals
from planning.records import Records
from planning.sweeps import Failure, SweepFailed, SweepStopped, play, sealed, sweep
from tests.planning import breaking
from tests.planning.small import group, outlook, person, region

SECRET = "reference-nobody-may-see"


def base():
    somebody = person(1)
    case = evolve(somebody.case, reference=SECRET)
    return region(group(places=3), people=[evolve(somebody, reference=SECRET, case=case)])


def scenarios():
    return {"base": base(), "larger": Difference((Resize("evening", 6),)).apply(base())}


ASKED = outlook(6, [Arrivals("tsp", 2.0)])


class Counted(Here):
    """Counts what is asked of it."""

    asked = 0

    def submit(self, fn, /, *args, **kwargs):
        self.asked += 1
        return super().submit(fn, *args, **kwargs)


def test_a_sweep_is_a_forecast_of_each_scenario():
    found = sweep(scenarios(), ASKED)
    assert found == {name: forecast(one, ASKED) for name, one in scenarios().items()}


def test_scenarios_meet_the_same_people():
    found = sweep(scenarios(), ASKED)
    assert found["base"].estimate("arrived") == found["larger"].estimate("arrived")
    waits = [found[name].estimate("wait-mean").mean for name in ("base", "larger")]
    assert waits[1] < waits[0]


def test_spawned_processes_give_the_same_figures():
    assert sweep(scenarios(), ASKED, processes(2)) == sweep(scenarios(), ASKED)


def test_what_is_recorded_is_not_played_again(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    first, again = Counted(), Counted()
    found = sweep(scenarios(), ASKED, lambda: first, records)
    assert sweep(scenarios(), ASKED, lambda: again, records) == found
    # Two scenarios of three replications, then none.
    assert (first.asked, again.asked) == (6, 0)


def test_more_replications_play_only_what_is_new(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    more = Counted()
    sweep(scenarios(), ASKED, here, records)
    found = sweep(scenarios(), evolve(ASKED, replications=5), lambda: more, records)
    assert more.asked == 2 * (5 - 3)
    assert found["base"].estimate("arrived").replications == 5


@pytest.mark.parametrize(
    "changed", [evolve(ASKED, seed=1), evolve(ASKED, months=7), evolve(ASKED, absent=0.5)]
)
def test_another_question_is_played_anew(tmp_path, changed):
    records = Records(tmp_path / "sweep.jsonl")
    anew = Counted()
    sweep({"base": base()}, ASKED, here, records)
    sweep({"base": base()}, changed, lambda: anew, records)
    assert anew.asked == 3


class Interrupted(Here):
    """Two tasks end; then somebody presses the keys, and the rest are not begun."""

    begun = 0

    def submit(self, fn, /, *args, **kwargs):
        if self.begun == 2:
            raise KeyboardInterrupt
        self.begun += 1
        return super().submit(fn, *args, **kwargs)


def test_an_interrupted_sweep_keeps_what_had_ended_and_goes_on_from_there(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    with pytest.raises(KeyboardInterrupt):
        sweep(scenarios(), ASKED, Interrupted, records)
    assert len(list(records.read())) == 2
    rest = Counted()
    found = sweep(scenarios(), ASKED, lambda: rest, records)
    assert rest.asked == 6 - 2
    assert found == sweep(scenarios(), ASKED)


def test_asked_to_stop_what_is_being_played_ends_and_no_more_is_begun(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    played = Counted()
    with pytest.raises(SweepStopped):
        sweep(scenarios(), ASKED, lambda: played, records, halted=lambda: played.asked == 2)
    assert len(list(records.read())) == 2
    rest = Counted()
    assert sweep(scenarios(), ASKED, lambda: rest, records) == sweep(scenarios(), ASKED)
    assert rest.asked == 6 - 2


def test_asked_to_stop_when_all_is_played_nothing_is_missing():
    played = Counted()
    found = sweep(scenarios(), ASKED, lambda: played, halted=lambda: played.asked == 6)
    assert found == sweep(scenarios(), ASKED)


def test_a_pool_of_processes_asked_to_stop_lets_those_at_work_end(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    with pytest.raises(SweepStopped):
        sweep(scenarios(), ASKED, processes(2), records, halted=lambda: any(records.read()))
    # One had ended; the other of the two was at work, or the next of the first.
    assert 1 <= len(list(records.read())) <= 3
    assert sweep(scenarios(), ASKED, here, records) == sweep(scenarios(), ASKED)


class InThreads(ThreadPoolExecutor):
    """Works at two things at once, and remembers the most it was given and had not ended."""

    at_once = 2

    def __init__(self):
        super().__init__(4)
        self.open = self.most = 0

    def submit(self, fn, /, *args, **kwargs):
        self.open += 1
        self.most = max(self.most, self.open)
        return super().submit(self.ended, fn, *args, **kwargs)

    def ended(self, fn, *args, **kwargs):
        found = fn(*args, **kwargs)
        self.open -= 1
        return found


def test_nothing_waits_in_a_pool_where_an_interrupt_could_not_reach_it():
    pool = InThreads()
    assert sweep(scenarios(), ASKED, lambda: pool) == sweep(scenarios(), ASKED)
    assert pool.most == 2


def test_a_pool_of_processes_and_this_process_say_how_much_they_do_at_once():
    with processes(2)() as pool, here() as own:
        assert (pool.at_once, own.at_once) == (2, 1)


def test_in_this_process_each_replication_is_recorded_before_the_next_is_played(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    recorded = []

    class Looking(Here):
        def submit(self, fn, /, *args, **kwargs):
            recorded.append(len(list(records.read())))
            return super().submit(fn, *args, **kwargs)

    sweep(scenarios(), ASKED, Looking, records)
    assert recorded == [0, 1, 2, 3, 4, 5]


def test_a_killed_worker_loses_nothing(tmp_path, monkeypatch):
    expected = sweep(scenarios(), ASKED)
    marker = tmp_path / "died"
    monkeypatch.setattr(sweeps, "play", partial(breaking.die_once, str(marker)))
    records = Records(tmp_path / "sweep.jsonl")
    assert sweep(scenarios(), ASKED, processes(2), records) == expected
    assert marker.exists()
    assert len(list(records.read())) == 6


def test_workers_that_only_die_are_given_up_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sweeps, "play", breaking.die)
    with pytest.raises(SweepFailed, match="the workers died 3 times running with 3 to go, base"):
        sweep({"base": base()}, ASKED, processes(1))


def test_an_error_in_a_worker_tells_the_line_and_no_value():
    packet = sealed(base(), evolve(ASKED, filler=SECRET))
    found = play(packet, 0)
    assert isinstance(found, Failure)
    assert found.kind == "KeyError"
    assert SECRET not in repr(found)
    with pytest.raises(SweepFailed, match=r"base, replication \d: KeyError in replicate, line"):
        sweep({"base": base()}, evolve(ASKED, filler=SECRET))


def test_what_cannot_be_forecast_is_refused_before_anybody_works():
    nobody = Counted()
    with pytest.raises(InvalidInput):
        sweep(scenarios(), outlook(0), lambda: nobody)
    assert nobody.asked == 0


def test_tasks_and_records_show_no_case(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    sweep({"base": base()}, ASKED, here, records)
    assert SECRET not in repr(sealed(base(), ASKED))
    written = records.path.read_text()
    assert SECRET not in written
    assert set(json.loads(written.splitlines()[0])) == {
        "schema", "fingerprint", "scenario", "number", "measures",
    }  # fmt: skip


def test_how_far_it_has_come_is_told_as_it_goes(tmp_path):
    records, told = Records(tmp_path / "sweep.jsonl"), []
    sweep({"base": base()}, ASKED, here, records, told.append)
    assert told == [0, 1, 1, 1]
    told.clear()
    sweep({"base": base()}, evolve(ASKED, replications=4), here, records, told.append)
    assert told == [3, 1]


# ---- a cluster: a real scheduler and two workers on loopback, spawned ----------------------------


@contextmanager
def loopback():
    with warnings.catch_warnings():
        # What distributed and tornado deprecate of each other is not for us to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            # Any port: the usual one is taken where two such clusters run at once.
            dashboard_address="127.0.0.1:0",
            silence_logs=False,
        ) as held:
            yield held


@pytest.fixture(scope="module")
def scheduler():
    with loopback() as held:
        yield held


def test_a_cluster_gives_the_same_figures(scheduler, tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    start = cluster(scheduler.scheduler_address)
    assert sweep(scenarios(), ASKED, start, records) == sweep(scenarios(), ASKED)
    assert len(list(records.read())) == 6
    assert len(scheduler.workers) == 2


def test_a_killed_worker_of_a_cluster_loses_nothing(scheduler, tmp_path, monkeypatch):
    expected = sweep(scenarios(), ASKED)
    marker = tmp_path / "died"
    monkeypatch.setattr(sweeps, "play", partial(breaking.die_once, str(marker)))
    assert sweep(scenarios(), ASKED, cluster(scheduler.scheduler_address)) == expected
    assert marker.exists()


def test_where_no_scheduler_answers_there_is_no_cluster():
    with pytest.raises(NoCluster, match=r"^no scheduler answers at nonsense://127\.0\.0\.1:1$"):
        sweep({"base": base()}, ASKED, cluster("nonsense://127.0.0.1:1"))
