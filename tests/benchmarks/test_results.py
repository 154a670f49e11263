"""A section of results: dated, with its commit, its shares and its footnotes."""

from click.testing import CliRunner

from benchmarks import results
from benchmarks.answered import Answered
from benchmarks.greedy_bench import Compared, Figures
from benchmarks.kinds import Kind
from benchmarks.options_report import Report
from benchmarks.population_report import Classes
from benchmarks.results import HEADER, HERE, insert, main, section
from benchmarks.timed import Limits, Target, Timed

HELD = Limits(
    60,
    30,
    (
        Target("median", 2, "Half in time."),
        Target("max", 5, "All in time."),
        Target("startup", 1.5, "Soon begun."),
    ),
)
ROWS = (
    Timed("a", "proved", 1.5, 1.25, 0.1, variables=1234),
    Timed("b", "unproved", 8.0, 7.5, 0.1, variables=9999),
)
BOTH = (
    Compared("a", "proved", Figures(0, 100, 0, 10, 90), Figures(480, 140, 1, 4, 91)),
    Compared("b", "unproved", Figures(5, 9, 0, 1, 2), Figures(7, 8, 0, 1, 2), ("atr",)),
)


def lines_of(note=""):
    report = Report.of(ROWS, HELD, 0.5, shipped=2)
    return section("2026-06-08", "commit abc1234", report, BOTH, note).splitlines()


def test_a_section_is_headed_by_day_and_commit_and_holds_its_note():
    assert lines_of("A trial.")[:3] == ["## 2026-06-08, commit abc1234", "", "A trial."]


def test_what_was_missed_stands_beside_the_target():
    # Counted: 1.5 and, unproved, 60: median 30.75, longest 60.
    assert "| median | 30.75 | 1 of 2 | 2 | not met |" in lines_of()
    assert "| max | 60.00 | 1 of 2 | 5 | not met |" in lines_of()
    assert "| start-up | 0.50 |  | 1.5 | met |" in lines_of()


def test_every_case_has_its_own_row():
    assert "| a | proved | 1.50 | 1.25 | 1,234 |" in lines_of()
    assert "| b | unproved | 8.00 | 7.50 | 9,999 |" in lines_of()


def test_greedy_stands_beside_ours_with_its_failures():
    assert "| a | 0 | 480 | 100 | 140 | 0 | 1 |  |" in lines_of()
    assert "| b | 5 | - | 9 | - | 0 | - | atr |" in lines_of()
    assert "| minutes of work lost | 0.0 | 480.0 |" in lines_of()


def test_every_footnote_called_is_there():
    text = "\n".join(lines_of())
    for number in range(1, 5):
        assert text.count(f"[{number}]") == 2, number


def test_the_made_up_classes_stand_in_it_with_their_footnotes():
    rows = (Answered("small", 0, "proved", months=12, good=0.5, first=1.0, closed=2.0),)
    made_up = Classes((Kind("small", rows, 90.0, False),))
    report = Report.of(ROWS, HELD, 0.5, shipped=2)
    text = section("2026-06-08", "commit abc1234", report, BOTH, made_up=made_up)
    assert "| small: first option proved | 1.00 | 1.00 | 1 of 1 |" in text.splitlines()
    assert "seed 20260608" in text
    for number in range(1, 8):
        assert text.count(f"[{number}]") == 2, number


def test_a_new_section_stands_above_the_older_ones(tmp_path):
    path = tmp_path / "RESULTS.md"
    path.write_text(f"# Results\n\n{HEADER}", "utf-8")
    insert(path, "## first\n")
    insert(path, "## second\n")
    assert f"# Results\n\n{HEADER}\n## second\n\n## first\n" == path.read_text("utf-8")


def test_the_committed_results_have_a_place_for_sections():
    assert (HERE / "RESULTS.md").read_text("utf-8").count(HEADER) == 1


def test_a_file_without_a_place_is_left_alone(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n", "utf-8")
    ran = CliRunner().invoke(main, ["--to", str(path)])
    assert (ran.exit_code, path.read_text("utf-8")) == (2, "# Notes\n")


def test_without_git_day_and_commit_are_asked_for(tmp_path, monkeypatch):
    path = tmp_path / "RESULTS.md"
    path.write_text(HEADER, "utf-8")
    monkeypatch.setattr(results, "HERE", tmp_path / "nowhere")
    ran = CliRunner().invoke(main, ["--to", str(path)])
    assert ran.exit_code == 2
    assert "give --date and --commit" in ran.output
