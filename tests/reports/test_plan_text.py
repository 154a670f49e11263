"""A plan on the screen: its figures with their bounds, short lists, nothing wider than the page."""

import doctest

import pytest
from attrs import evolve

from models.placement import Plan, StageBound, Unplaced, Waiting
from models.plan_rules import PlanMeasures
from models.sources import Source
from planning.forecast import Estimate
from planning.forecast_measures import Key
from planning.report import PlanReport, Waits
from planning.worth_report import Closings, Openings
from reports import guarding_cells, plan_grid, plan_table, plan_text
from reports.plan_booking_text import bookings
from reports.plan_compare_text import comparison_screen
from reports.plan_grid import grid
from reports.plan_table import NOTHING, Column, Kind, Table
from reports.plan_tables import bound, gap
from reports.plan_text import headline, how_good, longest, moved, screen, worth
from reports.screen import rendered
from tests.reports.plan_example import BOOKED, HARM, REPORT


def nobody(**more):
    """A plan of a population of zero."""
    return PlanReport(
        id="empty", title="", name="base", seed=1, aims=(), people=0, wants=0, plan=Plan(),
        measures=PlanMeasures(), faults=(), loads=(), waits=(), fairness=(), shortages=(),
        demands=(), weeks={}, facilitator_sessions=0, **more,
    )  # fmt: skip


def waiting(number):
    return tuple(
        Unplaced(f"p{each}", "tsp", Waiting.FULL, "Every run is full.") for each in range(number)
    )


def test_the_first_line_says_how_many_are_placed_and_whether_it_is_proved():
    # Six programmes are wanted by five people; four have a place. Work has a gap.
    assert headline(REPORT) == (
        "East Midlands: 4 of 6 programmes placed for 5 people, not proved best."
    )


def test_bookings_are_told_with_the_bound_of_each_round_and_how_full_it_is():
    # Three of four requirements; the work of unpaid work could be 30 minutes less. On 13 June two
    # of the plan work beside seven: nine of ten; in the mean (8 + 9 + 8) / 30 = 83 %.
    said = rendered(bookings(BOOKED)).splitlines()
    assert said[1:3] == [
        "Unpaid work and treatment, given the groups",
        "  3 of 4 requirements booked, not proved best given the groups.",
    ]
    assert "    Work, study, care lost            minutes     90      60   30  no" in said
    assert "  Parks and verges  Saturday        9      10   83%" in said
    assert any("No provider of drr is within reach." in one for one in said)
    assert headline(BOOKED).endswith(
        "3 of 4 requirements booked, not proved best given the groups."
    )


def test_what_facilitators_and_rooms_are_short_of_is_told_where_and_since_when():
    said = rendered(screen(REPORT)).splitlines()
    at = said.index("Group sessions a week of facilitators, and groups at once in rooms")
    assert [line.split() for line in said[at + 5 : at + 7]] == [
        ["derby", "facilitators", "38", "38", "3", "1", "June", "2026", "2"],
        ["derby-office", "rooms", "6", "0", "0", "-", "0"],
    ]


def test_that_no_group_to_open_would_gain_anything_is_said_and_how_surely():
    def said(*figures):
        found = evolve(REPORT, openings=Openings(1, *figures))
        text = " ".join(rendered(screen(found)).split())
        return text[text.index("Which group to open next") :].partition(".")[0]

    none = "Which group to open next - No group was found that gains anything if it is opened"
    assert said(24, 3, 0, 0) == f"{none}: 24 looked at, 3 plans solved (proved)"
    assert said(24, 24, 0, 1_500) == (
        f"{none}: 24 looked at, 24 plans solved (none gains more than 1,500)"
    )
    assert said(0, 0, 0, 0) == (
        "Which group to open next - No group was looked at: nobody waits for a programme that "
        "could be held, and in the groups there are one more place is worth nothing"
    )


def test_that_no_place_is_dear_and_no_group_can_be_closed_is_said_where_it_was_asked():
    bare = evolve(REPORT, prices=(), giver_prices=(), openings=None, closings=None)
    assert rendered(worth(bare)) == ""
    found = evolve(bare, priced=True, closings=Closings(1, 0, 0, 0, 0))
    assert " ".join(rendered(worth(found)).split()) == (
        "What one more place is worth - Nothing: no group, project or provider is so full that one "
        "more would be of use. Which group to close next - There is no group to close: nobody of "
        "the plan sits in one."
    )


def test_what_is_left_out_is_said_before_the_plan_is():
    left = "The months to come: left out, since the work was stopped before."
    said = rendered(screen(evolve(REPORT, left_out=(left,))))
    at = said.index("Left out")
    assert " ".join(said[at:].split()).startswith(f"Left out - {left}")
    assert at < said.index("What the plan comes to")


def test_where_nobody_asks_for_bookings_nothing_is_said_of_them():
    assert rendered(bookings(REPORT)) == ""


def test_each_aim_stands_with_its_bound_and_gap():
    # No plan loses less than 741.5 minutes, so none less than 742: 780 - 742 = 38 at the most.
    assert rendered(how_good(REPORT)).splitlines() == [
        "",
        "What the plan comes to, aim by aim, in the order in which they were put",
        "                                                      Proved",
        "  Aim                                 Unit     Value   bound  Gap  Proved best",
        "  Priority need unmet                 units        2       2    0  yes",
        "  Cannot finish before their order    people       2       2    0  yes",
        "  ends",
        "  Waiting for first sessions          weeks        9       9    0  yes",
        "  Small groups and lone women         times        1       1    0  yes",
        "  Work, study, care lost              minutes    780     742   38  no",
        "  Travel                              minutes  1,240   1,240    0  yes",
        "  24 group sessions held. Seed 1.",
        "  1 person loses a run they have in the plan without the what-ifs.",
    ]


def test_a_bound_is_whole_as_every_value_is():
    close = StageBound("work", 742, 741.9999999)
    assert (bound(close), gap(close)) == (742, 0)
    # One a hair above a whole number is that number: a sum of prices is only so exact.
    assert bound(StageBound("work", 742, 741.0000001)) == 741


def test_a_bound_that_rounding_carries_over_the_value_leaves_no_gap_below_zero():
    assert gap(StageBound("work", 742, 742.4)) == 0


def test_a_stopped_plan_says_so():
    said = "Stopped before all was proved: this is the best plan found until then."
    assert said not in rendered(how_good(REPORT))
    unsure = evolve(REPORT.plan, stages=(StageBound("work", 742, 700.0),))
    assert said in rendered(how_good(evolve(REPORT, stopped=True, plan=unsure)))
    # Stopped while the months to come were played: the plan was proved before.
    proved = evolve(REPORT.plan, stages=())
    assert said not in rendered(how_good(evolve(REPORT, stopped=True, plan=proved)))


def test_nothing_is_wider_than_the_page():
    assert max(map(len, rendered(screen(REPORT), width=80).splitlines())) <= 80


def test_long_names_go_on_below_and_lose_no_letter():
    name = "a-group-with-a-name-that-goes-on-and-on-and-on-at-nottingham-north-thursday-evening"
    [first, *_] = REPORT.loads
    text = rendered(screen(evolve(REPORT, loads=(evolve(first, group=name),))), width=80)
    assert max(map(len, text.splitlines())) <= 80
    head = text.index("How full each group")
    # Under the title and two lines of headings.
    folded = [row[:46].strip() for row in text[head:].splitlines()[3:5]]
    assert "".join(folded) == name


def test_a_name_too_long_for_its_column_is_broken_at_a_hyphen():
    columns = (Column("Programme"), Column("A long title"))
    table = Table("x", "X", columns, (("building-choices-moderate", "word " * 12),))
    lines = rendered([grid(table)], width=40).splitlines()
    assert [row.split("  ")[0].strip() for row in lines[1:3]] == ["building-choices-", "moderate"]


def test_of_many_who_wait_twelve_are_listed_and_the_rest_counted():
    plan = evolve(REPORT.plan, unplaced=waiting(30))
    text = rendered(screen(evolve(REPORT, plan=plan)))
    # 30 wait, 12 are listed: 18 more.
    assert "18 more in the workbook and the JSON." in text
    assert ("  p11 " in text, "  p12 " in text) == (True, False)


def test_no_name_steers_the_terminal():
    plan = evolve(REPORT.plan, unplaced=(Unplaced("p\x1b[2J1", "tsp", Waiting.FULL, "[bold]x"),))
    text = rendered(screen(evolve(REPORT, plan=plan)))
    assert "\x1b" not in text
    assert "[bold]x" in text


def test_who_waits_longest_is_named_by_each_mark():
    assert list(longest(REPORT.fairness)) == [
        "Sex: male, nine in ten within 5 weeks and the last after 5 weeks; female within 1 week "
        "and after 1 week.",
        "Work: no difference.",
    ]


def test_one_kind_of_people_alone_is_compared_with_nobody():
    only = (
        Waits("sex", "male", 3, 0, 1, 2, 3),
        Waits("sex", "female", 0, 1, None, None, None),
    )
    assert list(longest(only)) == []


def test_scenarios_stand_side_by_side_with_what_is_different():
    proved = tuple(evolve(one, stages=()) for one in REPORT.compared)
    lines = rendered(comparison_screen(proved)).splitlines()
    assert lines[1:5] == [
        "Scenarios side by side",
        "                               base  two-fewer  evening",
        "  People                          5          5        5",
        "  Placed                          4          3        5",
    ]
    assert "  Small groups and lone women     0          2        1" in lines
    # 17 weeks of 60 minutes lost are 17 hours.
    assert "  Hours lost                   13.0       17.0     11.0" in lines
    assert lines[-2:] == [
        "  two-fewer: 2 facilitators fewer at derby.",
        "  evening: Resize tsp-derby-tue-eve to 14 places.",
    ]


def test_more_scenarios_than_fit_go_on_below():
    one = evolve(REPORT.compared[0], stages=())
    many = tuple(evolve(one, name=f"s{number}") for number in range(5))
    lines = rendered(comparison_screen(many)).splitlines()
    assert [line.split() for line in lines if line.strip().startswith("s")] == [
        ["s0", "s1", "s2", "s3"],
        ["s4"],
    ]


def test_a_long_name_of_a_scenario_is_broken_between_its_words():
    named = evolve(REPORT.compared[1], name="two-facilitators-fewer-in-derby")
    lines = rendered(comparison_screen((REPORT.compared[0], named))).splitlines()
    # Two scenarios have 56 / 2 - 2 = 26 letters each.
    assert [line.split() for line in lines[2:4]] == [
        ["two-facilitators-fewer-in-"],
        ["base", "derby"],
    ]


def test_where_every_price_is_proved_its_limits_are_not_repeated():
    settled = tuple(evolve(one, lowest=one.exact, highest=one.exact) for one in REPORT.prices)
    report = evolve(REPORT, closings=None)
    told, proved = rendered(screen(report)), rendered(screen(evolve(report, prices=settled)))
    assert ("least" in told, "least" in proved) == (True, False)


def test_a_scenario_that_breaks_a_rule_says_so():
    broken = evolve(REPORT.compared[1], musts=2)
    assert "two-fewer: 2 rules are not kept." in rendered(
        comparison_screen((REPORT.compared[0], broken))
    )


def test_a_scenario_in_which_a_plan_might_do_better_says_in_what_and_how_far():
    stages = (
        StageBound("waiting", 1_219, 1_219.0),
        StageBound("work", 22_742, 21_699.2),
        StageBound("travel", 1_002_341, 870_000.0),
    )
    base = evolve(REPORT.compared[0], stages=())
    unsure = evolve(REPORT.compared[1], stages=stages)
    told = " ".join(rendered(comparison_screen((base, unsure))).split())
    assert (
        "two-fewer: not proved best: work, study, care lost 22,742 minutes where no plan is below "
        "21,700; travel 1,002,341 minutes where no plan is below 870,000."
    ) in told
    proved = evolve(unsure, stages=stages[:1])
    assert "not proved best" not in rendered(comparison_screen((base, proved)))


def test_seat_prices_come_dearest_first_and_are_called_an_estimate():
    text = rendered(screen(REPORT))
    head = text.index("What one more place in a group is worth")
    # The heading of the last columns goes over two lines.
    rows = text[head:].splitlines()[2:5]
    assert [row.split()[0] for row in rows] == ["Group", "tsp-derby-tue-eve", "asro-derby-tue-eve"]
    assert rows[0].split()[2] == "Estimate"
    # An estimate has no figures after the point.
    assert rows[1].split()[2:4] == ["99,400", "99,410"]
    # The other was not solved again.
    assert rows[2].split()[3:] == [NOTHING, NOTHING, NOTHING]


def test_what_closing_a_group_costs_and_frees_is_said():
    text = rendered(screen(REPORT))
    told = " ".join(text[text.index("Which group to close next") :].split())
    assert "asro-derby-tue-eve asro 2 24 1,200 1,200 yes" in told
    assert "2 groups looked at, 1 plans solved; the choice costs 1,200 (proved)." in told


def test_a_forecast_gives_means_with_their_intervals():
    text = rendered(screen(REPORT))
    assert "Programmes asked for          120.0 (112.0 to 128.0)  120.0 (112.0 to 128.0)" in text
    # Programmes stand under one heading, with their names whole.
    told = text[text.index("The months to come") :]
    assert any(row.startswith("    tsp  ") for row in told.splitlines())
    # -1% to 25%: no share is below nothing.
    assert "12.0% (0.0% to 25.0%)" in text
    assert "base: 6 months from 1 June 2026, 20 replications, seed 7." in text
    assert "Assumed, and found in no text: absent." in text


def forecast_of(**changed):
    found = evolve(REPORT.forecasts["base"], **changed)
    return rendered(screen(evolve(REPORT, forecasts={"base": found})))


def test_what_is_asked_for_is_followed_by_how_it_ends_where_any_of_it_does():
    estimates = REPORT.forecasts["base"].estimates
    ended = [
        Estimate(Key(name), mean, mean, mean, 20, 20)
        for name, mean in (("left", 36.0), ("finished", 84.0), ("open", 0.0))
    ]
    rows = forecast_of(estimates=(*ended, *estimates)).splitlines()
    at = next(place for place, row in enumerate(rows) if "Programmes asked for" in row)
    told = [row.split("  ")[2].strip() for row in rows[at + 1 : at + 4]]
    assert told == ["finished", "left before the first session", ""]
    assert "Begun" in rows[at + 3]


def test_figures_nobody_checked_are_told_apart_from_those_assumed():
    (figure,) = REPORT.forecasts["base"].relied_on
    sources = Source("assumption", "confidence"), Source("omsq", "table 4")
    sure, omsq = (
        evolve(figure, id=id, value=value, source=source)
        for id, value, source in zip(("confidence", "imposed"), (90, 12), sources, strict=True)
    )
    text = " ".join(forecast_of(relied_on=(figure, sure, omsq)).split())
    assert "In brackets: where the mean lies, with 90% confidence." in text
    assert "Assumed, and found in no text: absent and confidence." in text
    assert "Figures relied on whose text was not checked: omsq table 4." in text


def test_a_departure_is_said_once_with_how_many_it_concerns():
    faults = REPORT.faults * 3
    text = rendered(screen(evolve(REPORT, faults=faults)))
    assert text.count("6 people in a group that should have 8.") == 1
    assert "6 people in a group that should have 8. (3 times) [plan" in text


def test_a_population_of_zero_has_a_screen():
    text = rendered(screen(nobody()))
    assert text.startswith("empty: there is nobody to place.")


def test_a_name_that_means_harm_is_printed_as_it_is():
    plan = evolve(REPORT.plan, unplaced=(Unplaced(HARM, "tsp", Waiting.FULL, "Full."),))
    text = rendered(screen(evolve(REPORT, plan=plan)))
    assert '=HYPERLINK("https://example.org","x")' in text


def test_a_figure_is_never_broken_and_its_heading_only_between_words():
    long_names = tuple(evolve(one, name=f"{one.name}-{'n' * 60}") for one in REPORT.waits)
    lines = rendered(screen(evolve(REPORT, waits=long_names)), width=80).splitlines()
    start = lines.index("Whole weeks waited for a first session")
    assert [line.split() for line in lines[start + 1 : start + 4]] == [
        ["Nine"],
        ["No", "Half", "in", "ten"],
        ["Who", "Placed", "place", "within", "within", "Longest"],
    ]
    assert lines[start + 5].split()[-5:] == ["4", "2", "1", "5", "5"]


def test_thousands_are_parted():
    assert "2,486 group sessions held." in rendered(
        how_good(evolve(REPORT, facilitator_sessions=2486))
    )


@pytest.mark.parametrize("module", [guarding_cells, plan_table, plan_text])
def test_the_examples_hold(module):
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    ("people", "least", "said"),
    [
        (1, 1, "1 person loses a run they have in the plan without the what-ifs; no plan moves "
         "fewer"),
        (1200, 1150, "1,200 people lose a run they have in the plan without the what-ifs; at least "
         "1,150 do in any plan"),
        (0, None, "Nobody loses a run they have in the plan without the what-ifs"),
        (0, 0, "Nobody loses a run they have in the plan without the what-ifs"),
    ],
)  # fmt: skip
def test_who_moves_is_told_with_how_many_must(people, least, said):
    assert moved(evolve(REPORT, moved=people, least_moved=least)) == said


def test_rows_with_most_come_first_and_those_without_a_figure_last_in_the_order_they_stood():
    columns = (Column("Who"), Column("Use", Kind.SHARE))
    rows = (("a", None), ("b", 0.5), ("c", 1.0), ("d", 0.5))
    found = Table("t", "T", columns, rows).fullest_first("Use")
    assert [row[0] for row in found.rows] == ["c", "b", "d", "a"]


def test_what_of_a_name_goes_on_below_stands_under_the_name_and_not_under_its_kind():
    rows = (("atr", "Cannot finish before their order ends", 3),)
    columns = (Column("Requirement"), Column("Aim"), Column("Value of it", Kind.NUMBER))
    table = Table("Bookings", "Bookings", columns, rows)
    said = rendered(plan_grid.by_kind(table), width=40).splitlines()
    below = said[said.index("  atr") + 1 :]
    assert [one[:4] for one in below[:2]] == ["    ", "    "]
    assert " ".join(" ".join(below).split()) == "Cannot finish before their 3 order ends"
