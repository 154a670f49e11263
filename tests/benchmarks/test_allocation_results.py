"""A section of results for everybody's groups: what was asked beside what was reached."""

from attrs import evolve

from benchmarks import allocation_kept
from benchmarks.allocation_growth import draw
from benchmarks.allocation_kept import Kept, table
from benchmarks.allocation_results import main, section
from benchmarks.results import HEADER
from models.placement import PlanAim
from planning.making import made

MACHINE = {
    "cores": 2, "machine": "x86_64", "system": "Linux", "python": "3.11.7", "ortools": "9.15",
}  # fmt: skip


def region(percent, seconds, **changes):
    return {
        "people": 1000, "areas": 1, "percent": percent, "seconds": seconds, "cpu_seconds": 0.25,
        "mebibytes": 85.0, "value": 10, "bound": 10, "kinds": 9, "unmet": 0, "faults": 0,
        "checking_seconds": 1.0, "proved": True, **changes,
    }  # fmt: skip


def lines():
    runs = [{"machine": MACHINE, "regions": [region(80, 0.5), region(95, 0.75, proved=False)]}]
    return section("2026-06-08", "commit abc1234", runs, "A trial.").splitlines()


def test_the_slowest_share_of_places_stands_beside_what_was_asked():
    # 0.5 s and 0.75 s, one of the two proved; 0.8 s and 150 MiB are asked for.
    assert "| 1,000 in 1 | 1 of 2 | 0.75 | 0.80 | 0.25 | 85 | 150 |" in lines()


def test_a_size_that_was_not_run_has_no_figures():
    assert "| 100,000 in 40 | 0 of 0 |  | 80.00 |  |  | 350 |" in lines()


def test_a_section_goes_under_the_header(tmp_path):
    import json

    from click.testing import CliRunner

    page, run = tmp_path / "RESULTS.md", tmp_path / "run.json"
    page.write_text(f"# Results\n\n{HEADER}\nolder\n", "utf-8")
    run.write_text(json.dumps({"machine": MACHINE, "regions": [region(80, 0.5)]}), "utf-8")
    given = [str(run), "--date", "2026-06-08", "--commit", "abc1234", "--to", str(page)]
    assert CliRunner().invoke(main, given).exit_code == 0
    held = page.read_text("utf-8")
    assert held.index("## 2026-06-08, abc1234: everybody's groups") < held.index("older")


def test_a_bound_below_its_value_stands_in_brackets():
    row = Kept("3 sessions a week", 1.0, 0.5, 2, (("priority", 12, 10), ("work", 5, 5)), 0, "")
    [cells] = table([row]).rows
    assert cells == ("3 sessions a week", "1.00", "0.50", "2", "12 (10)", "5", "0", "")


def test_a_round_of_bookings_has_nothing_under_an_aim_it_does_not_know():
    groups = Kept("all", 1.0, 0.5, 0, (("company", 2, 2), ("work", 5, 5)), 0, "")
    booked = Kept("work", None, 0.5, 0, (("work", 7, 6),), 0, "")
    assert [cells[4:6] for cells in table([groups, booked]).rows] == [("2", "5"), ("", "7 (6)")]


def test_the_shipped_plan_is_measured_with_its_bookings(monkeypatch):
    monkeypatch.setattr(
        allocation_kept, "made", lambda region, asked: made(_some(region), evolve(asked, aims=FEW))
    )
    [groups, *rounds] = allocation_kept._demanded("east-midlands")
    assert [name for name, _, _ in groups.aims] == [aim.value for aim in PlanAim]
    assert rounds
    assert all(one.cpu_seconds > 0 and "not booked" in one.short for one in rounds)


# Of the shipped plan the first people alone, and the first of its aims.
FEW = (PlanAim.PRIORITY,)


def _some(region):
    people = tuple(one for one in region.population.people if one.booked_for)[:6]
    return evolve(region, population=evolve(region.population, people=people))


def test_the_growth_curve_is_drawn_and_said(tmp_path):
    rows = [{"people": 250, "cpu_seconds": 0.1}, {"people": 1000, "cpu_seconds": 0.4}]
    written = draw(rows, tmp_path)
    assert [path.name for path in written] == ["allocation-growth.svg", "allocation-growth.png"]
    assert "mathdefault" not in written[0].read_text("utf-8")
    assert "250 people: 0.10 s; 1,000 people: 0.40 s." in written[0].read_text("utf-8")
