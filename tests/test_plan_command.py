"""`plan` on the command line: what it prints, what it refuses, how it ends."""

import json
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from commands.stopping import Stop
from planning.executors import NoCluster
from planning.sweeps import SweepStopped

GROUP = """
[[groups]]
id = "did-tue"
programme = "did"
venue = "office"
intake = "closed"
first = 2026-06-01
last = 2027-12-31
places = 1
starts = [2026-06-02, 2026-09-08]
slots = [{ day = "tuesday", start = "18:00", end = "20:30" }]
"""
TIMETABLE = f"""
schema = 1
id = "small"
name = "Small"
first = 2026-01-05
last = 2027-12-31
nation = "ENG"
[[venues]]
id = "office"
name = "Office"
areas = ["town"]
home_minutes = {{ town = 30 }}
{GROUP}
"""
PLAN = """
schema = 1
id = "small"
title = "Small"
timetable = "small-timetable.toml"
population = "people.csv"
from = 2026-06-01
seed = 7
[[whatifs]]
name = "more"
[[whatifs.changes]]
kind = "resize"
group = "did-tue"
places = 5
[[whatifs]]
name = "less"
[[whatifs.changes]]
kind = "close-group"
group = "did-tue"
from = 2026-06-01
"""
ARRIVALS = """
[[forecast.arrivals]]
programme = "did"
a_week = 0.2
"""
HEADER = "reference,area,sex,offence_kinds,offence,sentence,order_ends,programmes,priority"
ROW = "{},town,male,drink-driving,2026-03-01,2026-06-01,2027-05-31,did,1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small-timetable.toml").write_text(TIMETABLE, "utf-8")
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    people(tmp_path, "a", "b", "c")
    return tmp_path


def people(folder: Path, *references: str) -> None:
    rows = [HEADER, *(ROW.format(reference) for reference in references)]
    (folder / "people.csv").write_text("\n".join(rows) + "\n", "utf-8")


def asked(folder: Path, *arguments: str):
    return CliRunner().invoke(cli.main, ["plan", str(folder / "plan.toml"), *arguments])


def test_places_are_given_and_who_waits_is_said_why(folder):
    # Two cohorts of one place: of three people one waits, with one unit of priority.
    found = json.loads(asked(folder, "--json").stdout)
    assert (found["placed"], found["unplaced"], found["proved"]) == (2, 1, True)
    assert [one["reason"] for one in found["waiting"]] == ["full"]
    assert found["measures"]["priority_unmet"] == 1


BOOKINGS = """
[[venues]]
id = "depot"
name = "Depot"
areas = ["town"]
home_minutes = { town = 30 }
[[projects]]
id = "yard"
name = "Yard"
venue = "depot"
days = [{ days = ["saturday"], start = "09:00", end = "16:00" }]
places = 1
[[providers]]
id = "service"
name = "Service"
venue = "depot"
offers = ["atr"]
hours = [{ days = ["monday"], start = "09:00", end = "11:00" }]
cadences = [{ requirement = "atr", appointments = 3, every_days = 7, minutes = 60 }]
"""
WIDER = """
[[whatifs]]
name = "a-wider-yard"
[[whatifs.changes]]
kind = "resize"
project = "yard"
places = 2
[[whatifs]]
name = "a-saturday-off"
[[whatifs.changes]]
kind = "add-holiday"
day = 2026-06-13
"""


def booked(folder: Path, *rows: str) -> None:
    (folder / "small-timetable.toml").write_text(TIMETABLE + BOOKINGS, "utf-8")
    (folder / "plan.toml").write_text(PLAN + WIDER, "utf-8")
    header = "reference,area,sex,sentence,order_ends,unpaid_work,treatment"
    cells = (row.split() for row in rows)
    dates = "2026-06-01,2027-05-31"
    text = [header, *(f"{who},town,male,{dates},{asks}" for who, asks in cells)]
    (folder / "people.csv").write_text("\n".join(text) + "\n", "utf-8")


def test_days_of_work_and_appointments_are_booked_without_a_programme(folder):
    # One place on Saturdays, 14 hours each: 6 and 13 June, then 20 and 27 June.
    booked(folder, "a 14,", "b 14,atr")
    found = json.loads(asked(folder, "--json").stdout)
    assert (found["wants"], found["bookings"]["asked"], found["proved"]) == (0, 3, True)
    days = {
        (one["person"], one["requirement"]): [each["day"] for each in one["sessions"]]
        for one in found["bookings"]["booked"]
    }
    assert days["b", "atr"] == ["2026-06-01", "2026-06-08", "2026-06-15"]
    assert sorted((days["a", "unpaid-work"], days["b", "unpaid-work"])) == [
        ["2026-06-06", "2026-06-13"], ["2026-06-20", "2026-06-27"],
    ]  # fmt: skip
    assert "3 of 3 requirements booked, proved best given the groups" in " ".join(
        asked(folder).stdout.split()
    )


def test_a_wider_project_and_a_holiday_stand_beside_the_plan(folder):
    # One after the other: two weeks for the second. Two places: none. Without 13 June the first
    # works on 6 and 20 June, the second from 27 June on: three weeks.
    booked(folder, "a 14,", "b 14,")
    found = json.loads(
        asked(folder, "a-wider-yard", "a-saturday-off", "--compare", "--json").stdout
    )
    assert [one["booking_weeks"] for one in found["compared"]] == [2, 0, 3]
    assert [(one["booked"], one["unbooked"]) for one in found["compared"]] == [(2, 0)] * 3


def test_a_plan_nobody_can_be_booked_in_is_impossible(folder):
    # 14 hours are two Saturdays: until 12 June there is one.
    booked(folder, "a 14,")
    rows = (folder / "people.csv").read_text("utf-8").replace("2027-05-31", "2026-06-12")
    (folder / "people.csv").write_text(rows, "utf-8")
    found = asked(folder, "--json")
    assert found.exit_code == 4
    assert json.loads(found.stdout)["bookings"]["waiting"][0]["reason"] == "window"


def test_mistakes_of_hours_and_treatments_are_told_with_row_and_column(folder):
    booked(folder, "a -5,", "b 301,atr", "c 14,atrr", "d ,", "e 7.5,atr;drr;mhtr", "f 7,atr;atr")
    found = json.loads(asked(folder, "--json").stdout)
    assert [(one["path"], one["message"]) for one in found["errors"]] == [
        ("row 2, column unpaid_work", "-5 is below 1"),
        ("row 3, column unpaid_work", "301 is above 300"),
        ("row 4, column treatment",
         '"atrr" is not a treatment requirement; did you mean "atr"?'),
        ("row 5, column programmes", "is empty, and so are unpaid_work and treatment"),
        ("row 6, column unpaid_work", "7.5 is not a whole number of hours"),
        ("row 6, column treatment", "3 treatments: at most 2"),
        ("row 7, column treatment", '"atr" stands there twice'),
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_bytes(folder):
    assert asked(folder, "--json").stdout_bytes == asked(folder, "--json").stdout_bytes


def test_scenarios_stand_side_by_side_with_the_base_first(folder):
    # With five places all three begin in June; closed, nobody does; both: closed is closed.
    found = json.loads(asked(folder, "more", "less", "more+less", "--compare", "--json").stdout)
    told = [(one["name"], one["placed"], one["moved"]) for one in found["compared"]]
    assert told == [("small", 2, 0), ("more", 3, 1), ("less", 0, 2), ("more + less", 0, 2)]
    sessions = [one["facilitator_sessions"] for one in found["compared"]]
    assert sessions == [28, 14, 0, 0]


def test_to_stay_moves_nobody_who_can_keep_their_run(folder):
    found = json.loads(asked(folder, "more", "--stay", "--json").stdout)
    assert (found["placed"], found["moved"]) == (3, 0)


def test_one_more_place_is_worth_what_it_changes(folder):
    # Before: one at once, one after 14 weeks, one unmet: 14 x 600 + 100,000. With a place more in
    # both cohorts nobody is unmet and one waits 14 weeks. Each placed travels 14 times an hour, at
    # 2 a minute: 1,680. So 100,000 are won and 1,680 lost.
    found = json.loads(asked(folder, "--prices", "--json").stdout)
    price = found["prices"][0]
    assert price["group"] == "did-tue"
    assert (price["lowest"], price["exact"], price["highest"]) == (98_320, 98_320, 98_320)
    assert price["estimate"] >= 98_320


def test_closing_the_only_group_costs_all_that_is_placed_in_it(folder):
    # Before: one at once, one after 14 weeks, two ways of 14 hours at 2 a minute, one unmet. Then
    # all three are unmet.
    found = json.loads(asked(folder, "--close", "1", "--json").stdout)["closings"]
    assert [one["group"] for one in found["groups"]] == ["did-tue"]
    assert (found["cost"], found["least"]) == (200_000 - 14 * 600 - 2 * 1_680,) * 2


def test_a_plan_nobody_can_be_placed_in_is_impossible(folder):
    assert asked(folder, "less").exit_code == 4


def test_a_plan_for_nobody_is_an_answer(folder):
    people(folder)
    found = asked(folder, "--json")
    assert (found.exit_code, json.loads(found.stdout)["placed"]) == (0, 0)


def test_a_mistake_is_told_with_row_and_column(folder):
    people(folder, "a", "a")
    found = asked(folder, "--json")
    errors = json.loads(found.stdout)["errors"]
    assert found.exit_code == 3
    assert [one["path"] for one in errors if "reference" in one["path"]] != []


def test_an_unknown_what_if_is_refused(folder):
    found = asked(folder, "mroe")
    assert found.exit_code == 3
    assert 'no what-if "mroe"' in found.output


@pytest.mark.parametrize("whatifs", [("less+more",), ("less", "more")])
def test_two_what_ifs_that_contradict_each_other_are_refused(folder, whatifs):
    # One closes the group before it ever meets, the other gives it five places.
    found = asked(folder, *whatifs)
    assert found.exit_code == 3
    said = 'Contradicts a change before it: "Close did-tue from 2026-06-01."'
    assert said in found.output.replace("\n", " ")


def test_without_a_plan_the_command_line_is_wrong():
    assert CliRunner().invoke(cli.main, ["plan"]).exit_code == 2


def test_stopped_at_once_there_is_a_plan_all_the_same(folder):
    found = asked(folder, "--seconds", "0", "--json")
    report = json.loads(found.stdout)
    assert report["stopped"]
    assert found.exit_code == (0 if report["placed"] else 5)


def test_a_population_to_fill_in_is_written(tmp_path):
    target = tmp_path / "people.csv"
    found = CliRunner().invoke(cli.main, ["plan", "--template", str(target)])
    assert found.exit_code == 0
    assert target.read_text("utf-8").startswith("reference,area,sex")


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_a_population_that_was_filled_in_is_never_written_over_by_an_empty_one(tmp_path, name):
    target = tmp_path / name
    target.write_text("filled in", "utf-8")
    found = CliRunner().invoke(cli.main, ["plan", "--template", str(target)])
    said = f"{name}: Stands there already, and may have been filled in: give another name."
    assert (found.exit_code, said in found.stderr) == (3, True)
    assert target.read_text("utf-8") == "filled in"


def test_a_template_is_of_the_kind_its_name_ends_in(tmp_path):
    found = CliRunner().invoke(cli.main, ["plan", "--template", str(tmp_path / "PEOPLE.XLSX")])
    assert (found.exit_code, (tmp_path / "PEOPLE.XLSX").read_bytes()[:2]) == (0, b"PK")
    found = CliRunner().invoke(cli.main, ["plan", "--template", str(tmp_path / "people.ods")])
    assert (found.exit_code, (tmp_path / "people.ods").exists()) == (3, False)
    assert "people.ods: The name of a template must end in .csv or .xlsx." in found.stderr


def test_the_months_to_come_are_played_and_kept(folder):
    table = '\n[forecast]\nmonths = 6\nreplications = 2\nfiller = "first-come"\n'
    table += '[[forecast.arrivals]]\nprogramme = "did"\na_week = 0.2\n'
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8") + table, "utf-8")
    records = folder / "done.jsonl"
    found = asked(folder, "--forecast", "--workers", "1", "--records", str(records), "--json")
    assert found.exit_code == 0
    assert list(json.loads(found.stdout)["forecasts"]) == ["small"]
    assert len(records.read_text("utf-8").splitlines()) == 2


def test_a_mistake_of_the_forecast_is_said_before_the_plan_is_made(folder, monkeypatch):
    def made(*_):
        raise AssertionError("planned all the same")

    monkeypatch.setattr("commands.plan._planned", made)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8") + "\n[forecast]\nmonths = 0\n", "utf-8")
    found = asked(folder, "--forecast")
    assert (found.exit_code, found.stdout) == (3, "")
    assert "$.forecast.months: A forecast is of 6 to 36 months, not of 0." in found.stderr


@pytest.mark.parametrize(
    ("option", "target", "said"),
    [
        ("--xlsx", "nowhere/plan.xlsx", "There is no folder"),
        ("--records", "nowhere/done.jsonl", "There is no folder"),
        ("--xlsx", ".", "Is a folder."),
        ("--charts", "people.csv", "Is a file: charts go into a folder."),
    ],
)
def test_what_can_be_written_nowhere_is_said_before_the_plan_is_made(
    folder, monkeypatch, option, target, said
):
    def read(*_):
        raise AssertionError("read all the same")

    monkeypatch.setattr("commands.plan.as_named", read)
    found = asked(folder, "--forecast", option, str(folder / target))
    assert (found.exit_code, found.stdout, said in found.stderr) == (3, "", True)


@pytest.mark.parametrize("shown", [[], ["--json"]])
def test_a_plan_is_shown_though_the_disk_is_full(folder, monkeypatch, shown):
    def full(path, content):
        raise OSError(28, "No space left on device")

    plain = asked(folder, *shown)
    for module in ("reports.plan_workbook", "reports.plan_charts"):
        monkeypatch.setattr(f"{module}.write_private", full)
    book, charts = folder / "plan.xlsx", folder / "charts"
    found = asked(folder, "--xlsx", str(book), "--charts", str(charts), *shown)
    # The text ends with how long it took.
    assert found.exit_code == 3
    assert found.stdout.splitlines()[:20] == plain.stdout.splitlines()[:20]
    assert found.stderr == plain.stderr + "".join(
        f"{path}: Can't be written: No space left on device.\n" for path in (book, charts)
    )
    assert not book.exists()


def test_a_cluster_that_does_not_answer_is_said_before_the_plan_is_made(folder, monkeypatch):
    def silent(address):
        raise NoCluster(f"no scheduler answers at {address}")

    def made(*_):
        raise AssertionError("planned all the same")

    monkeypatch.setattr("planning.executors.cluster", silent)
    monkeypatch.setattr("commands.plan._planned", made)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8") + f"\n[forecast]\nmonths = 6\n{ARRIVALS}", "utf-8")
    found = asked(folder, "--forecast", "--cluster", "tcp://nobody")
    assert (found.exit_code, found.stderr) == (
        3, "--cluster: No scheduler answers at tcp://nobody.\n"
    )


def test_a_forecast_longer_than_the_timetable_is_refused_before_the_plan_is_made(
    folder, monkeypatch
):
    def made(*_):
        raise AssertionError("planned all the same")

    monkeypatch.setattr("commands.plan._planned", made)
    plan = folder / "plan.toml"
    arrivals = ARRIVALS.replace("did", "ddi")
    plan.write_text(plan.read_text("utf-8") + f"\n[forecast]\nmonths = 36\n{arrivals}", "utf-8")
    found = asked(folder, "--forecast")
    assert found.exit_code == 3
    told = [line.rpartition("plan.toml: ")[2] for line in found.stderr.splitlines()]
    assert told == [
        "$.forecast.months: 36 months: the timetable ends on 2027-12-31.",
        '$.forecast.arrivals[0].programme: "ddi" is not a programme of the catalogue; did you mean '
        '"did"?',
    ]


LEFT_OUT = "The months to come: left out, since the work was stopped before."
BEST_UNTIL_THEN = "Interrupted: this is the best that was found until then.\n"


def test_months_to_come_that_are_left_out_are_said_to_be(folder, monkeypatch):
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8") + f"\n[forecast]\nmonths = 6\n{ARRIVALS}", "utf-8")
    found = asked(folder, "--forecast", "--seconds", "0", "--json")
    assert (found.exit_code, found.stderr) == (0, f"{LEFT_OUT}\n")

    def stopped(*_):
        signal.raise_signal(signal.SIGINT)
        raise SweepStopped

    monkeypatch.setattr("commands.plan_forecast._forecasts", stopped)
    found = asked(folder, "--forecast")
    assert (found.exit_code, found.stderr) == (130, BEST_UNTIL_THEN)
    assert LEFT_OUT in " ".join(found.stdout.split())
    assert "Stopped before all was proved" not in found.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_scenarios_and_groups_that_were_not_begun_when_it_was_stopped_are_said_to_be(
    folder, monkeypatch, number
):
    from planning import compare

    beside = compare._beside

    def pressed(*given):
        signal.raise_signal(number)
        return beside(*given)

    # Pressed once the plan is made, before the first scenario beside it.
    monkeypatch.setattr("planning.compare._beside", pressed)
    found = asked(folder, "more", "--compare", "--open", "1", "--prices", "--close", "1", "--json")
    assert found.exit_code == 130
    said = json.loads(found.stdout)
    assert [one["name"] for one in said["compared"]] == ["small"]
    assert said["left_out"] == [
        f"{what}: left out, since the work was stopped before."
        for what in (
            '"more" beside the plan', "What one more place is worth", "Which groups to open",
            "Which groups to close",
        )
    ]
    assert (said["openings"], said["closings"], said["prices"]) == (None, None, [])
    assert found.stderr == "\n".join(said["left_out"]) + f"\n{BEST_UNTIL_THEN}"


def test_where_there_is_nobody_to_draw_that_is_said(folder):
    people(folder)
    found = asked(folder, "--charts", str(folder / "charts"), "--json")
    assert (found.exit_code, found.stderr) == (
        0, "No charts: there is nobody in a group to draw them of.\n"
    )


def test_an_interrupt_while_all_is_being_written_leaves_nothing_out(folder, monkeypatch):
    monkeypatch.setattr(
        "commands.plan.write_files", lambda *_: signal.raise_signal(signal.SIGINT) or []
    )
    found = asked(folder, "--json")
    assert found.exit_code == 130
    assert json.loads(found.stdout)["left_out"] == []
    assert found.stderr == "Interrupted while it was being written: nothing is left out.\n"


def test_the_first_interrupt_asks_for_what_there_is_and_the_second_ends_at_once():
    stop = Stop(None)
    with stop.listening():
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        # A third is not heard: it would break off the ending itself.
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_an_interrupted_plan_is_printed_whole(folder, monkeypatch):
    listening = Stop.listening

    def interrupted(stop):
        stop.interrupted = True
        return listening(stop)

    monkeypatch.setattr(Stop, "listening", interrupted)
    found = asked(folder, "--json")
    assert found.exit_code == 130
    assert json.loads(found.stdout)["stopped"]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--cluster", "tcp://somebody"), ("--records", "done.jsonl"), ("--workers", "2")],
)
def test_what_only_a_forecast_uses_is_refused_without_one(folder, monkeypatch, option, value):
    def read(*_):
        raise AssertionError("read all the same")

    monkeypatch.setattr("commands.plan.as_named", read)
    found = asked(folder, option, value)
    assert (found.exit_code, found.stderr) == (
        3, f"{option}: Plays a forecast: ask for one with --forecast.\n"
    )


def test_all_that_a_forecast_would_use_is_refused_at_once(folder):
    found = asked(folder, "--workers", "2", "--records", "done.jsonl", "--json")
    assert found.exit_code == 3
    assert [(one["file"], one["value"]) for one in json.loads(found.stdout)["errors"]] == [
        ("--records", "done.jsonl"), ("--workers", 2)
    ]


def test_workers_of_this_machine_are_none_of_a_cluster(folder):
    found = asked(folder, "--forecast", "--cluster", "tcp://somebody", "--workers", "2")
    assert (found.exit_code, found.stderr) == (
        3,
        "--workers: Are of this machine, and --cluster plays elsewhere: give one of them.\n",
    )
