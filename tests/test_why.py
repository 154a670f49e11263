"""`why` on the command line: its three questions, its exit codes, and the same as JSON."""

import json

import pytest
from click.testing import CliRunner

from cli import main
from optimiser.reasons import why as asked
from optimiser.solve import Exhausted

TOO_MUCH = ("low-first-order", "--amount", "unpaid-work=300", "--months", "1")


def run(*given):
    return CliRunner().invoke(main, ["why", *map(str, given)])


def test_why_nothing_names_what_stands_in_the_way_and_ends_with_4():
    result = run("no-lawful-package")
    assert result.exit_code == 4
    assert "This leaves nothing possible, whatever else is changed:" in result.stdout
    assert "No offence of the case is punishable with imprisonment." in result.stdout


def test_why_nothing_under_wishes_gives_the_set_and_the_ways_out():
    # At seven hours a day the thirty days of a month hold 210 hours at the most.
    result = run(*TOO_MUCH, "--json")
    assert result.exit_code == 4
    stuck = json.loads(result.stdout)["impasse"]
    assert {(rule["rule"], rule["subject"]) for rule in stuck["rules"]} == {
        ("availability.asked", "unpaid-work"),
        ("availability.amount", "unpaid-work"),
        ("order.months", "order"),
        ("places.offered", "unpaid-work"),
    }
    longer = next(way for way in stuck["repairs"] if way["changed"][0]["rule"] == "order.months")
    length = longer["package"]["order"]["months"]
    assert longer["sentence"] == f"an order of {length} months instead of 1"
    assert longer["measures"]["months"] == length


def test_why_not_what_is_not_suitable_is_its_finding():
    result = run("low-first-order", "--not", "atr")
    assert result.exit_code == 0
    assert result.stdout.startswith("Why not: Alcohol treatment requirement\n")
    assert "(dlnr-2017 3.10)" in result.stdout


def test_why_not_what_can_be_taken_is_what_it_costs():
    found = json.loads(run("low-first-order", "--not", "curfew", "--json").stdout)["not"]
    costs = found["costs"]
    assert found["reasons"] == found["rules"] == []
    assert costs["proportionality"]["change"] + costs["curfew"]["change"] > 0
    assert all(one["change"] == one["under"] - one["without"] for one in costs.values())


def test_why_not_what_is_in_the_package():
    assert "is in the best package." in run("low-first-order", "--not", "unpaid-work").stdout


def test_why_these_minutes_adds_up_to_the_measure_of_work():
    found = json.loads(run("two-jobs-domestic-violence", "--json").stdout)
    assert sum(part["minutes"] for part in found["minutes"]) == found["measures"]["work"] > 0
    for part in found["minutes"]:
        assert part["minutes"] == sum(clash["minutes"] for clash in part["clashes"])
        assert part["costs"] or part["rules"] or part["exhausted"]


def test_a_case_that_loses_nothing_has_no_minutes_to_explain():
    result = run("low-first-order")
    assert result.exit_code == 0
    assert result.stdout == (
        "The best package takes no hours of work, education or caring.\n"
    )


def test_an_unknown_code_is_3():
    result = run("low-first-order", "--not", "atrr")
    assert result.exit_code == 3
    assert 'Nothing is held under "atrr"' in result.stderr


def test_out_of_time_is_5_and_not_called_impossible(monkeypatch):
    def never(*_):
        raise Exhausted

    monkeypatch.setattr(asked, "best_dated", never)
    result = run("low-first-order")
    assert result.exit_code == 5
    assert result.stdout.startswith("No package was found in the time allowed.")


@pytest.mark.parametrize("case", ["no-lawful-package", "low-first-order"])
def test_the_same_question_gives_the_same_bytes(case):
    assert run(case, "--json").stdout == run(case, "--json").stdout
