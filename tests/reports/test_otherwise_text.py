"""What sets an option apart from the first, in one line."""

from datetime import timedelta

from attrs import evolve

from models.findings import Finding, Reason, Verdict
from models.sources import Source
from models.suitability.questions import question
from optimiser.results import Condition
from reports.comparison import described, waiting
from reports.exchange_text import exchanged
from reports.otherwise_text import otherwise
from reports.words import full_day


def moved(package, part, **by):
    """The package with every session of a part so much later."""
    later = timedelta(**by)
    sessions = tuple(
        evolve(one, start=one.start + later, end=one.end + later) if one.part == part else one
        for one in package.sessions
    )
    return evolve(package, sessions=sessions)


def told(package, first, facts):
    return list(otherwise(package, first, facts))


def test_the_same_sessions_are_said_to_differ_in_nothing(package, facts):
    assert told(package, package, facts) == []


def test_another_weekday_is_told_beside_the_first_options(package, facts):
    # ASRO is on Tuesdays and Thursdays at 6pm: a day later, Wednesdays and Fridays.
    assert told(moved(package, "asro", days=1), package, facts) == [
        "Differs from option 1: ASRO on Wednesdays and Fridays 6pm instead of on Tuesdays and "
        "Thursdays 6pm."
    ]


def test_the_same_weekdays_a_week_later_are_told_by_the_day_they_begin(package, facts):
    first = min(one.day for one in package.sessions if one.part == "asro")
    (said,) = told(moved(package, "asro", days=7), package, facts)
    later = first + timedelta(days=7)
    assert said.startswith("Differs from option 1: ASRO from ")
    assert f"{later.day} " in said
    assert f"instead of {first.day} " in said


def test_another_place_is_named_with_the_first_ones(package, facts):
    sessions = tuple(
        evolve(one, venue="nottingham") if one.part == "asro" else one for one in package.sessions
    )
    (said,) = told(evolve(package, sessions=sessions), package, facts)
    assert said.startswith("Differs from option 1: ASRO on ")
    assert ", nottingham instead of on " in said


def test_the_officers_appointments_are_told_only_where_nothing_else_is_other(package, facts):
    officer = evolve(package.sessions[0], id="contact-1", part="contact", leg="appointment")
    first = evolve(package, sessions=(*package.sessions, officer))
    (said,) = told(moved(first, "contact", days=1), first, facts)
    assert said.startswith("Differs from option 1: appointments with the officer on ")
    (said,) = told(moved(moved(first, "contact", days=1), "asro", days=1), first, facts)
    assert "officer" not in said


def test_what_is_held_alike_is_not_said_again(option, facts):
    other = evolve(option, package=moved(option.package, "asro", days=1))
    said = list(described(other, facts, (option,)))
    assert said[0] == "The same requirements, amounts and programmes."
    assert said[1].startswith("Differs from option 1: ASRO ")
    alone = list(described(option, facts))
    assert alone[0].startswith("Alcohol treatment")
    assert not any("Differs" in text for text in alone)


def test_a_conditional_option_names_the_body_or_the_fact_it_waits_for(facts):
    source = Source("dlnr-2017", "3.10")
    known = Reason(Verdict.SUITABLE, "Of age.", source, facts=("person.born",))
    referral = Reason(Verdict.REFER, "Its agreement.", source, to="the treatment provider")
    missing = Reason(Verdict.NOT_KNOWN, "Not known.", source, facts=("consents.atr",))
    refer = Condition("atr", Finding("atr", Verdict.REFER, (known, referral)))
    ask = Condition("atr", Finding("atr", Verdict.NOT_KNOWN, (known, missing)))
    name = "Alcohol treatment requirement"
    assert waiting(refer, facts) == f"{name} (refer to the treatment provider)"
    assert waiting(ask, facts) == f"{name} (to be asked: {question('consents.atr')})"


def officers(package, *days):
    """The package with an appointment with the officer at 5pm on each of these days from the
    first session of ASRO, a Tuesday."""
    start = min(one.start for one in package.sessions if one.part == "asro").replace(hour=17)
    held = tuple(
        evolve(
            package.sessions[0],
            id=f"contact-{place}",
            part="contact",
            leg="appointment",
            start=start + timedelta(days=by),
            end=start + timedelta(days=by, minutes=30),
        )
        for place, by in enumerate(days)
    )
    return evolve(package, sessions=(*package.sessions[1:], *held))


def test_an_option_that_reads_like_an_earlier_one_is_told_apart_from_that_one(option, facts):
    # Both have ASRO a day later than the first; the officer is seen on Wednesday, then on Friday.
    first = evolve(option, package=officers(option.package, 0))
    later = moved(option.package, "asro", days=1)
    second = evolve(option, package=officers(later, 0))
    third = evolve(option, package=officers(later, 2))
    said = [text for text in described(third, facts, (first, second)) if "Differs" in text]
    assert said[0].startswith("Differs from option 1: ASRO on Wednesdays and Fridays 6pm")
    assert said[1:] == [
        "Differs from option 2: appointments with the officer on Fridays 5pm instead of on "
        "Wednesdays 5pm."
    ]
    assert len([t for t in described(second, facts, (first,)) if "Differs" in t]) == 1


def weekly(often):
    """Days so many weeks one after another, each as often as it says."""
    return [day + 7 * week for day, times in often.items() for week in range(times)]


def test_where_no_weekday_is_usual_the_commonest_half_day_tells_options_apart(package, facts):
    # Six weekdays twice each and one of them once more, 3 of 13: none holds a quarter.
    twice = [day + week for week in (0, 7) for day in (0, 1, 2, 3, 4, 6)]
    tuesdays, wednesdays = officers(package, *twice, 14), officers(package, *twice, 15)
    assert told(wednesdays, tuesdays, facts) == [
        "Differs from option 1: appointments with the officer most often on Wednesday afternoons "
        "or evenings instead of Tuesday afternoons or evenings."
    ]


def test_of_several_legs_of_a_stream_the_commonest_half_day_of_all_is_told(package, facts):
    def seen(sundays, wednesdays):
        """Appointments and reviews, from a Tuesday on; reviews mostly on Wednesdays."""
        often = {0: 2, 1: wednesdays, 2: 2, 3: 2, 5: sundays, 6: 3}
        held = officers(package, *weekly(often))
        others = officers(package, *weekly({0: 2, 1: 3, 2: 2, 3: 2, 5: 2, 6: 2})).sessions
        reviews = [evolve(one, leg="review") for one in others if one.part == "contact"]
        return evolve(held, sessions=(*held.sessions, *reviews))

    # Mondays 3 + 2, Wednesdays 2 + 3 or 3 + 3: each leg has its usual day, the stream another.
    mondays, wednesdays = seen(2, 2), seen(1, 3)
    assert told(wednesdays, mondays, facts) == [
        "Differs from option 1: appointments with the officer most often on Wednesday afternoons "
        "or evenings instead of Monday afternoons or evenings."
    ]


def test_the_one_to_ones_of_a_programme_are_told_as_such(package, facts):
    def alone(weekday):
        """Thirteen one-to-ones of ASRO on six weekdays, one of them three times, in its own leg."""
        held = officers(package, *weekly({0: 2, 1: 2, 2: 2, 3: 2, 4: 2, 6: 2}), weekday + 14)
        sessions = [
            evolve(one, part="asro", leg="one-to-one", kind="review")
            for one in held.sessions
            if one.part == "contact"
        ]
        return evolve(package, sessions=tuple(sessions))

    assert told(alone(1), alone(0), facts) == [
        "Differs from option 1: one-to-ones of ASRO most often on Wednesday afternoons or evenings "
        "instead of Tuesday afternoons or evenings."
    ]


def test_a_group_of_another_name_at_the_same_times_is_told(package, facts):
    def renamed(planned):
        parts = tuple(
            evolve(part, group="asro-b") if part.code == "asro" else part for part in planned.parts
        )
        return evolve(planned, parts=parts)

    there = evolve(package, requirements=tuple(map(renamed, package.requirements)))
    order = evolve(package.order, months=11)
    assert told(evolve(there, order=order), package, facts) == [
        "Differs from option 1: ASRO in group asro-b instead of asro-eve; an order of 11 months "
        "instead of 12."
    ]


def test_an_exchange_tells_other_times_and_places_of_what_both_hold(package, facts):
    elsewhere = tuple(
        evolve(one, venue="clinic") if one.part == "asro" else one for one in package.sessions
    )
    assert list(exchanged(package, evolve(package, sessions=elsewhere), facts)) == [
        "Held otherwise: ASRO on Tuesdays and Thursdays 6pm, St Peter's Clinic instead of on "
        "Tuesdays and Thursdays 6pm, Derby Probation Office."
    ]


def met_after(package, days):
    """The package with a meeting once, so many days after the first session of ASRO."""
    first = min((one for one in package.sessions if one.part == "asro"), key=lambda one: one.start)
    later = timedelta(days=days)
    meeting = evolve(
        first,
        id="closing",
        leg="closing",
        title="Closing report meeting",
        module="",
        start=first.start + later,
        end=first.end + later,
    )
    return evolve(package, sessions=(*package.sessions, meeting))


def test_a_meeting_held_once_on_another_weekday_is_told_where_all_else_is_alike(package, facts):
    here, there = met_after(package, 300), met_after(package, 301)
    days = [full_day(max(one.day for one in held.sessions)) for held in (here, there)]
    assert told(here, there, facts) == [
        f"Differs from option 1: ASRO: Closing report meeting on {days[0]} 6pm "
        f"instead of on {days[1]} 6pm."
    ]


def test_beside_other_weekdays_of_a_programme_it_is_not(package, facts):
    here, there = met_after(moved(package, "asro", days=1), 300), met_after(package, 300)
    (said,) = told(here, there, facts)
    assert said.startswith("Differs from option 1: ASRO on Wednesdays and Fridays")
    assert "meeting" not in said


def test_another_commonest_half_day_is_told_before_a_meeting_held_once(package, facts):
    # Seven appointments on two weekdays, each holding a quarter and more: Tuesdays 4, then 3.
    tuesdays = met_after(officers(package, *weekly({0: 4, 1: 3})), 300)
    wednesdays = met_after(officers(package, *weekly({0: 3, 1: 4})), 301)
    assert told(wednesdays, tuesdays, facts) == [
        "Differs from option 1: appointments with the officer most often on Wednesday afternoons "
        "or evenings instead of Tuesday afternoons or evenings."
    ]
