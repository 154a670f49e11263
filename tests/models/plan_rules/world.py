"""A small region for the tests of plans: one town, a hall and an office, two programmes.

`did` is fourteen sessions a week apart: a cohort from Tuesday 2 June to 1 September 2026, another
from 8 September to 8 December. `tsp` is fifteen, rolling on Wednesdays from 3 June, three modules
of five: whoever begins on 3 June ends on 9 September, on 8 July on 14 October. Evenings, 18:00 to
20:30; home is 30 minutes from everywhere. Nobody is kept from anything unless a test says so.
"""

from collections import Counter
from datetime import date

from attrs import evolve

from models.case import Case, Dates, Offence, OffenceKind, Sex
from models.case import Person as Defendant
from models.commitments import DateRange
from models.placement import Placement, Plan, Unplaced, Waiting
from models.plan_rules import faults
from models.population import Person, Population, Want
from models.region import Region
from models.sources import Force
from models.timetable import Group, Intake, Slot, Timetable, Venue

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
EVENING = (18 * 60, 20 * 60 + 30)
FIRST, LAST = date(2026, 6, 1), date(2027, 5, 31)
JUNE, SEPTEMBER = "did-tue@2026-06-02", "did-tue@2026-09-08"
ROLLING, LATER = "tsp-wed@2026-06-03", "tsp-wed@2026-07-08"
DAYS = {
    JUNE: (date(2026, 6, 2), date(2026, 9, 1)),
    SEPTEMBER: (date(2026, 9, 8), date(2026, 12, 8)),
    ROLLING: (date(2026, 6, 3), date(2026, 9, 9)),
    LATER: (date(2026, 7, 8), date(2026, 10, 14)),
}
OFFICE = Venue("office", "Office", areas=("town",), home_minutes={"town": 30})
HALL = Venue("hall", "Hall", areas=("town",), home_minutes={"town": 30})


def group(id: str, programme: str, weekday: int, **more: object) -> Group:
    held: dict[str, object] = {
        "venue": "office",
        "slots": (Slot(weekday, *EVENING),),
        "first": FIRST,
        "last": date(2027, 12, 31),
        "intake": Intake.ROLLING,
        "places": 12,
        **more,
    }
    return Group(id, programme, **held)  # type: ignore[arg-type]


def did(**more: object) -> Group:
    starts = (date(2026, 6, 2), date(2026, 9, 8))
    return group("did-tue", "did", TUESDAY, intake=Intake.CLOSED, starts=starts, **more)


def tsp(**more: object) -> Group:
    return group("tsp-wed", "tsp", WEDNESDAY, **more)


def timetable(*groups: Group, **more: object) -> Timetable:
    held: dict[str, object] = {
        "venues": {"office": OFFICE, "hall": HALL},
        "groups": groups or (did(), tsp()),
        **more,
    }
    return Timetable(
        "small",
        "Small",
        date(2026, 1, 5),
        date(2027, 12, 31),
        "ENG",
        **held,  # type: ignore[arg-type]
    )


def person(
    reference: str, *wants: str | Want, sex: Sex = Sex.MALE, who: object = None, **more: object
) -> Person:
    """Somebody sentenced for drink-driving on 1 June for a year; `who` are facts of theirs."""
    facts = {"born": date(1990, 1, 1), **(who or {})}  # type: ignore[dict-item]
    commitments = more.pop("commitments", ())
    offences = more.pop("offences", (Offence(OffenceKind.DRINK_DRIVING),))
    case = Case(
        reference,
        Dates(FIRST, FIRST, DateRange(date(2026, 3, 1), date(2026, 3, 1))),
        person=Defendant(reference=reference, sex=sex, area="town", **facts),
        offences=offences,  # type: ignore[arg-type]
        commitments=commitments,  # type: ignore[arg-type]
    )
    wanted = tuple(want if isinstance(want, Want) else Want(want) for want in wants or ("did",))
    held: dict[str, object] = {"first": FIRST, "last": LAST, **more}
    return Person(reference, "town", case, wanted, **held)  # type: ignore[arg-type]


def region(*people: Person, groups: tuple[Group, ...] = (), **more: object) -> Region:
    held = Region(timetable(*groups), Population(people))
    return evolve(held, **more)


def placed(reference: str, *runs: str) -> tuple[Placement, ...]:
    return tuple(
        Placement(reference, run.partition("-")[0], run, run.partition("@")[0], *DAYS[run])
        for run in runs
    )


def plan(people: tuple[Person, ...], *placements: Placement) -> Plan:
    """These placements, everything else wanted said to wait."""
    told = {(one.person, one.programme) for one in placements}
    waiting = tuple(
        Unplaced(person.reference, want.programme, Waiting.FULL, "Every place is taken.")
        for person in people
        for want in person.wants
        if (person.reference, want.programme) not in told
    )
    return Plan(placements, waiting)


def found(place: Region, *placements: Placement) -> Counter[tuple[str, str]]:
    """The rules a plan of these placements does not keep, with their force."""
    made = plan(place.people, *placements)
    return Counter((fault.rule, fault.force.value) for fault in faults(place, made))


def must(rule: str) -> Counter[tuple[str, str]]:
    return Counter({(rule, Force.MUST.value): 1})


def should(rule: str) -> Counter[tuple[str, str]]:
    return Counter({(rule, Force.SHOULD.value): 1})


NOTHING: Counter[tuple[str, str]] = Counter()
