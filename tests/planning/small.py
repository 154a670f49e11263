"""A town with one hall: regions small enough to reckon by hand.

The forecast begins on Monday 5 January 2026. Groups meet on Tuesdays from 18:00 to 20:30, so that
whoever is there at the beginning waits 1.75 days (18 hours after Monday's midnight and a day) for
the first session: 0.25 weeks.
"""

from datetime import date, timedelta

from models.case import Case, Dates
from models.case import Person as CasePerson
from models.population import Person, Population, Want
from models.region import Region
from models.timetable import Group, Intake, Slot, Timetable, Venue
from planning.forecast_outlook import Outlook

BEGIN = date(2026, 1, 5)
LAST = date(2029, 12, 30)
TUESDAY = BEGIN + timedelta(days=1)
EVENING = (18 * 60, 20 * 60 + 30)
FIRST_EVENING = 1.75

# Nobody leaves, stops or is absent: what is left is the queue.
STEADY = {"leaving_a_week": 0.0, "completed": 1.0, "absent": 0.0, "caught_up": 1.0}


def hall(**changes):
    return Venue("hall", "Hall", areas=("town",), home_minutes={"town": 10}, **changes)


def group(id="evening", programme="tsp", places=50, weekdays=(1,), every=4, starts=12, **changes):
    """A closed group with a cohort every so many weeks, from the first Tuesday on."""
    begins = tuple(TUESDAY + timedelta(weeks=every * number) for number in range(starts))
    return Group(
        id=id,
        programme=programme,
        venue="hall",
        slots=tuple(Slot(weekday, *EVENING) for weekday in weekdays),
        first=BEGIN,
        last=LAST,
        intake=Intake.CLOSED,
        places=places,
        starts=begins,
        **changes,
    )


def person(number, programmes=("tsp",), first=BEGIN, days=700, commitments=(), after=()):
    case = Case(
        f"p{number}",
        Dates(sentence=first, conviction=first),
        person=CasePerson(f"p{number}", area="town"),
        commitments=commitments,
    )
    wants = tuple(
        Want(programme, after=after if place else ()) for place, programme in enumerate(programmes)
    )
    return Person(f"p{number}", "town", case, wants, first, first + timedelta(days=days))


def region(*groups, people=(), **changes):
    timetable = Timetable(
        "town", "Town", BEGIN, LAST, "ENG", venues={"hall": hall()}, groups=groups
    )
    return Region(timetable, Population(tuple(people)), **changes)


def outlook(months=12, arrivals=(), **changes):
    """Nobody arrives unless said: the share of a country's arrivals is not for a made-up town."""
    from planning.forecast_outlook import Arrivals

    stated = tuple(arrivals) or (Arrivals("tsp", 0.0),)
    settled = {**STEADY, "filler": "first-come", "replications": 3, **changes}
    return Outlook(BEGIN, months, arrivals=stated, **settled)
