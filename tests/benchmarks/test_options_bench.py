"""What is timed is checked, and what fails is counted: on the smallest case."""

import itertools
import json

import pytest
from attrs import evolve

import optimiser.options
from benchmarks import greedy_bench, options_bench, population_bench, registry
from benchmarks.answered import Answered, answered
from benchmarks.greedy_bench import Compared, Figures, cells, compared, means
from benchmarks.kinds import Kind
from benchmarks.options_bench import SMALLEST, ended, time_apart, time_case
from benchmarks.population_report import Classes
from benchmarks.timed import Limits, Timed
from optimiser.results import AimStatus, Impasse


@pytest.fixture(scope="module")
def row():
    return time_case(SMALLEST)


def answering(monkeypatch, answer):
    monkeypatch.setattr(optimiser.options, "propose", lambda facts, want: answer)


def test_the_smallest_case_is_proved_and_measured(row):
    assert (row.status, row.reason) == ("proved", "")
    assert row.seconds > 0
    assert row.reading_seconds > 0
    assert row.variables > 0


def test_how_an_answer_ended(row):
    answer = row.answer
    (option,) = answer.options
    open_aim = evolve(option.status[0], proved=False)
    assert isinstance(open_aim, AimStatus)
    cut = evolve(option, status=(open_aim, *option.status[1:]))
    assert ended(answer) == "proved"
    assert ended(evolve(answer, options=(cut,))) == "unproved"
    assert ended(evolve(answer, options=(), impasse=Impasse((), "Nothing fits."))) == "impasse"
    assert ended(evolve(answer, options=(), exhausted=True)) == "exhausted"


def test_an_option_that_breaks_a_must_is_a_failure(row, monkeypatch):
    (option,) = row.answer.options
    short = evolve(
        option.package,
        sessions=tuple(s for s in option.package.sessions if s.part != "unpaid-work"),
    )
    answering(monkeypatch, evolve(row.answer, options=(evolve(option, package=short),)))
    failed = time_case(SMALLEST)
    assert failed.status == "failed"
    assert "unpaid-work.hours" in failed.reason


def test_an_option_that_measures_otherwise_is_a_failure(row, monkeypatch):
    (option,) = row.answer.options
    wrong = evolve(option.measures, work=option.measures.work + 1)
    answering(monkeypatch, evolve(row.answer, options=(evolve(option, measures=wrong),)))
    assert time_case(SMALLEST).status == "failed"


def test_an_error_is_a_failure_that_tells_nothing_of_the_case(monkeypatch):
    def fails(facts, want):
        raise ValueError("born on 2 May 1999")

    monkeypatch.setattr(optimiser.options, "propose", fails)
    failed = time_case(SMALLEST)
    assert (failed.status, failed.reason) == ("failed", "ValueError")


def test_a_case_apart_gives_the_same_answer(row):
    apart = time_apart(SMALLEST, Limits(60, 30, ()))
    assert (row.name, row.status, row.variables) == (apart.name, apart.status, apart.variables)


def test_a_case_apart_is_stopped_in_time():
    stopped = time_apart(SMALLEST, Limits(0, 0.01, ()))
    assert stopped.status == "stopped"


def test_a_failed_case_ends_the_benchmark_with_one(monkeypatch, capsys):
    failed = Timed(SMALLEST, "failed", 0.1, 0.1, 0.1, reason="ValueError")
    monkeypatch.setattr(options_bench, "time_case", lambda name: evolve(failed, name=name))
    monkeypatch.setattr(options_bench, "startup_seconds", lambda: 0.5)
    monkeypatch.setattr(population_bench, "classes", lambda cases, started, listed: Classes((), ()))
    with pytest.raises(SystemExit) as end:
        options_bench.run(2, as_json=True)
    assert end.value.code == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["measured"], data["failed"], data["settled_within_limit"]) == (2, 2, 0)


def test_a_made_up_case_that_failed_ends_it_with_one_too(row, monkeypatch, capsys):
    failed = Answered("small", 0, "failed", "ValueError", months=12)
    made_up = Classes((Kind("small", (failed,), 90.0, False),))
    monkeypatch.setattr(options_bench, "time_case", lambda name: evolve(row, name=name))
    monkeypatch.setattr(options_bench, "startup_seconds", lambda: 0.5)
    monkeypatch.setattr(population_bench, "classes", lambda cases, started, listed: made_up)
    with pytest.raises(SystemExit) as end:
        options_bench.run(1, as_json=True)
    assert end.value.code == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["failed"], data["population"]["classes"][0]["failed"]) == (0, 1)
    assert data["population"]["cases"][0]["reason"] == "ValueError"


def test_a_made_up_case_is_answered_checked_and_planned_greedily():
    found = answered("small", 0)
    assert (found.status, found.reason) == ("proved", "")
    assert 0 < found.good <= found.first <= found.seconds
    assert (found.packages, found.months) == (2, 12)
    # Each package has at least one run to join.
    assert found.structures >= found.packages
    assert found.greedy_with_ours.feasible
    assert found.greedy_alone.feasible
    assert found.ours.work <= found.greedy_with_ours.figures.work


def test_the_first_option_alone_is_timed_without_a_list():
    found = answered("small", 0, listed=False)
    assert (found.status, found.options, found.closed) == ("proved", 1, None)
    assert 0 < found.first < found.finished <= found.seconds


def test_it_is_proved_once_that_is_told_of_and_finished_when_it_is_an_option(monkeypatch):
    # A clock that moves on with each thing told: dates in hand, their proof, then the option.
    monkeypatch.setattr("benchmarks.answered.perf_counter", itertools.count().__next__)
    found = answered("small", 8, listed=False)
    assert (found.good, found.first, found.finished) == (1, 2, 3)


def test_an_error_in_a_made_up_case_tells_nothing_of_it(monkeypatch):
    def fails(*given, **named):
        raise ValueError("born on 2 May 1999")

    monkeypatch.setattr(optimiser.options, "propose", fails)
    failed = answered("small", 0)
    assert (failed.status, failed.reason) == ("failed", "ValueError")


# ---- beside greedy -------------------------------------------------------------------------


def test_greedy_keeps_the_musts_of_the_smallest_case_and_is_not_ahead(row):
    both = compared(row)
    assert both.both
    assert not both.ahead


def test_greedy_ahead_of_an_answer_is_said(row):
    (option,) = row.answer.options
    worse = evolve(option, measures=evolve(option.measures, proportionality=9))
    ahead = compared(evolve(row, answer=evolve(row.answer, options=(worse,))))
    assert ahead.ahead
    assert f"Greedy better by the aims in order: {SMALLEST}." in greedy_bench.summary((ahead,))


def test_a_case_without_an_option_has_nothing_to_compare(row):
    none = Timed("a", "impasse", 1, 1, 0.1, answer=evolve(row.answer, options=()))
    assert Compared("a", "impasse") == compared(none)
    assert cells(compared(none))[-1] == "no option: impasse"


OURS, THEIRS = Figures(0, 100, 1, 10, 90), Figures(300, 140, 2, 4, 91)


def test_means_are_over_the_cases_where_both_are_feasible():
    rows = (
        Compared("a", "proved", OURS, THEIRS),
        Compared("b", "proved", evolve(OURS, work=60), evolve(THEIRS, work=500)),
        Compared("c", "proved", evolve(OURS, work=9000), THEIRS, failures=("atr",)),
        Compared("d", "impasse"),
    )
    ours, theirs = means(rows)
    # (0 + 60) / 2 and (300 + 500) / 2: the failed one is in neither.
    assert (ours["work"], theirs["work"]) == (30, 400)
    assert means(rows[2:]) is None
    assert greedy_bench.summary(rows)[0] == (
        "4 cases, 3 with an option of ours; greedy keeps every must in 2 of them and fails in 1."
    )


def test_greedy_alone_is_told_in_a_sentence_of_its_own():
    rows = (
        Compared("a", "proved", OURS, THEIRS, alone=evolve(THEIRS, work=800)),
        Compared("b", "proved", evolve(OURS, work=60), THEIRS, alone=evolve(THEIRS, work=500)),
        Compared("c", "proved", OURS, THEIRS, alone=THEIRS, alone_fails=("atr",)),
    )
    # (0 + 60) / 2 and (800 + 500) / 2
    assert greedy_bench.summary(rows)[-1] == (
        "With the first package it can date itself greedy fails in 1; minutes of work lost over "
        "the other 2, ours and its own: 30.0 and 650.0."
    )


def test_greedy_figures_of_a_failure_are_not_shown_as_if_they_held():
    failed = Compared("c", "proved", OURS, THEIRS, failures=("atr", "order.holds"))
    assert cells(failed) == ("c", "0", "-", "100", "-", "1", "-", "atr, order.holds")


# ---- the registry --------------------------------------------------------------------------


def test_smoke_holds_each_benchmark(capsys):
    registry.smoke()
    said = capsys.readouterr().out.splitlines()
    assert said == [f"{one}: holds" for one in ("options", "greedy", "why", "allocation")]


def test_every_benchmark_runs_though_one_fails(monkeypatch):
    ran = []

    def fails(cases, as_json):
        ran.append("fails")
        raise SystemExit(1)

    subjects = (
        registry.Subject("one", fails, ran.clear),
        registry.Subject("other", lambda cases, as_json: ran.append("other"), ran.clear),
    )
    monkeypatch.setattr(registry, "SUBJECTS", subjects)
    with pytest.raises(SystemExit) as end:
        registry.every()
    assert (ran, end.value.code) == (["fails", "other"], 1)
