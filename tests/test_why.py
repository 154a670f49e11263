"""`why` on the command line: its three questions, its exit codes, and the same as JSON."""

import json

import pytest
from attrs import evolve
from click.testing import CliRunner

from cli import main
from commands.knowing import facts_of
from models.commitments import CommitmentKind
from models.wishes import Wishes
from optimiser.aims.measure import measure
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.reasons import not_this
from optimiser.reasons import why as asked
from optimiser.solve import Effort, Exhausted
from optimiser.wish_facts import apply

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
SUNDAYS = tuple(word for day in WEEK for word in ("--never", day))
TOO_MUCH = ("low-first-order", "--amount", "unpaid-work=80", "--months", "1", *SUNDAYS)


def run(*given):
    return CliRunner().invoke(main, ["why", *map(str, given)])


def test_why_nothing_names_what_stands_in_the_way_and_ends_with_4():
    result = run("no-lawful-package")
    assert result.exit_code == 4
    assert "This leaves nothing possible, whatever else is changed:" in result.stdout
    assert "No offence of the case is punishable with imprisonment." in result.stdout


def test_why_nothing_under_wishes_gives_the_set_and_the_ways_out():
    # At seven hours a day the four Sundays of the month hold 28 hours at the most.
    result = run(*TOO_MUCH, "--json")
    assert result.exit_code == 4
    stuck = json.loads(result.stdout)["impasse"]
    assert {(rule["rule"], rule["subject"]) for rule in stuck["rules"]} == {
        ("availability.asked", "unpaid-work"),
        ("availability.amount", "unpaid-work"),
        ("order.months", "order"),
        ("clashes.firm", ""),
        ("places.offered", "unpaid-work"),
    }
    # What the officer tries is no fact of the case, and is not said to be one.
    assert {rule["source"]["document"] for rule in stuck["rules"]} == {"wish", "timetable"}
    assert {rule["strength"] for rule in stuck["rules"]} == {"wish", "local"}
    longer = next(way for way in stuck["repairs"] if way["changed"][0]["rule"] == "order.months")
    length = longer["package"]["order"]["months"]
    assert longer["sentence"] == f"an order of {length} months instead of 1"
    assert longer["measures"]["months"] == length


@pytest.mark.parametrize(
    ("amount", "code", "said"),
    [(81, 4, "81 hours: at most 80"), (80, 0, ""), (39, 4, "39 hours: at least 40")],
)
def test_why_under_wishes_the_law_rules_out_says_which(amount, code, said):
    # At low seriousness 40 to 80 hours: outside, the reason of `options`, and no fault of ours.
    result = run("low-first-order", "--amount", f"unpaid-work={amount}")
    assert result.exit_code == code
    assert said in result.stdout
    assert ("The wishes can't be met in this case." in result.stdout) == bool(code)


@pytest.mark.parametrize(("days", "code"), [(12, 4), (13, 0)])
def test_a_programme_is_not_had_in_fewer_days_than_it_takes(days, code):
    # COVAID, which the court asks for, is 10 sessions and 3 one-to-ones.
    result = run("angry-weekend-drinker", "--amount", f"programme={days}", "--json")
    assert result.exit_code == code
    stuck = json.loads(result.stdout)["impasse"]
    if code:
        assert {(rule["rule"], rule["subject"]) for rule in stuck["rules"]} == {
            ("availability.asked", "covaid"),
            ("programme.days", "programme"),
            ("attendance.dose", "covaid"),
        }
        # That COVAID alone is not asked for is no way out of it: it would be taken all the same.
        [way] = stuck["repairs"]
        assert way["sentence"] == "Accredited programme requirement of 13 days instead of 12"


def test_a_way_out_gives_the_nearest_length_that_can_be_had():
    wished = ("friday-observant", "--evenings-only", "--months")
    stuck = json.loads(run(*wished, 3, "--json").stdout)["impasse"]
    [way] = [way for way in stuck["repairs"] if way["changed"][0]["rule"] == "order.months"]
    months = way["package"]["order"]["months"]
    assert way["sentence"] == f"an order of {months} months instead of 3"
    assert run(*wished, months - 1).exit_code == 4
    assert run(*wished, months).exit_code == 0


def test_a_case_impossible_without_the_wishes_is_said_to_be():
    result = run("no-lawful-package", "--months", 6)
    assert result.exit_code == 4
    assert result.stdout.startswith("No lawful package is possible.")
    assert "Wishes\n- An order of 6 months." in result.stdout


def test_why_not_a_code_held_on_other_dates_only(monkeypatch):
    held = asked.why

    def without_it(facts, code, **more):
        entries = {c: entry for c, entry in facts.menu.entries.items() if c != code}
        return held(evolve(facts, menu=evolve(facts.menu, entries=entries)), code, **more)

    monkeypatch.setattr(asked, "why", without_it)
    result = run("low-first-order", "--not", "tsp")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "It is not held on the dates of this case." in result.stdout


def test_why_not_what_is_not_suitable_is_its_finding():
    result = run("low-first-order", "--not", "atr")
    assert result.exit_code == 0
    assert result.stdout.startswith("Why not: Alcohol treatment requirement\n")
    assert "(dlnr-2017 3.10)" in result.stdout


def test_why_not_what_the_officer_left_out_is_not_said_to_be_the_courts_ruling():
    said = run("low-first-order", "--not", "curfew", "--without", "curfew").stdout
    assert "- Left out, as wished. (the officer's wish, --without)" in said
    assert "court" not in said


def test_why_not_what_only_a_requirement_left_out_could_carry_names_the_wish():
    asked = ("friday-observant", "--not", "foundations-grow", "--without", "rar", "--json")
    found = json.loads(run(*asked).stdout)["not"]
    [reason] = found["reasons"]
    assert reason["sentence"] == (
        "Nothing else that can carry it is open here: rehabilitation activity requirement is left "
        "out, as wished."
    )
    assert reason["source"]["document"] == "wish"
    assert ("availability.ruled-out", "rar") in {
        (rule["rule"], rule["subject"]) for rule in found["rules"]
    }


def test_why_not_a_requirement_that_nothing_fits_tells_what_shuts_out_each_that_could():
    found = json.loads(run("low-first-order", "--not", "programme", "--json").stdout)["not"]
    [reason] = found["reasons"]
    assert reason["source"]["document"] == "case"
    rules = {(rule["rule"], rule["subject"]) for rule in found["rules"]}
    assert {("availability.asked", "programme"), ("suitability", "asro")} < rules
    assert "TSP takes OGRS3 scores" in run("low-first-order", "--not", "programme").stdout


def test_why_not_such_a_requirement_of_an_impossible_case_tells_the_one_set_once():
    result = run("no-lawful-package", "--not", "programme")
    assert result.stdout.count("No offence of the case is punishable with imprisonment.") == 1


def test_why_not_what_can_be_taken_is_what_it_costs():
    found = json.loads(run("low-first-order", "--not", "curfew", "--json").stdout)["not"]
    costs = found["costs"]
    assert found["reasons"] == found["rules"] == []
    assert costs["proportionality"]["change"] + costs["curfew"]["change"] > 0
    assert all(one["change"] == one["under"] - one["without"] for one in costs.values())


def test_why_not_what_depends_on_a_fact_says_which():
    # Whether the person depends on alcohol, and consents, is not known yet.
    found = json.loads(run("missing-facts", "--not", "atr", "--json").stdout)["not"]
    assert found["costs"]["conditions"]["change"] == 1
    asked = {fact for one in found["unsettled"] for fact in one["facts"]}
    assert asked >= {"clinical.dependence.alcohol", "consents.atr"}
    assert "Only if" in run("missing-facts", "--not", "atr").stdout
    assert "  New: " in run("missing-facts", "--not", "atr").stdout
    settled = json.loads(run("low-first-order", "--not", "curfew", "--json").stdout)["not"]
    assert settled["unsettled"] == []


def test_why_not_is_answered_of_the_case_where_the_wishes_are_refused():
    asked = ("low-first-order", "--not", "atr", "--amount", "unpaid-work=81")
    result = run(*asked, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 4
    assert found["not"]["reasons"] == json.loads(run(*asked[:3], "--json").stdout)["not"]["reasons"]
    assert found["not_without_wishes"] is True
    assert found["impasse"]["wished"] is True
    said = run(*asked).stdout
    assert said.startswith("Of the case without the wishes:\nWhy not: Alcohol treatment")
    assert "81 hours: at most 80" in said


def test_why_on_a_day_the_timetable_knows_nothing_of_says_so_as_options_do():
    later = ("low-first-order", "--from", "2031-01-01")
    said = json.loads(run(*later, "--json").stdout)["warnings"]
    assert len(said) == 1
    assert said[0].endswith("is not known from it.")
    assert "Warnings\n- East Midlands" in run(*later).stdout
    assert json.loads(run("low-first-order", "--json").stdout)["warnings"] == []


def test_why_not_what_is_in_the_package():
    assert "is in the best package." in run("low-first-order", "--not", "unpaid-work").stdout


def test_why_these_minutes_adds_up_to_the_measure_of_work():
    found = json.loads(run("two-jobs-domestic-violence", "--json").stdout)
    assert sum(part["minutes"] for part in found["minutes"]) == found["measures"]["work"] > 0
    for part in found["minutes"]:
        assert part["minutes"] == sum(clash["minutes"] for clash in part["clashes"])
        assert part["costs"] or part["rules"] or part["exhausted"]
        for clash in part["clashes"]:
            # The session with its time and place, and the hours it takes from: not its id alone.
            assert {clash["title"], clash["number"], clash["venue"]}.isdisjoint({None, ""})
            assert clash["start"][:10] == clash["day"]
            [hours] = clash["hours"]
            assert hours["start"] < clash["end"]
            assert clash["start"] < hours["end"]


def test_hours_of_work_that_a_wish_relaxes_are_counted_as_lost_all_the_same():
    # Left out, a package that takes all of the shop's hours was said to take none.
    relaxed = ("shopkeeper-unpaid-work", "--relax", "work")
    found = json.loads(run(*relaxed, "--json").stdout)
    facts, _ = facts_of("shopkeeper-unpaid-work", None, None)
    wished = apply(facts, Wishes(relax=(CommitmentKind.WORK,)))
    best = best_dated(wished, candidates(wished), Effort(20.0))
    lost = measure(best.package, facts).work
    assert found["measures"]["work"] == lost > 0
    assert sum(part["minutes"] for part in found["minutes"]) == lost
    assert {part["costs"]["work"]["without"] for part in found["minutes"] if part["costs"]} == {
        lost
    }
    said = "Minutes of work lost are counted here, though the wish leaves them out."
    assert said in " ".join(run(*relaxed).stdout.split())
    costs = json.loads(run(*relaxed, "--not", "curfew", "--json").stdout)["not"]["costs"]
    assert costs["work"]["without"] == lost


def test_a_case_that_loses_nothing_has_no_minutes_to_explain():
    result = run("low-first-order")
    assert result.exit_code == 0
    assert result.stdout == (
        "The best package takes no hours of work, education or caring.\n"
    )


def test_an_unknown_code_is_3():
    result = run("low-first-order", "--not", "atrr")
    assert result.exit_code == 3
    assert 'Nothing is held under "atrr"; did you mean "atr"?' in result.stderr


def test_more_codes_than_one_are_refused_and_none_is_passed_over():
    result = run("low-first-order", "--not", "curfew", "--not", "tsp")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "--not: 2 codes are asked about: one at a time." in result.stderr


def test_an_unknown_code_and_a_wish_nobody_could_grant_are_said_at_once():
    result = run("low-first-order", "--not", "atrr", "--with", "tspp")
    assert (result.exit_code, result.stdout) == (3, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == ["--not", "wishes"]


def test_out_of_time_is_5_and_not_called_impossible(monkeypatch):
    def never(*_):
        raise Exhausted

    monkeypatch.setattr(asked, "best_dated", never)
    result = run("low-first-order")
    assert result.exit_code == 5
    assert result.stdout.startswith("No package was found in the time allowed.")


def test_out_of_time_with_the_code_alone_is_5_as_well(monkeypatch):
    def never(*_):
        raise Exhausted

    monkeypatch.setattr(not_this, "best_dated", never)
    result = run("low-first-order", "--not", "curfew")
    assert result.exit_code == 5
    assert "no package with it was found in the time allowed" in result.stdout


def test_a_package_not_found_in_little_effort_is_looked_for_further(monkeypatch):
    held, efforts = not_this.best_dated, []

    def in_much_effort_only(facts, found, effort, *told):
        efforts.append(effort.left)
        if effort.left <= not_this.EFFORT:
            raise Exhausted
        return held(facts, found, effort, *told)

    monkeypatch.setattr(not_this, "best_dated", in_much_effort_only)
    result = run("low-first-order", "--not", "curfew")
    assert (result.exit_code, efforts) == (0, [not_this.EFFORT, not_this.FURTHER])
    assert "Curfew can be taken." in result.stdout


@pytest.mark.parametrize("case", ["no-lawful-package", "low-first-order"])
def test_the_same_question_gives_the_same_bytes(case):
    assert run(case, "--json").stdout == run(case, "--json").stdout
