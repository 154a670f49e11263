"""The command line: what is printed where, which files are written, and the exit codes."""

import json
import re
import signal
import stat
import subprocess
import sys
import types
from importlib import import_module
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

import cli
import optimiser.options
import optimiser.wishing  # read before `propose` is put away: it keeps the one it finds
from commands.guarding import DEBUG
from commands.knowing import facts_of
from commands.saying import say_json
from models.allowed_loss import AllowedLoss
from models.sources import Source
from optimiser.results import Impasse, NotOffered

ROOT = Path(__file__).parents[1]
CASE = "low-first-order"
BAD_CASE = """
schema = 1
reference = "secret-reference"
colour = "red"
[dates]
conviction = 2026-05-11
sentence = 2026-05-01
"""


@pytest.fixture(scope="module")
def solved():
    """A real answer, solved once for all tests."""
    facts, inputs = facts_of(CASE, None, None)
    return evolve(optimiser.options.propose(facts, 1), inputs=inputs)


@pytest.fixture
def answering(monkeypatch):
    """Put an answer, or a function, in the place of the optimiser."""

    def put(answer):
        found = answer if callable(answer) else lambda facts, want, progress, loss, glimpse: answer
        monkeypatch.setattr(optimiser.options, "propose", found)

    return put


def run(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


# ---- options -----------------------------------------------------------------------------------


def test_the_answer_is_on_stdout_and_opens_with_the_line_for_court(solved, answering):
    answering(solved)
    result = run("options", CASE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0].startswith("Community order of 1 month: 40 hours of")


def test_json_is_all_that_stands_on_stdout_and_the_same_each_time(solved, answering):
    answering(solved)
    first, second = run("options", CASE, "--json"), run("options", CASE, "--json")
    assert first.stdout == second.stdout
    data = json.loads(first.stdout)
    assert set(data["inputs"]) == {"case", "timetable", "catalogue"}
    assert data["impasse"] is None
    assert data["interrupted"] is False
    assert len(data["options"]) == len(solved.options)


def test_the_text_for_the_court_comes_instead_of_the_screen(solved, answering):
    answering(solved)
    result = run("options", CASE, "--court")
    assert result.stdout.split()[:1] == ["Proposal"]
    assert "Calendar," not in result.stdout
    data = json.loads(run("options", CASE, "--court", "--json").stdout)
    assert data["court"]["proposal"].startswith("If the court is minded")


def test_files_are_for_their_owner_and_said_on_stderr(solved, answering, tmp_path):
    answering(solved)
    ics, package = tmp_path / "o.ics", tmp_path / "o.toml"
    result = run("options", CASE, "--ics", ics, "--package", package)
    assert result.stderr.splitlines() == [f"Written: {package}", f"Written: {ics}"]
    assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()} == {0o600}
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_file_that_cannot_be_written_is_a_mistake_of_the_input(solved, answering, tmp_path):
    answering(solved)
    path = tmp_path / "nowhere" / "o.ics"
    result = run("options", CASE, "--ics", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"{path}: Can't be written: No such file or directory.\n"


def test_an_option_that_is_not_there_is_a_mistake_told_beside_the_answer(
    solved, answering, tmp_path
):
    answering(solved)
    calendar, number = tmp_path / "o.ics", len(solved.options)
    asked = ("options", CASE, "--option", number + 1, "--ics", calendar)
    result = run(*asked, "--court")
    assert result.exit_code == 3
    assert result.stderr == f"--option: Option {number + 1} is not there: {number} found.\n"
    assert result.stdout == run("options", CASE).stdout
    assert not calendar.exists()
    data = json.loads(run(*asked, "--json").stdout)
    assert len(data["options"]) == number
    said = f"option {number + 1} is not there: {number} found"
    assert data["errors"] == [
        {"file": "--option", "path": "$", "value": number + 1, "message": said}
    ]
    assert "errors" not in json.loads(run("options", CASE, "--json").stdout)


def test_asking_to_see_the_seventh_option_is_asking_for_seven(solved, answering):
    wanted = []

    def propose(facts, want, progress, loss, glimpse):
        wanted.append(want)
        return solved

    answering(propose)
    run("options", CASE, "--option", 7)
    run("options", CASE, "--want", 2, "--option", 2)
    run("options", CASE, "--want", 3)
    run("options", CASE)
    assert wanted == [7, 2, 3, 5]


@pytest.mark.parametrize(("want", "option"), [(1, 2), (1, 9), (5, 6)])
def test_an_option_beyond_those_wanted_is_refused_before_anything_is_looked_for(
    answering, want, option
):
    def propose(*_, **__):
        raise AssertionError("solved all the same")

    answering(propose)
    asked = ("options", CASE, "--want", want, "--option", option)
    result = run(*asked)
    said = f"Option {option} is to be shown and no more than {want} wanted (--want)."
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", f"--option: {said}\n")
    [error] = json.loads(run(*asked, "--json").stdout)["errors"]
    assert (error["file"], error["value"]) == ("--option", option)


def test_the_plan_can_be_made_later_but_not_before_the_sentence(solved, answering):
    seen = []

    def propose(facts, want, progress, loss, glimpse):
        seen.append(facts.today.isoformat())
        return solved

    answering(propose)
    later = json.loads(run("options", CASE, "--from", "2026-03-02", "--json").stdout)
    assert (seen, later["inputs"]["from"]) == (["2026-03-02"], "2026-03-02")
    result = run("options", CASE, "--from", "2026-01-01")
    assert result.exit_code == 3
    assert "on or after the day of sentence" in result.stderr


def test_an_amount_in_a_unit_of_another_requirement_is_a_mistake_of_the_file(tmp_path):
    case = tmp_path / "case.toml"
    bad = ROOT / "tests" / "bad" / "cases" / "amounts-of-other-units.toml"
    case.write_bytes(bad.read_bytes())
    result = run("options", case, "--json")
    assert result.exit_code == 3
    errors = json.loads(result.stdout)["errors"]
    assert {one["file"] for one in errors} == {str(case)}
    assert [(one["path"], one["value"]) for one in errors] == [
        ("$.sentence.asks[0].hours", 5),
        ("$.sentence.asks[0].days", 3),
        ("$.sentence.asks[1].months", 4),
        ("$.sentence.asks[2].months", 6),
    ]
    assert run("check", case).exit_code == 3


# ---- wishes ------------------------------------------------------------------------------------


def test_wishes_are_answered_with_the_difference_they_make():
    wishes = ["--months", 2, "--never", "saturday 09:00-12:00"]
    result = run("options", CASE, "--want", 1, *wishes, "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["options"][0]["order"]["months"] == 2
    assert (data["wishes"]["months"], data["wishes"]["never"]) == (2, ["saturday 09:00-12:00"])
    [row] = data["difference"]
    assert row["measures"]["months"] == {"without": 1, "under": 2, "change": 1}
    assert json.loads(data["inputs"]["wishes"]) == data["wishes"]


def test_an_option_under_wishes_is_lawful_by_the_case_as_it_is(tmp_path):
    package = tmp_path / "wished.toml"
    wishes = ["--amount", "unpaid-work=60", "--months", 4, "--evenings-only"]
    assert run("options", CASE, "--want", 1, *wishes, "--package", package).exit_code == 0
    audited = json.loads(run("audit", CASE, "--package", package, "--json").stdout)
    assert audited["verdict"] == "lawful"


def test_without_wishes_the_answer_says_there_were_none(solved, answering):
    answering(solved)
    data = json.loads(run("options", CASE, "--json").stdout)
    assert (data["wishes"], data["difference"]) == (None, None)
    assert "wishes" not in data["inputs"]
    assert data["options"][0]["counterfactuals"] == []


def test_wishes_that_nobody_could_grant_are_3_a_sentence_each():
    wishes = ["--with", "asr", "--group", "nowhere", "--with", "rar", "--without", "rar"]
    result = run("options", CASE, *wishes)
    assert (result.exit_code, result.stdout) == (3, "")
    flags = [line.split(": ")[1] for line in result.stderr.splitlines()]
    assert flags == ["--with", "--group", "--without"]
    errors = json.loads(run("options", CASE, *wishes, "--json").stdout)["errors"]
    assert {(error["path"], error["value"]) for error in errors} == {
        ("--with", "asr"),
        ("--group", "nowhere"),
        ("--without", "rar"),
    }


def test_mistakes_of_wishes_and_of_losses_are_said_at_once():
    result = run("options", CASE, "--with", "asr", "--loss", "walk=3", "--loss", "work=3")
    flags = [line.split(": ")[1] for line in result.stderr.splitlines()]
    assert (result.exit_code, flags) == (3, ["--with", "--loss", "--loss"])


def test_wishes_the_case_cannot_meet_are_4_with_the_reason():
    # Unpaid work at low seriousness is of 40 to 80 hours.
    result = run("options", CASE, "--amount", "unpaid-work=81")
    assert result.exit_code == 4
    # Without them there is a lawful package.
    assert result.stdout.startswith("The wishes can't be met in this case.\n")
    assert "81 hours: at most 80" in result.stdout
    data = json.loads(run("options", CASE, "--amount", "unpaid-work=81", "--json").stdout)
    assert [reason["code"] for reason in data["impasse"]["reasons"]] == ["unpaid-work"]
    assert data["impasse"]["wished"] is True
    assert run("options", CASE, "--want", 1, "--amount", "unpaid-work=80").exit_code == 0


@pytest.mark.parametrize(
    "wish",
    [
        ["--relax", "worship"],
        ["--finish-by", "31/03/2026"],
        ["--loss", "work=5h", "--loss", "work=99h"],
        ["--months", "999999999"],
        ["--months", "9999999999999999999999"],
        ["--amount", "rar=999999999"],
    ],
)
def test_a_wish_that_cannot_be_taken_is_3_whatever_is_wrong_with_it(wish):
    result = run("options", CASE, *wish)
    assert (result.exit_code, result.stdout) == (3, "")
    [error] = json.loads(run("options", CASE, *wish, "--json").stdout)["errors"]
    assert (error["file"], error["path"]) == ("wishes", wish[0])
    assert error["value"]


def test_what_others_may_lose_is_asked_of_the_optimiser_or_left_to_it(solved, answering):
    asked = []

    def propose(facts, want, progress, loss, glimpse):
        asked.append(loss)
        return solved

    answering(propose)
    run("options", CASE)
    run("options", CASE, "--loss", "work=20h", "--loss", "practice=2")
    assert asked == [None, AllowedLoss(work_minutes=20 * 60, work_percent=0, practice=2)]
    assert run("options", CASE, "--loss", "work=20").exit_code == 3


def test_the_loss_allowed_marks_the_answer_made_with_it(solved, answering, tmp_path):
    answering(solved)

    def told(*flags):
        ics = tmp_path / "option.ics"
        data = json.loads(run("options", CASE, *flags, "--ics", ics, "--json").stdout)
        return data["inputs"], re.findall("UID:.*", ics.read_text("utf-8"))

    plain, uids = told()
    assert "loss" not in plain
    assert told("--loss", "practice=1")[0] == plain
    marked, others = told("--loss", "work=10%", "--loss", "contact=1")
    assert json.loads(marked["loss"]) == {
        "work_minutes": 0, "work_percent": 10, "answering": 0, "practice": 1, "contact": 1,
    }  # fmt: skip
    assert uids
    assert not set(uids) & set(others)


def test_a_complete_list_says_so_on_the_screen_and_in_json(solved, answering):
    said = (
        "Nothing else considered within the allowed loss is better in any aim: "
        "the list is complete."
    )
    for closed in (True, False):
        answering(evolve(solved, closed=closed))
        screen = " ".join(run("options", CASE).stdout.split())
        data = json.loads(run("options", CASE, "--json").stdout)
        assert (said in screen, data["closed"]) == (closed, closed)


# ---- exit codes --------------------------------------------------------------------------------


def test_a_wrong_command_line_is_2():
    assert run("options", CASE, "--want", "0").exit_code == 2
    assert run("options", CASE, "--from", "yesterday").exit_code == 2
    assert run("audit", CASE).exit_code == 2


def test_mistakes_are_3_all_at_once_and_on_stderr(tmp_path):
    case, timetable = tmp_path / "case.toml", tmp_path / "region.toml"
    case.write_text(BAD_CASE)
    timetable.write_text("schema = 1\n")
    result = run("options", case, "--timetable", timetable)
    assert (result.exit_code, result.stdout) == (3, "")
    lines = result.stderr.splitlines()
    assert {line.split(": ")[0] for line in lines} == {str(case), str(timetable)}
    assert any("colour" in line for line in lines)


def test_mistakes_as_json_are_on_stdout(tmp_path):
    case = tmp_path / "case.toml"
    case.write_text(BAD_CASE)
    result = run("options", case, "--json")
    assert (result.exit_code, result.stderr) == (3, "")
    errors = json.loads(result.stdout)["errors"]
    assert {tuple(error) for error in errors} == {("file", "path", "value", "message")}
    assert "$.colour" in [error["path"] for error in errors]


def test_an_unknown_name_is_3_and_helps_on():
    result = run("options", "low-first-ordre")
    assert result.exit_code == 3
    assert 'did you mean "low-first-order"?' in result.stderr


def test_proved_impossible_is_4_with_its_reasons(solved, answering):
    reason = NotOffered("rar", "RAR", "No officer works here", Source("local", "hours"))
    answering(evolve(solved, options=(), impasse=Impasse((reason,), "Nothing is open")))
    result = run("options", CASE)
    assert result.exit_code == 4
    assert result.stdout.startswith("No lawful package is possible. Nothing is open.\n")
    as_json = run("options", CASE, "--json", "--court")
    assert as_json.exit_code == 4
    assert json.loads(as_json.stdout)["impasse"]["reasons"][0]["code"] == "rar"


def test_nothing_found_in_time_is_5_and_not_called_impossible(solved, answering):
    answering(evolve(solved, options=(), impasse=None, exhausted=True))
    result = run("options", CASE)
    assert result.exit_code == 5
    assert result.stdout.startswith("No option was found in the time allowed.")
    assert json.loads(run("options", CASE, "--json").stdout)["exhausted"] is True


def test_interrupted_is_130_and_what_was_found_is_whole(solved, answering):
    def propose(facts, want, progress, loss, glimpse):
        progress(solved.options[0])
        raise KeyboardInterrupt

    answering(propose)
    result = run("options", CASE, "--want", 3, "--json")
    assert result.exit_code == 130
    data = json.loads(result.stdout)
    assert [o["id"] for o in data["options"]] == [solved.options[0].id]
    assert data["interrupted"] is True
    assert "wishes" in data
    assert result.stderr == "Interrupted: this is what was found until then.\n"


@pytest.mark.parametrize("command", ["options", "why"])
def test_json_is_json_even_where_an_interrupt_came_before_anything_was_found(command, monkeypatch):
    def interrupted(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module(f"commands.{command}"), "facts_of", interrupted)
    result = run(command, CASE, "--json")
    assert result.exit_code == 130
    assert json.loads(result.stdout) == {"interrupted": True}
    assert result.stderr == "Interrupted.\n"
    assert run(command, CASE).stdout == ""


def test_json_that_was_begun_is_followed_by_no_other(solved, answering, monkeypatch):
    answering(solved)
    monkeypatch.setattr("commands.options.leave", lambda thread: None)

    def broken(*given, **named):
        say_json({"schema": 1})
        raise KeyboardInterrupt

    monkeypatch.setattr("commands.options._show", broken)
    result = run("options", CASE, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (130, {"schema": 1})


WAITING = f"""
import sys, time
import cli, optimiser.options
def propose(facts, want, progress, loss, glimpse):
    print("asked", file=sys.stderr, flush=True)
    time.sleep(600)
optimiser.options.propose = propose
sys.argv = ["sentence-packages", "options", "{CASE}", "--json"]
cli.main()
"""


def test_a_signal_ends_a_search_at_once():
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr.readline() == b"asked\n"
        process.send_signal(signal.SIGINT)
        stdout, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(stdout)["options"] == []


AT_WORK = f"""
import os, signal, time
import optimiser.options
from commands.asking import interruptible
from commands.knowing import facts_of
from models.wishes import Wishes
def propose(facts, want, progress, loss, glimpse):
    time.sleep(0.5)  # by then it is waited for
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(600)
optimiser.options.propose = propose
_, thread = interruptible(facts_of("{CASE}", None, None)[0], 2, Wishes())
print(thread.is_alive(), flush=True)
os._exit(0)
"""


def test_a_solver_still_at_work_when_interrupted_is_known_to_be():
    """Taken for ended, the program would end in the ordinary way, and die of it now and then."""
    ended = subprocess.run(
        [sys.executable, "-c", AT_WORK], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (ended.stdout, ended.stderr) == ("True\n", "")


def test_a_fault_of_ours_is_70_and_tells_nothing_of_the_case(answering, monkeypatch):
    monkeypatch.delenv(DEBUG, raising=False)

    def propose(facts, want, progress, loss, glimpse):
        raise ValueError(f"{facts.case.reference} lives at home")

    answering(propose)
    result = run("options", CASE)
    assert (result.exit_code, result.stdout) == (70, "")
    assert "ValueError" in result.stderr
    assert CASE not in result.stderr
    assert "lives at home" not in result.stderr


def test_a_fault_of_ours_is_shown_to_who_asks(answering, monkeypatch):
    monkeypatch.setenv(DEBUG, "1")

    def propose(facts, want, progress, loss, glimpse):
        raise ValueError("the detail")

    answering(propose)
    assert str(run("options", CASE).exception) == "the detail"


# ---- the other commands ------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_an_option_is_audited_lawful_with_equal_measures(solved, answering, tmp_path, suffix):
    answering(solved)
    package = tmp_path / f"option{suffix}"
    said = json.loads(run("options", CASE, "--package", package, "--json").stdout)
    result = run("audit", CASE, "--package", package, "--json")
    assert result.exit_code == 0
    audited = json.loads(result.stdout)
    assert audited["verdict"] == "lawful"
    assert audited["measures"] == said["options"][0]["measures"]


def test_an_unlawful_package_is_an_answer_too(tmp_path):
    package = tmp_path / "long.toml"
    # An order of 37 months: one more than the three years of the law.
    package.write_text(
        '[order]\nkind = "community-order"\nmonths = 37\n'
        '[[requirements]]\ncode = "unpaid-work"\nterms = { hours = 40 }\n'
    )
    result = run("audit", CASE, "--package", package)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Not lawful.")


def test_the_catalogue_is_shown_whole_and_by_code():
    whole = json.loads(run("catalogue", "--json").stdout)
    assert {"asro", "atr", "unpaid-work"} - {e["code"] for e in whole["entries"]} == set()
    result = run("catalogue", "asro")
    assert result.stdout.splitlines()[0] == "Addressing Substance Related Offending"
    unknown = run("catalogue", "asr")
    assert (unknown.exit_code, unknown.stdout) == (3, "")


@pytest.mark.parametrize(
    ("day", "said"), [("2022-06-27", "in force"), ("2022-06-28", "not available, or not known")]
)
def test_the_attendance_centre_ends_on_its_day(day, said):
    # By date of conviction, abolished for adults from 28 June 2022.
    data = json.loads(run("catalogue", "attendance-centre", "--on", day, "--json").stdout)
    assert data["availability"] == said


def test_files_are_checked(tmp_path):
    bad = tmp_path / "case.toml"
    bad.write_text(BAD_CASE)
    good = ROOT / "scenarios" / "cases" / f"{CASE}.toml"
    assert run("check", good).stdout == "1 checked, nothing wrong.\n"
    assert json.loads(run("check", good, "--json").stdout) == {"errors": []}
    assert run("check", good, bad).exit_code == 3


def test_the_shipped_cases_are_listed_with_titles():
    lines = run("cases").stdout.splitlines()
    (mission,) = [line for line in lines if line.startswith("mission ")]
    assert mission.split(maxsplit=1)[1] == "A dependent drinker who works days in a warehouse"


def test_benchmarks_are_run_by_their_own_room(monkeypatch):
    asked = []
    timing = types.ModuleType("benchmarks.options_bench")
    timing.run = lambda cases, as_json, isolated, listed: asked.append((cases, as_json, isolated))
    registry = types.ModuleType("benchmarks.registry")
    registry.smoke = lambda: asked.append("smoke")
    registry.every = lambda: asked.append("every")
    monkeypatch.setitem(sys.modules, "benchmarks.options_bench", timing)
    monkeypatch.setitem(sys.modules, "benchmarks.registry", registry)
    for arguments in (["options", "--cases", "2", "--json"], ["--smoke"], []):
        assert run("bench", *arguments).exit_code == 0
    assert asked == [(2, True, False), "smoke", "every"]
