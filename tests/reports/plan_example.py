"""A small plan with something in every table, and a name in it that means harm."""

from datetime import date, timedelta

from attrs import evolve

from models.placement import (
    Attendance,
    Booking,
    Placement,
    Plan,
    PlanAim,
    Round,
    StageBound,
    Unbooked,
    Unplaced,
    Waiting,
)
from models.plan_rules import PlanFault, PlanMeasures
from models.sources import Force, Source
from models.timetable import Slot
from planning.forecast import Estimate, Forecast
from planning.forecast_calibration import Figure
from planning.forecast_measures import Key
from planning.forecast_outlook import Outlook
from planning.report import (
    Bookings,
    Compared,
    Demand,
    GivenWeek,
    Load,
    PlanReport,
    Shortage,
    Staffed,
    Waits,
    WorkDay,
)
from planning.worth_report import (
    Closing,
    Closings,
    GiverPrice,
    Opening,
    Openings,
    SeatPrice,
    Weights,
)

MONDAY = date(2026, 6, 1)
HARM = '=HYPERLINK("https://example.org","x")'
LINK = "[p4](https://example.org)"
EVENING = "tsp-derby-tue-eve"
COHORT = "asro-derby-tue-eve"


def placement(person, programme, group, weeks=1, run="2026-06-09"):
    first = MONDAY + timedelta(days=1 + 7 * weeks)
    return Placement(
        person, programme, f"{group}@{run}", group, first, first + timedelta(weeks=10)
    )


STAGES = (
    StageBound("priority", 2, 2.0, 0.41),
    StageBound("finish", 2, 2.0, 0.02),
    StageBound("waiting", 9, 9.0, 0.13),
    StageBound("company", 1, 1.0),
    StageBound("work", 780, 741.5, 1.5),
    StageBound("travel", 1240, 1240.0, 0.2),
)
PLAN = Plan(
    (
        placement("p1", "tsp", EVENING),
        placement(HARM, "tsp", EVENING),
        placement(HARM, "asro", COHORT, 3),
        placement("p3", "asro", COHORT, 5),
    ),
    (
        Unplaced(LINK, "tsp", Waiting.FULL, "Every run of tsp that would do is full."),
        Unplaced("p5", "asro", Waiting.WINDOW, "No run of asro ends by 1 September 2026."),
    ),
    STAGES,
)
MEASURES = PlanMeasures(2, 2, 9, 780, 1240, company=1)
ALL = Waits("all", "", 4, 2, 1, 5, 5)


def compared(name, sentence, placed, weeks, moved):
    waits = Waits("all", "", placed, 6 - placed, weeks, weeks + 4, weeks + 4)
    measures = PlanMeasures(6 - placed, 6 - placed, 9, 60 * weeks, 1240, company=moved)
    return Compared(
        name, sentence, 5, placed, 6 - placed, measures, waits, 24, moved, STAGES
    )


def forecast(later=0.0):
    """Half a year played 20 times; `later` is by how many weeks everybody waits longer."""
    outlook = Outlook(MONDAY, 6, seed=7, replications=20)

    def weeks(name, programme, mean, reach, having=20):
        mean += later
        return Estimate(Key(name, programme), mean, mean - reach, mean + reach, having, 20)

    estimates = [
        Estimate(Key("arrived"), 120.0, 112.0, 128.0, 20, 20),
        Estimate(Key("began"), 84.0, 80.0, 88.0, 20, 20),
        weeks("wait-p50", "", 7.25, 0.75),
        weeks("wait-p90", "", 19.5, 2.5, having=14),
        weeks("wait-p50", "tsp", 6.0, 1.0),
        weeks("wait-p90", "tsp", 15.0, 2.0),
        weeks("wait-p50", "asro", 9.0, 2.0),
        Estimate(Key("late-share"), 0.12, -0.01, 0.25, 20, 20),
        Estimate(Key("wait-p90", "asro"), None, None, None, 0, 20),
        Estimate(Key("use", group=EVENING, of=""), 0.91, 0.88, 0.94, 20, 20),
    ]
    for month in range(1, 7):
        mean = 30.0 + 4 * month + 3 * later
        key = Key("waiting-at-month-end", of="", month=month)
        estimates.append(Estimate(key, mean, mean - 5, mean + 5, 20, 20))
    figure = Figure("absent", 15, "percent", Source("assumption", "absent"), verified=False)
    return Forecast(outlook, tuple(estimates), (figure,))


def loads():
    weeks = [MONDAY + timedelta(weeks=number) for number in range(8)]
    for number, week in enumerate(weeks):
        yield Load(EVENING, "", "tsp", "derby-office", week, min(2, number), 8, 12)
    for week in weeks[2:]:
        yield Load(COHORT, f"{COHORT}@2026-06-16", "asro", "derby-office", week, 2, 4, 10)


REPORT = PlanReport(
    id="east-midlands",
    title="East Midlands",
    name="base",
    seed=1,
    aims=tuple(PlanAim),
    people=5,
    wants=6,
    plan=PLAN,
    measures=MEASURES,
    faults=(
        PlanFault(
            "plan.minimum", "", f"{COHORT}@2026-06-16", Force.SHOULD,
            "6 people in a group that should have 8.", Source("plan", f"minimum.{COHORT}"),
        ),
    ),
    loads=tuple(loads()),
    waits=(
        ALL,
        Waits("programme", "tsp", 2, 1, 1, 1, 1),
        Waits("programme", "asro", 2, 1, 3, 5, 5),
        Waits("area", "derby", 4, 1, 1, 5, 5),
        Waits("area", "leicester", 0, 1, None, None, None),
    ),
    fairness=(
        Waits("sex", "female", 1, 1, 1, 1, 1),
        Waits("sex", "male", 3, 1, 3, 5, 5),
        Waits("work", "nights", 2, 0, 5, 5, 5),
        Waits("work", "days", 2, 2, 5, 5, 5),
    ),
    shortages=(
        Shortage("tsp", 3, 2, {Waiting.FULL: 1}),
        Shortage("asro", 3, 2, {Waiting.WINDOW: 1}),
    ),
    demands=(
        Demand("project", "parks", "Parks and verges", 20, 26),
        Demand("provider", "drinks", "Derby Alcohol Service", 40, 12),
    ),
    staffed=(
        Staffed("facilitators", "derby", 38, 38, date(2026, 6, 1), 3, date(2026, 6, 1), 2),
        Staffed("rooms", "derby-office", 6, 0, None, 0, None, 0),
    ),
    weeks={"asro": (3, 5), "tsp": (1, 1)},
    facilitator_sessions=24,
    moved=1,
    weights=Weights(100_000, 600, 1, 2),
    prices=(
        SeatPrice(COHORT, "asro", 600.0, None, None, None),
        SeatPrice(EVENING, "tsp", 99_400.25, 99_410, 99_380, 99_410),
    ),
    openings=Openings(
        1, 24, 3, 99_000, 99_000,
        (
            Opening(
                "new-1", "tsp", "derby-office", (Slot(2, 1080, 1230),), 12, 99_500, 99_000, True
            ),
            Opening("new-2", "asro", "derby-office", (Slot(4, 540, 690),), 10, 400),
        ),
    ),
    closings=Closings(
        1, 2, 1, 1_200, 1_200,
        (Closing(COHORT, "asro", "derby-office", 2, 24, 1_200, 1_200, True),),
    ),
    compared=(
        compared("base", "", 4, 13, 0),
        compared("two-fewer", "2 facilitators fewer at derby.", 3, 17, 2),
        compared("evening", "Resize tsp-derby-tue-eve to 14 places.", 5, 11, 1),
    ),
    forecasts={"base": forecast(), "two-fewer": forecast(2.0)},
    assumptions=("Places taken in a rolling group stay taken",),
    inputs={"plan": "c0ffee", "timetable": "beef"},
    seconds={"pricing": 0.8, "checks": 0.1},
)  # fmt: skip


def _worked(person, first, days=2):
    sessions = tuple(
        Attendance(first + timedelta(weeks=number), 9 * 60, 16 * 60) for number in range(days)
    )
    return Booking(person, "unpaid-work", "parks", sessions)


SEEN = Booking(
    "p3", "atr", "drinks",
    tuple(Attendance(MONDAY + timedelta(weeks=2 * number), 600, 660) for number in range(2)),
)  # fmt: skip
SATURDAY = MONDAY + timedelta(days=5)
# The plan with bookings: three of four requirements, work in a gap.
BOOKED = evolve(
    REPORT,
    plan=evolve(
        PLAN,
        bookings=(_worked("p1", SATURDAY), _worked(HARM, SATURDAY + timedelta(weeks=1)), SEEN),
        unbooked=(Unbooked("p5", "drr", Waiting.REACH, "No provider of drr is within reach."),),
        rounds=(
            Round(("atr", "drr"), (StageBound("priority", 1, 1.0), StageBound("finish", 1, 1.0))),
            Round(("unpaid-work",), (StageBound("priority", 0, 0.0), StageBound("work", 90, 60.0))),
        ),
    ),
    bookings=Bookings(
        asked=4,
        waits=(
            Waits("requirement", "atr", 1, 0, 0, 0, 0),
            Waits("requirement", "drr", 0, 1, None, None, None),
            Waits("requirement", "unpaid-work", 2, 0, 0, 1, 1),
        ),
        shortages=(Shortage("drr", 1, 0, {Waiting.REACH: 1}),),
        days=tuple(
            WorkDay("parks", "Parks and verges", SATURDAY + timedelta(weeks=number), people, 7, 10)
            for number, people in enumerate((1, 2, 1))
        ),
        weeks=tuple(
            GivenWeek("drinks", "Derby Alcohol Service", MONDAY + timedelta(weeks=number), 1, 40)
            for number in (0, 2)
        ),
    ),
    giver_prices=(
        GiverPrice("project", "parks", "Parks and verges", ("unpaid-work",), 95_028.4, 77_650,
                   77_650, 77_650),
        GiverPrice("provider", "drinks", "Derby Alcohol Service", ("atr", "drr"), 1_200.0),
    ),
)
