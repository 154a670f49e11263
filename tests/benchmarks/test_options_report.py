"""What a report says of a set: nothing that was missed is left out."""

import json

import pytest

from benchmarks.options_report import Report, printed, summary
from benchmarks.timed import Limits, Target, Timed, limits

HELD = Limits(60, 30, (Target("median", 2, "Half in time."), Target("max", 5, "All in time.")))


def timed(name, status, seconds, **more):
    return Timed(name, status, seconds, cpu_seconds=seconds, reading_seconds=0.1, **more)


def report(*rows, shipped=None):
    return Report.of(rows, HELD, 0.5, shipped=len(rows) if shipped is None else shipped)


@pytest.mark.parametrize(
    ("status", "seconds", "counted"),
    [
        ("proved", 3, 3),
        ("impasse", 3, 3),
        ("proved", 60, 60),
        ("proved", 61, 61),  # too late: as long as it took
        ("unproved", 3, 60),  # at the limit, however soon it was there
        ("unproved", 70, 70),
        ("exhausted", 3, 60),
        ("failed", 0.1, 60),
        ("stopped", 90, 90),
    ],
)
def test_a_case_not_proved_counts_as_the_limit_or_more(status, seconds, counted):
    assert counted == timed("a", status, seconds).counted(60)


@pytest.mark.parametrize(
    ("status", "seconds", "settled"),
    [("proved", 60, True), ("proved", 61, False), ("impasse", 1, True), ("unproved", 1, False)],
)
def test_a_case_is_settled_by_a_proof_within_the_limit(status, seconds, settled):
    assert settled == timed("a", status, seconds).settled(60)


def test_an_unproved_case_moves_the_percentiles_and_is_counted():
    # Counted: 1, 60 and 4, so the median is 4 and the longest 60.
    data = report(
        timed("a", "proved", 1), timed("b", "unproved", 2), timed("c", "impasse", 4)
    ).data()
    assert data["seconds"] == {"median": 4, "p95": 60, "max": 60}
    counts = (data["proved"], data["impasse"], data["unproved"], data["failed"])
    assert counts == (1, 1, 1, 0)
    assert data["settled_within_limit"] == 2
    assert data["cpu_seconds"] == 7  # 1 + 2 + 4


@pytest.mark.parametrize(
    ("seconds", "shipped", "met"),
    [
        ((2, 2, 5), 3, [True, True]),  # at both targets
        ((2.1, 2.1, 5), 3, [False, True]),
        ((2, 2, 5.1), 3, [True, False]),
        ((2, 2, 5), 4, [None, None]),  # one case not measured: nothing is met
        ((3, 3, 5.1), 4, [None, False]),  # but a case too long is too long
    ],
)
def test_a_target_is_met_by_the_whole_set_only(seconds, shipped, met):
    rows = [timed(str(place), "proved", value) for place, value in enumerate(seconds)]
    assert met == [met for _, met in report(*rows, shipped=shipped).targets]


def test_the_share_proved_stands_beside_each_percentile():
    lines = summary(report(timed("a", "proved", 1), timed("b", "unproved", 2)))
    # (1 + 60) / 2 = 30.5
    assert (
        "median 30.50 s (1 of 2 proved); p95 60.00 s (1 of 2 proved); max 60.00 s (1 of 2 proved)."
        in lines
    )


def test_nothing_measured_is_said_so():
    data = report(shipped=3).data()
    assert (
        data["seconds"],
        data["measured"],
        [target["met"] for target in data["targets"]],
    ) == ({}, 0, [None, None])


def test_a_failed_case_is_printed_with_its_reason(capsys):
    failed = timed("b", "failed", 0.2, reason="musts not kept: ['clashes.firm'], expected []")
    printed(report(timed("a", "proved", 1, variables=1200), failed), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    (row,) = [line for line in lines if line.startswith("b ")]
    assert "failed musts not kept: ['clashes.firm']" in row
    assert any("1 failed" in line for line in lines)


def test_json_holds_every_case(capsys):
    printed(report(timed("a", "proved", 1, variables=12)), as_json=True)
    (case,) = json.loads(capsys.readouterr().out)["cases"]
    assert case == {
        "name": "a",
        "status": "proved",
        "seconds": 1,
        "cpu_seconds": 1,
        "reading_seconds": 0.1,
        "variables": 12,
        "reason": "",
    }


@pytest.mark.parametrize(("startup", "met"), [(1.5, True), (1.51, False)])
def test_start_up_is_measured_whatever_cases_are(startup, met):
    held = Limits(60, 30, (Target("startup", 1.5, "Soon begun."),))
    found = Report.of((timed("a", "proved", 1),), held, startup, shipped=9)
    assert [reached for _, reached in found.targets] == [met]


def test_the_committed_targets_are_those_of_the_issues():
    held = limits()
    found = [(target.measure, target.seconds) for target in held.targets]
    assert found == [("median", 2), ("max", 5), ("startup", 1.5)]
    assert held.limit_seconds > max(target.seconds for target in held.targets)
