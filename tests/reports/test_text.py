"""The screen, as an officer reads it."""

import io
import re
from datetime import date, timedelta
from itertools import takewhile

import pytest
from attrs import evolve
from rich.console import Console

from models.allowed_loss import AllowedLoss
from models.case import Ask, Need, OrderKind, Terms
from models.fault import Aim
from models.package import PlannedRequirement
from optimiser.results import AimStatus, Clash, ToAsk
from reports import text
from reports.calendar_text import week_by_week
from reports.comparison import departing, unallocated
from reports.headline import headline
from reports.json_report import answer
from reports.refusals import together
from reports.screen import console, rendered, write
from reports.sections import clashes, unproved
from reports.text import reporting

ALOUD = (
    "Community order of 12 months: alcohol treatment for 6 months, a programme of 25 days, "
    "up to 15 rehabilitation activity days, a curfew for 2 months (10pm to 6am daily). "
    "First appointment Wednesday 10 June 2026, 9:30am, Derby Probation Office."
)


def shown(found, chosen=1, width=80):
    return rendered(text.screen(found, chosen), width)


def test_the_first_line_is_read_in_court(found):
    assert shown(found).splitlines()[0] == ALOUD


def test_a_suspended_sentence_says_both_its_periods(package, facts):
    order = evolve(package.order, kind=OrderKind.SUSPENDED_SENTENCE_ORDER, operational_months=18)
    said = headline(evolve(package, order=order), facts)
    opening = "Suspended sentence order, supervised for 12 months and suspended for 18 months: "
    assert said.startswith(opening)


def test_a_requirement_without_a_phrase_of_its_own_is_said_by_its_name(package, facts):
    planned = PlannedRequirement("attendance-centre", Terms(hours=24))
    said = headline(evolve(package, requirements=(planned,), curfew=()), facts)
    assert "12 months: attendance centre for 24 hours. First" in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (15, "14 rehabilitation activity days of 15 unallocated: nothing is planned on them."),
        (2, "1 rehabilitation activity day of 2 unallocated: nothing is planned on them."),
        (1, None),
        (None, None),
    ],
)
def test_rar_days_without_an_activity_are_unallocated(package, facts, days, said):
    # One session of housing advice stands under the RAR.
    rows = tuple(
        evolve(row, terms=Terms(days=days)) if row.code == "rar" else row
        for row in package.requirements
    )
    held = evolve(package, requirements=rows)
    assert list(unallocated(held, facts)) == ([said] if said else [])
    assert list(unallocated(evolve(held, sessions=()), facts)) == []


def test_what_an_option_departs_from_is_said_with_how_often(found):
    first = found.options[0]
    other = evolve(first, id="other")
    assert list(departing(other, evolve(first, departures=()))) == [
        "Departs: a week of the first 16 has neither treatment nor an officer appointment "
        "(3 times)."
    ]
    assert list(departing(other, first)) == list(departing(first, first)) == []


def test_who_sees_no_officer_first_reports_to_what_is_attended_first(package, facts):
    first = min(package.sessions, key=lambda session: session.start)
    advice = evolve(first, part="housing", leg="one", title="Housing advice 1")
    label, said = reporting(evolve(package, sessions=(advice,)), facts)
    assert label == "First reports:"
    assert said.endswith("(Housing and accommodation support: Housing advice 1)")
    contact = evolve(first, part="contact", title="Appointment with the officer")
    label, said = reporting(evolve(package, sessions=(advice, contact)), facts)
    assert (label, said.count("(")) == ("First sees the officer:", 0)
    none = reporting(evolve(package, sessions=()), facts)
    assert none == ("First reports:", "no appointment is dated yet")


def lines_under(title, text):
    after = text.splitlines()[text.splitlines().index(title) + 1 :]
    return " ".join(line.strip() for line in after[: after.index("")])


def test_what_bears_only_on_what_is_not_offered_is_asked_at_the_end(found):
    # ATR is in an option, TSP and Resolve in none; the order of risk is no entry's.
    asked = (
        *found.to_ask,
        ToAsk("assessments.ogrs3", "What is the OGRS3 score?", ("atr", "tsp")),
        ToAsk("clinical.motivated", "Is the person motivated?", ("resolve", "tsp")),
        ToAsk("risk_order", "In what order of risk do the needs stand?", ()),
    )
    text = shown(evolve(found, to_ask=asked))
    first = lines_under("Facts still needed", text)
    assert [first.count(one.fact) for one in asked] == [1, 1, 0, 1]
    assert "Thinking Skills Programme" not in first
    assert first.endswith("1 more fact bears only on what is not offered: listed at the end.")
    last = lines_under("Facts that bear only on what is not offered", text)
    assert "Is the person motivated? Needed for Resolve and Thinking Skills Programme." in last
    assert text.index("Not offered, and why") < text.index("Facts that bear only on what")


def test_what_every_option_turns_on_is_asked_first_whatever_else_waits_for_it(found):
    # TSP, in no option, waits for the date of birth too: an order asks for it before any programme.
    born = ToAsk("person.born", "What is the person's date of birth?", ("tsp",), every=True)
    text = shown(evolve(found, to_ask=(born, *found.to_ask)))
    first = lines_under("Facts still needed", text)
    assert "What is the person's date of birth? [person.born]" in first
    assert "bear" not in text


@pytest.mark.parametrize(
    ("need", "first"),
    [
        (Need.ETE, 1),  # left unmet by the first option
        (Need.ALCOHOL, 0),  # met by ATR and ASRO
        (Need.THINKING, 0),  # not said to be linked
    ],
)
def test_what_could_meet_a_need_left_unmet_is_asked_first(found, need, first):
    facts = found.facts
    entries = dict(facts.menu.entries)
    entries["tsp"] = evolve(entries["tsp"], needs=(need,))
    facts = evolve(facts, menu=evolve(facts.menu, entries=entries))
    ask = ToAsk("assessments.ogrs3", "What is the OGRS3 score?", ("tsp",))
    text = shown(evolve(found, facts=facts, to_ask=(ask, *found.to_ask)))
    said = lines_under("Facts still needed", text)
    assert said.count("assessments.ogrs3") == first
    # What an option itself waits for comes before.
    assert not first or said.index("clinical.detox") < said.index("assessments.ogrs3")


def test_where_everything_to_ask_bears_on_the_options_nothing_is_put_off(found):
    assert "bear" not in shown(found)


def test_an_exclusion_names_its_areas(package, facts):
    planned = PlannedRequirement("exclusion", Terms(months=6), areas=("town-centre", "ripley"))
    said = headline(evolve(package, requirements=(planned,), curfew=()), facts)
    assert "exclusion for 6 months (Town Centre and Ripley)" in said


def test_a_package_without_sessions_says_so(package, facts):
    said = headline(evolve(package, sessions=()), facts)
    assert said.endswith("No appointment is dated yet.")


def test_curfew_windows_that_differ_are_summed_up(package, facts):
    # Six nights of 8 hours and one from 10pm to 10am, 12 hours.
    first, *rest = package.curfew
    rows = (evolve(first, end=34 * 60), *rest)
    assert "(up to 12 hours at a time)" in headline(evolve(package, curfew=rows), facts)
    # A curfew on some days only is never said to be daily.
    weekend = tuple(row for row in package.curfew if row.weekday in (4, 5))
    said = headline(evolve(package, curfew=weekend), facts)
    assert "(10pm to 6am on Friday and Saturday)" in said


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_but_the_first_is_wider_than_the_page(found, width):
    assert max(map(len, shown(found, width=width).splitlines()[1:])) <= width


def test_no_line_ends_in_blanks(found):
    lines = shown(found).splitlines()
    assert [line.rstrip() for line in lines] == lines


def test_the_sections_come_in_the_order_an_officer_asks(found):
    lines = shown(found).splitlines()
    titles = [
        "Facts still needed",
        "Options",
        "Option 1 in full",
        "Calendar, 8 June 2026 to 7 June 2027",
        "Clashes with work, study or care",
        "Departures from guidance",
        "Needs and purposes",
        "Amounts that fit",
        "Conditions",
        "Assumptions",
        "Figures relied on whose text was not checked",
        "Not fully compared",
        "Not offered, and why",
        "Signposts, never enforceable and not in the calendar",
    ]
    assert [line for line in lines if line in titles] == titles


@pytest.mark.parametrize("width", [40, 45, 50, 55])
def test_on_a_narrow_page_what_and_where_stand_whole_under_the_time(found, width):
    said = shown(found, width=width)
    assert "  Tue 16 June, 6pm to 8:30pm\n" in said
    calendar = said[said.index("Calendar, ") : said.index("The order ends on")]
    assert "…" not in calendar
    assert max(map(len, calendar.splitlines())) <= width
    lines = calendar[calendar.index("  Wed 17 June, 10am to 11am\n") :].splitlines()
    under = list(takewhile(lambda one: one.startswith("    "), lines[1:]))
    assert " ".join(" ".join(under).split()) == (
        "ATR: Treatment appointment (1 of 12), St Peter's Clinic [takes 1 hour of Warehouse]"
    )


def test_a_page_of_some_width_has_its_calendar_in_columns(found):
    assert "  Tue 16 June       6pm to 8:30pm" in shown(found, width=56)


def test_weeks_with_nothing_are_one_line(found):
    # The last ATR is in week 24; housing on 11 January 2027, 217 days after 8 June 2026,
    # so in week 217 // 7 + 1 = 32; the order ends in week 364 // 7 + 1 = 53.
    lines = shown(found).splitlines()
    assert [line for line in lines if line.startswith("Weeks")] == [
        "Weeks 25-31: nothing",
        "Weeks 33-53: nothing",
    ]


def test_every_session_stands_in_the_calendar_once(option, facts):
    said = rendered(week_by_week(option, facts), 120)
    # 1 contact + 20 groups + 12 appointments + 1 housing = 34.
    assert len(re.findall(r"\d[ap]m to \d", said.partition("Week 1,")[2])) == 34


def test_a_session_shows_its_day_time_place_and_clash(found):
    line = next(line for line in shown(found, width=160).splitlines() if "Wed 17 June" in line)
    assert line == (
        "  Wed 17 June       10am to 11am        ATR: Treatment appointment (1 of 12), "
        "St Peter's Clinic [takes 1 hour of Warehouse]"
    )


def test_a_module_is_said_where_it_begins(option, facts):
    said = rendered(week_by_week(option, facts), 160)
    assert "ASRO: Group session (1 of 20: Motivation), Derby" in said
    assert "ASRO: Group session (2 of 20), Derby" in said


def test_two_commitments_taken_by_one_session_are_both_said(option, facts):
    first = option.clashes[0]
    more = evolve(first, minutes=20, commitment="College")
    said = rendered(week_by_week(evolve(option, clashes=(first, more)), facts), 160)
    assert "[takes 1 hour of Warehouse and 20 minutes of College]" in said


def test_nights_of_equal_hours_stand_together(option, facts):
    # From 10pm to 6am on the first five nights, from 8pm on the last two.
    rows = [evolve(r, start=1200) if r.weekday > 4 else r for r in option.package.curfew]
    package = evolve(option.package, curfew=tuple(rows))
    lines = rendered(week_by_week(evolve(option, package=package), facts), 120).splitlines()
    assert lines[2:4] == [
        "  Curfew Monday to Friday, 10pm to 6am, 8 June to 7 August 2026, at home.",
        "  Curfew Saturday and Sunday, 8pm to 6am, 8 June to 7 August 2026, at home.",
    ]


def test_many_clashes_of_equal_loss_are_counted_and_not_listed(found, facts):
    # 26 weeks of Thursdays, Fridays and Saturdays are 78 nights: no screen is to hold 78 dates.
    option = found.options[0]
    first = date(2026, 9, 3)
    days = [first + timedelta(days=7 * week + day) for week in range(26) for day in range(3)]
    nights = tuple(Clash(f"curfew-{n}", day, 150, "Bar") for n, day in enumerate(days))
    said = " ".join(clashes(evolve(option, clashes=nights), facts))
    assert (
        "Curfew: 2 hours 30 minutes of Bar each time, on 78 days (Thursday to Saturday), "
        "3 September 2026 to 27 February 2027." in said
    )
    sixteen = " ".join(clashes(evolve(option, clashes=nights[:16]), facts))
    assert "3 September, 4 September," in sixteen


def test_clashes_of_equal_loss_stand_together_with_all_their_days(found):
    said = shown(found, width=300)
    assert "- 12 hours in all." in said
    assert "- ATR: 1 hour of Warehouse each time, on 17 June, 1 July, 15 July," in said


@pytest.mark.parametrize(("hours", "said"), [(None, 1), (12, 0)])
def test_a_curfew_that_takes_work_is_said_to_be_of_default_hours_unless_fixed(
    found, facts, option, hours, said
):
    night = Clash("curfew", date(2026, 6, 9), 60, "Warehouse")
    ask = Ask("curfew", Terms(hours_a_day=hours))
    sentence = evolve(facts.case.sentence, asks=(ask,))
    fixed = evolve(facts, case=evolve(facts.case, sentence=sentence))
    text = " ".join(clashes(evolve(option, clashes=(*option.clashes, night)), fixed))
    assert text.count("the court may set fewer") == said
    assert "the court may set fewer" not in " ".join(clashes(option, fixed))


def test_the_second_option_can_be_shown_in_full(found):
    said = shown(found, chosen=2)
    assert "Option 2 in full" in said
    assert "Clashes with work" not in said


def test_what_is_not_checked_is_marked(found):
    said = shown(found, width=200)
    assert (
        "Attendance centre requirement: Not available for convictions from 28 June 2022. "
        "(dlnr-2017 3.10, unverified)" in said
    )


def test_refusals_for_one_reason_stand_in_one_line(refusals):
    assert list(together(list(refusals[1:]))) == [
        "Thinking Skills Programme; Resolve: No such need is linked to the offending. "
        "(dlnr-2017 3.10)"
    ]


def test_unmet_needs_and_unserved_purposes_are_said(found):
    said = shown(found, width=200)
    assert "Not met: education, training and employment." in said
    assert "Not served: reparation." in said


def test_the_screen_never_speaks_as_the_court_or_the_solver(found, stuck):
    said = (shown(found) + shown(found, 2) + shown(stuck)).lower()
    barred = ["the sentence", "solver", "infeasible", "optimal", "objective", "constraint", "model"]
    assert [word for word in barred if word in said] == []
    assert "the court decides." in " ".join(said.split())


def test_an_impasse_gives_its_reasons_with_sources(stuck):
    lines = shown(stuck, width=120).splitlines()
    assert lines[:2] == [
        "No lawful package is possible. Unpaid work is asked for and nowhere to be done.",
        "- Unpaid work: No project is open at weekends. (dlnr-2017 3.10)",
    ]


@pytest.mark.parametrize("cut", [True, False])
def test_a_list_shorter_than_was_wanted_and_not_complete_says_so(found, cut):
    said = "Fewer than were asked for: whether there are others was not settled"
    whole = evolve(found, closed=False, cut_short=cut)
    assert (said in " ".join(shown(whole).split())) == cut
    assert "the list is complete" not in " ".join(shown(whole).split())


def test_running_out_of_time_is_not_called_impossible(found):
    said = shown(evolve(found, options=(), exhausted=True))
    assert said.startswith("No option was found in the time allowed.")
    assert "possible" not in said.splitlines()[0]


def test_a_search_stopped_early_is_no_impasse(found):
    said = shown(evolve(found, options=(), exhausted=False))
    assert said.startswith("No option had been found when the search was stopped.")


def test_a_terminal_without_colour_gets_none(found, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    page = Console(file=io.StringIO(), force_terminal=True, width=80, highlight=False)
    write(text.screen(found), page)
    assert "\x1b[3" not in page.file.getvalue().replace("\x1b[3m", "")


def test_a_title_can_neither_mark_up_nor_steer_the_page(found, option):
    named = evolve(option, name="[red]x[/red] \x1b[2J:smile:")
    said = shown(evolve(found, options=(named,)))
    assert "Option 1: [red]x[/red] [2J:smile:" in said


def test_a_page_that_is_no_terminal_is_plain():
    page = console(file=io.StringIO())
    assert page.is_terminal is False


def test_a_list_says_what_its_options_may_lose_and_json_records_it(found):
    usual = evolve(found, loss=AllowedLoss())
    assert (
        "Allowed loss against option 1: of work, study and care 20 hours or 20% of its own, "
        "whichever is more; needs and purposes unanswered, none more; departures from usual "
        "practice, at most 1 more; of them in contact with the officer, none more."
    ) in " ".join(shown(usual).split())
    assert answer(usual)["allowed_loss"] == {
        "work_minutes": 1200, "work_percent": 20, "answering": 0, "practice": 1, "contact": 0,
    }  # fmt: skip
    for closed in (True, False):
        # Set off from the options by one empty line, whether or not the list is said complete.
        before = shown(evolve(usual, closed=closed)).split("Allowed loss")[0].rsplit("\n\n", 1)[1]
        assert before.startswith("Nothing else considered") == closed
        assert closed or not before
    strict = evolve(found, loss=AllowedLoss(0, 0, 0, 0, 2))
    assert "of work, study and care nothing more;" in " ".join(shown(strict).split())
    assert "contact with the officer, at most 2 more." in " ".join(shown(strict).split())
    alone = evolve(usual, options=usual.options[:1], closed=False)
    assert "Allowed loss" not in shown(alone)


def test_what_was_not_fully_compared_is_told_with_its_bounds(found):
    status = (
        AimStatus(Aim.PRACTICE, False, 1, 0),
        AimStatus(Aim.WORK, False, 125, 60),
        AimStatus(Aim.TRAVEL, False, 0, 0),
        AimStatus(Aim.WAITING, True, 3, 3),
        AimStatus(Aim.WAITING, False, 200, 150),
        AimStatus(Aim.RESTRICTION, False, 12, 6),
        AimStatus(Aim.RESTRICTION, False, 1250, 600),
        AimStatus(Aim.FORGIVENESS, False, 1, 3),
    )
    # Nothing is travelled: of that no option has less, whatever was left open before it.
    assert list(unproved(status)) == [
        "Time ran out before it was certain that no option does better on usual practice (1), "
        "work, study and care lost (2 hours 5 minutes; none has less than 1 hour), days to the "
        "last session (200; none has less than 150), months of the order (12; none has less than "
        "6), time attended or under curfew (20 hours 50 minutes; none has less than 10 hours) and "
        "room for missed sessions (1; none has more than 3)."
    ]
    assert list(unproved(status[2:4])) == []
