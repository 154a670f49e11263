"""Options under wishes: what they change, and that the case's own law still holds of them."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from commands.knowing import facts_of
from models.allowed_loss import AllowedLoss
from models.case import Limits, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.errors import InvalidInput
from models.moments import last_day
from models.rules import faults
from models.sources import Force
from models.wishes import Wishes
from optimiser.aims.measure import measure
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.reasons.why import why
from optimiser.solve import Effort
from optimiser.wish_facts import apply
from optimiser.wishing import under_wishes
from tests.models.rules.build import START
from tests.optimiser.wished import JOB, world


def asked(wishes, facts=None):
    return under_wishes(facts or world(), wishes, effort=20.0)


def changes(found):
    return {one.measure: one.change for one in found.differences[0] if one.change}


def broken(found, facts):
    """The musts of the case as it is that an option under wishes does not keep."""
    package = found.options.options[0].package
    return [f.rule for f in faults(package, facts, dated=True) if f.force is Force.MUST]


def test_a_group_by_day_costs_its_hours_and_the_way():
    found = asked(Wishes(groups=("asro-tue-day",)))
    # Two Tuesdays from 10:00 to 12:00 with 30 minutes each way; the evening costs none and is
    # on Wednesdays, a day later.
    assert changes(found) == {"work": 2 * 180, "waiting": -1, "last_day": -1}
    assert broken(found, world()) == []


def test_a_group_that_cannot_be_had_is_the_wish_in_the_way_and_another_is_a_way_out():
    # Nothing on Tuesdays leaves the evening group, which the timetable is still said to hold.
    found = asked(Wishes(groups=("asro-tue-day",), never=(Shift(1, 0, 1440),)))
    stuck = found.options.impasse
    said = {rule.rule: rule for rule in stuck.rules}
    assert set(said) == {"availability.asked", "clashes.firm", "places.group", "places.offered"}
    assert (said["places.group"].sentence, str(said["places.group"].source)) == (
        "asro is to be attended in the group asro-tue-day, on Tuesday 10am to midday at Office.",
        "wish --group",
    )
    assert "on Wednesday 6pm to 8pm" in said["places.offered"].sentence
    assert (stuck.summary, stuck.wished) == ("The wishes can't be met in this case.", True)
    first = stuck.repairs[0]
    assert first.sentence == "asro in another group"
    assert {part.group for part in first.package.parts} == {"asro-wed-eve"}


def test_another_group_is_no_way_out_where_none_has_a_place():
    facts = world()
    groups = tuple(evolve(group, taken=group.places) for group in facts.timetable.groups)
    facts = evolve(facts, timetable=evolve(facts.timetable, groups=groups))
    stuck = asked(Wishes(groups=("asro-tue-day",)), facts).options.impasse
    assert {repair.sentence for repair in stuck.repairs} == {
        "a place more in asro-tue-day",
        "without asro",
    }


def test_a_programme_wished_for_stands_beside_what_the_court_asks():
    found = asked(Wishes(with_codes=("tsp",)))
    package = found.options.options[0].package
    assert {part.code for part in package.parts} == {"asro", "tsp"}
    assert changes(found)["attendances"] == 2
    assert broken(found, world()) == []


def test_a_pinned_group_brings_its_programme():
    found = asked(Wishes(groups=("tsp-thu-eve",)))
    assert "tsp" in found.options.options[0].package.codes


def test_what_is_left_out_is_said_to_be_the_officers_wish():
    facts = world()
    offered = asked(Wishes(without_codes=("tsp",)), facts).options.not_offered
    assert [row.sentence for row in offered if row.code == "tsp"] == ["Left out, as wished."]


def test_what_only_the_officers_wish_leaves_without_a_carrier_is_said_to_be_the_wish():
    facts = world(asked=())
    offered = asked(Wishes(without_codes=("programme",)), facts).options.not_offered
    said = {row.code: (row.sentence, str(row.source)) for row in offered}
    assert said["tsp"] == (
        "Nothing else that can carry it is open here: programme is left out, as wished.",
        "wish --without",
    )
    offered = asked(Wishes(without_codes=("asro", "tsp")), facts).options.not_offered
    said = {row.code: (row.sentence, str(row.source)) for row in offered}
    assert said["programme"] == (
        "Nothing else that fits it is open here: asro and tsp are left out, as wished.",
        "wish --without",
    )


def test_what_has_no_carrier_with_or_without_the_wishes_is_the_cases():
    facts = world(asked=())
    entries = {**facts.menu.entries, "tsp": evolve(facts.menu.entries["tsp"], under=("exclusion",))}
    facts = evolve(facts, menu=evolve(facts.menu, entries=entries))
    offered = asked(Wishes(without_codes=("programme",)), facts).options.not_offered
    said = {row.code: (row.sentence, str(row.source)) for row in offered}
    assert said["tsp"] == (
        "No requirement that can carry it is open here (exclusion).", "case what is open in it"
    )  # fmt: skip


def test_an_amount_inside_the_band_is_given():
    found = asked(Wishes(amounts={"unpaid-work": 14}))
    planned = found.options.options[0].package.requirement("unpaid-work")
    assert planned.terms == Terms(hours=14)
    assert broken(found, world()) == []


@pytest.mark.parametrize(("hours", "said"), [(21, "at most 20"), (5, "at least 6")])
def test_an_amount_outside_the_band_is_for_the_court_alone(hours, said):
    found = asked(Wishes(amounts={"unpaid-work": hours}))
    assert found.options.options == ()
    (reason,) = found.options.impasse.reasons
    assert reason.sentence == f"unpaid-work of {hours} hours: {said} at this seriousness."


def test_months_are_as_wished_and_no_longer_than_the_law_has_them():
    assert asked(Wishes(months=3)).options.options[0].package.order.months == 3
    (reason,) = asked(Wishes(months=5)).options.impasse.reasons
    assert reason.sentence == "An order of 5 months: at most 4."


def test_months_other_than_the_court_fixed_cannot_be_had():
    (reason,) = asked(Wishes(months=3), world(months=2)).options.impasse.reasons
    assert reason.sentence == "An order of 3 months: the court fixed 2."


def test_what_the_court_asks_cannot_be_left_out():
    (reason,) = asked(Wishes(without_codes=("asro",))).options.impasse.reasons
    assert (reason.code, reason.sentence) == ("asro", "The court asks for it.")


def test_a_code_not_held_on_the_dates_of_the_case_cannot_be_had():
    (reason,) = asked(Wishes(with_codes=("curfew",))).options.impasse.reasons
    assert reason.sentence == "Not held on the dates of this case."


def test_evenings_leave_the_weekdays_alone_until_five_with_the_way_there():
    late = Commitment(CommitmentKind.WORK, False, "Late", shifts=(Shift(2, 1020, 1320),))
    facts = world(late)
    by_day, evenings = asked(Wishes(), facts), asked(Wishes(evenings_only=True), facts)
    assert {p.group for p in by_day.options.options[0].package.parts} == {"asro-tue-day"}
    assert {p.group for p in evenings.options.options[0].package.parts} == {"asro-wed-eve"}
    # Two Wednesdays from 17:30, half an hour before, to 20:30.
    assert changes(evenings)["work"] == 2 * 180


def test_never_then_moves_the_group_and_the_minutes_show():
    found = asked(Wishes(never=(Shift(2, 1200, 1260),)))
    # The way home from the Wednesday group is from 20:00 to 20:30.
    assert {p.group for p in found.options.options[0].package.parts} == {"asro-tue-day"}
    assert changes(found)["work"] == 2 * 180
    beside = asked(Wishes(never=(Shift(2, 1230, 1260),)))
    assert changes(beside) == {}


def test_work_relaxed_is_not_counted_in_the_question_but_is_in_the_difference():
    found = asked(Wishes(relax=(CommitmentKind.WORK,)))
    option = found.options.options[0]
    # Of equals the sooner: Tuesday by day.
    assert {p.group for p in option.package.parts} == {"asro-tue-day"}
    assert option.measures.work == 0
    assert changes(found)["work"] == 2 * 180


def test_firm_work_is_relaxed_by_a_wish_and_nothing_else_of_the_case_is():
    facts = world(evolve(JOB, firm=True))
    found = asked(Wishes(relax=(CommitmentKind.WORK,)), facts)
    assert broken(found, facts) == ["clashes.firm"]


def test_an_order_is_over_by_the_day_wished_for():
    due = last_day(START, 1)
    found = asked(Wishes(finish_by=due))
    assert found.options.options[0].package.order.end == due
    (reason,) = asked(Wishes(finish_by=due - timedelta(days=1))).options.impasse.reasons
    assert reason.sentence == "An order of 1 month ends after 31 March 2026."


def test_the_earlier_of_two_days_to_finish_by_holds():
    limit = date(2026, 5, 1)
    facts = world()
    limited = evolve(facts, case=evolve(facts.case, limits=Limits(finish_by=limit)))
    for wished in (date(2026, 4, 15), date(2026, 6, 15)):
        kept = apply(limited, Wishes(finish_by=wished)).case.limits.finish_by
        assert kept == min(limit, wished)


def test_a_wish_that_the_case_has_already_changes_nothing():
    facts = world()
    assert changes(asked(Wishes(with_codes=("asro",)), facts)) == {}
    assert apply(facts, Wishes()) == facts


def test_wishes_the_law_allows_and_no_dates_do_are_an_impasse_under_these_wishes():
    never = tuple(Shift(weekday, 0, 1440) for weekday in range(7))
    found = asked(Wishes(never=never))
    assert found.base is None
    stuck = found.options.impasse
    assert (stuck.summary, stuck.wished) == ("The wishes can't be met in this case.", True)
    # The groups of what is asked for meet on Tuesdays and Wednesdays; no other day is named.
    assert [rule.sentence for rule in stuck.rules if rule.strength == "wish"] == [
        "Nothing is to be attended on Tuesday all day.",
        "Nothing is to be attended on Wednesday all day.",
    ]


def test_each_wish_to_keep_time_free_is_given_up_by_its_own_name():
    # ASRO meets by day on Tuesdays, which evenings alone leave out, and on Wednesday evenings.
    never = (Shift(2, 1200, 1260),)
    stuck = asked(Wishes(evenings_only=True, never=never)).options.impasse
    assert [way.sentence for way in stuck.repairs] == [
        "the wish for evenings only given up",
        "the wish for nothing on Wednesday 8pm to 9pm given up",
        "without asro",
    ]


def test_one_time_of_several_wished_free_is_given_up_by_itself():
    tuesday, wednesday, friday = (Shift(weekday, 0, 1440) for weekday in (1, 2, 4))
    stuck = asked(Wishes(never=(friday, tuesday, wednesday))).options.impasse
    given_up = [[rule.sentence for rule in way.changed] for way in stuck.repairs]
    assert ["Nothing is to be attended on Tuesday all day."] in given_up
    assert ["Nothing is to be attended on Wednesday all day."] in given_up
    assert all("Friday" not in rule.sentence for rule in stuck.rules)


def test_what_can_be_made_good_is_told_by_the_times_the_wishes_leave():
    facts, _ = facts_of("mission", None, None)
    found = under_wishes(facts, Wishes(evenings_only=True))
    (option,) = found.options.options
    # By the case alone two absences are made good by day, at hours that the wish closes.
    assert measure(option.package, facts).forgiveness == 2
    assert option.measures.forgiveness == 0
    assert changes(found) == {"forgiveness": -2}


def test_more_wishes_are_never_better_than_fewer():
    facts = world()
    wishes = [
        Wishes(),
        Wishes(groups=("asro-tue-day",)),
        Wishes(groups=("asro-tue-day",), with_codes=("tsp",)),
        Wishes(groups=("asro-tue-day",), with_codes=("tsp",), months=4),
    ]
    vectors = []
    for one in wishes:
        changed = apply(facts, one)
        best = best_dated(changed, candidates(changed), Effort(20.0))
        vectors.append(best.measures.vector[:9])
    assert vectors == sorted(vectors)


def test_other_options_lose_no_more_than_is_allowed():
    # The group by day ends a day sooner and loses two Tuesdays of 180 minutes with the way.
    def lost(minutes):
        loss = AllowedLoss(work_minutes=minutes, work_percent=0)
        found = under_wishes(world(), Wishes(months=2), 3, effort=20.0, loss=loss)
        return {option.measures.work for option in found.options.options}

    assert lost(2 * 180) == {0, 2 * 180}
    assert lost(2 * 180 - 1) == {0}


@pytest.mark.parametrize("ask", [under_wishes, lambda facts, wishes: why(facts, wishes=wishes)])
@pytest.mark.parametrize(
    ("wishes", "flag"),
    [
        (Wishes(groups=("nosuch",)), "--group"),
        (Wishes(without_codes=("nosuch",)), "--without"),
        (Wishes(with_codes=("nosuch",)), "--with"),
        (Wishes(months=0), "--months"),
        (Wishes(months=100_000), "--months"),
        (Wishes(amounts={"tsp": 10}), "--amount"),
        (Wishes(amounts={"unpaid-work": 999_999_999}), "--amount"),
        (Wishes(never=(Shift(7, 0, 60),)), "--never"),
        (Wishes(never=(Shift(0, 60, 60),)), "--never"),
        (Wishes(relax=(CommitmentKind.WORSHIP,)), "--relax"),
    ],
)
def test_wishes_that_nobody_could_grant_are_never_passed_over(ask, wishes, flag):
    with pytest.raises(InvalidInput) as wrong:
        ask(world(), wishes)
    assert [(one.file, one.path) for one in wrong.value.complaints] == [("wishes", flag)]
