"""What attending one or two things on a day costs: visits, travel, minutes of work."""

from datetime import date

from models.case import Case, Dates
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts, Menu
from models.timetable import Timetable, Venue
from optimiser.attending import Slot
from optimiser.days import Days

MONDAY = date(2026, 6, 8)
NINE, FIVE = 9 * 60, 17 * 60


def days(*commitments: Commitment, between: int | None = 25) -> Days:
    """A home 20 minutes from the office and 30 from the hall."""
    case = Case(
        "c",
        Dates(MONDAY, MONDAY),
        commitments=commitments,
        travel={"office": 20, "hall": 30},
    )
    venues = {name: Venue(name, name) for name in ("office", "hall")}
    travel = {} if between is None else {("office", "hall"): between}
    timetable = Timetable("t", "t", MONDAY, date(2027, 6, 8), "ENG", venues, travel=travel)
    return Days(Facts(case, Menu((), {}), timetable, {}))


def work(start: int, end: int, *, firm: bool = False, weekday: int = 0) -> Commitment:
    return Commitment(CommitmentKind.WORK, firm, shifts=(Shift(weekday, start, end),))


def test_an_hour_inside_work_loses_the_hour_and_both_ways() -> None:
    slot = Slot(11 * 60, 12 * 60, "office")
    # 60 minutes of session + 20 there + 20 back.
    [way] = days(work(NINE, FIVE)).alone(MONDAY, (slot,))
    assert (way.lost, way.travel) == (100, 40)


def test_the_slot_that_ends_as_the_travel_to_work_begins_loses_nothing() -> None:
    early, late = Slot(7 * 60 + 40, 8 * 60 + 40, "office"), Slot(8 * 60, NINE, "office")
    [way] = days(work(NINE, FIVE)).alone(MONDAY, (late, early))
    # Early: home again at 09:00 exactly. Late would lose the 20 minutes home.
    assert way.slots == (early,)
    assert way.lost == 0


def test_a_slot_one_minute_into_a_firm_commitment_is_no_slot() -> None:
    firm = work(NINE, FIVE, firm=True)
    fits = Slot(7 * 60 + 40, 8 * 60 + 40, "office")
    over = Slot(7 * 60 + 41, 8 * 60 + 41, "office")
    assert [way.slots for way in days(firm).alone(MONDAY, (fits, over))] == [(fits,)]


def test_a_night_shift_from_sunday_takes_monday_morning() -> None:
    night = work(22 * 60, 30 * 60, weekday=6)  # Sunday 22:00 to Monday 06:00
    [way] = days(night).alone(MONDAY, (Slot(5 * 60, 6 * 60, "office"),))
    # 04:40 to 06:00 falls in the shift: 80 minutes.
    assert way.lost == 80


def test_two_sessions_an_hour_apart_at_one_venue_are_one_visit() -> None:
    one, other = Slot(600, 660, "office"), Slot(720, 780, "office")
    [way] = days().both(MONDAY, (one,), (other,))
    assert way.travel == 40


def test_sixty_one_minutes_apart_is_two_visits_where_home_lies_between() -> None:
    one, other = Slot(600, 660, "office"), Slot(721, 781, "office")
    [way] = days().both(MONDAY, (one,), (other,))
    assert way.travel == 80


def test_two_venues_are_linked_by_the_stated_way() -> None:
    one, other = Slot(600, 660, "office"), Slot(690, 750, "hall")
    [way] = days().both(MONDAY, (one,), (other,))
    # 20 from home, 25 between, 30 home.
    assert way.travel == 75


def test_there_must_be_time_for_the_way_between_two_venues() -> None:
    one, other = Slot(600, 660, "office"), Slot(684, 744, "hall")
    assert days().both(MONDAY, (one,), (other,)) == ()


def test_without_a_stated_way_the_person_goes_home_between() -> None:
    one, soon, late = (
        Slot(600, 660, "office"),
        Slot(709, 769, "hall"),
        Slot(710, 770, "hall"),
    )
    # 20 home + 30 out again = 50 minutes at least.
    [way] = days(between=None).both(MONDAY, (one,), (soon, late))
    assert (way.slots, way.travel) == ((one, late), 100)


def test_ways_that_meet_fewer_curfew_windows_are_kept_though_they_cost_more() -> None:
    cheap, dear = Slot(18 * 60, 19 * 60, "office"), Slot(11 * 60, 12 * 60, "office")
    window = ((19 * 60, 31 * 60),)
    ways = days(work(NINE, FIVE)).alone(MONDAY, (cheap, dear), window)
    # Home at 19:20 meets the window; the free slot loses 100 minutes.
    assert sorted((way.mask, way.lost) for way in ways) == [(0, 100), (1, 0)]
