"""How long reasons take: each question by kind, and its section of the results."""

import json

from click.testing import CliRunner

from benchmarks.results import HEADER
from benchmarks.why_bench import IMPOSSIBLE, Kind, Reason, data, reached, reasons, smoke, tables
from benchmarks.why_results import main, section

ROWS = (
    Reason("a", "", Kind.NOTHING, 0.25, 0.125, 3),
    Reason("a", "", Kind.WAYS_OUT, 4.0, 4.0, 2),
    Reason("a", "tsp", Kind.FINDING, 0.0, 0.0, 1),
    Reason("b", "rar", Kind.RULES, 0.75, 0.5, 2),
    Reason("b", "osap", Kind.OPEN, 0.5, 0.5),
    Reason("b", "osap", Kind.WITH_IT, 2.0, 1.5),
)


def test_packages_are_no_part_of_the_time_of_a_reason():
    # 0.25, 0.5 and 0.75 are asked of drafts: the middle one is 0.5, as long as is asked for.
    [(target, measured, met)] = reached(ROWS)
    assert (target.seconds, measured, met) == (0.5, 0.5, True)
    late = Reason("c", "", Kind.NOTHING, 0.52, 0.5, 1)
    # With 0.52 the middle two are 0.5 and 0.52.
    [(_, measured, met)] = reached((*ROWS, late))
    assert (measured, met) == (0.51, False)
    assert reached(())[0][1:] == (None, None)


def test_each_kind_has_its_row_and_a_kind_never_asked_has_no_figures():
    found, beside = tables(ROWS[:4])
    rows = {row[0]: row[1:] for row in (*found.rows, *beside.rows)}
    assert rows[Kind.RULES.value] == ("1", "0.750", "0.750", "0.750", "0.500", "0.500")
    assert rows[Kind.WITH_IT.value] == ("0", "", "", "", "", "")
    assert rows["all that drafts are asked for"][0] == "2"


def test_an_impossible_case_is_asked_why_nothing_and_why_not_each_code():
    rows = reasons(IMPOSSIBLE)
    assert [row.members for row in rows if row.kind is Kind.NOTHING] == [1]
    codes = [row.code for row in rows if row.code and row.kind is not Kind.WITH_IT]
    assert len(codes) == len(set(codes)) > 50
    assert all(row.seconds >= 0 for row in rows)
    smoke()


def test_the_section_holds_the_target_and_every_kind(tmp_path):
    ran = tmp_path / "why.json"
    ran.write_text(json.dumps(data(ROWS, 2, interrupted=False)), "utf-8")
    lines = section("2026-11-28", "commit abc1234", json.loads(ran.read_text("utf-8"))).splitlines()
    assert lines[0] == "## 2026-11-28, commit abc1234: reasons"
    assert "| reasons that drafts are asked for | 0.50 | 0.50 | met |" in lines
    results = tmp_path / "RESULTS.md"
    results.write_text(f"# Results\n\n{HEADER}", "utf-8")
    asked = [str(ran), "--date", "2026-11-28", "--commit", "commit abc1234", "--to", str(results)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert results.read_text("utf-8").splitlines()[4] == lines[0]
    bare = tmp_path / "bare.md"
    bare.write_text("# Results\n", "utf-8")
    assert CliRunner().invoke(main, [*asked[:-1], str(bare)]).exit_code == 2
