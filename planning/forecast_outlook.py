"""What a forecast is asked: from when, how long, who arrives, and what is known for certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from models.catalogue import load
from models.errors import Complaint, InvalidInput
from models.moments import add_months
from models.region import Region
from models.structuring import nearest
from planning.forecast_calibration import Calibration, Figure

# The names of those who may give out the places: `forecast_fillers` knows who they are.
ALLOCATOR = "allocator"
FIRST_COME = "first-come"


@frozen
class Arrivals:
    """People a week who are given a programme; every area shares them where none is named."""

    programme: str
    a_week: float
    area: str = ""


@frozen
class Outlook:
    """The question. What is None is taken from the calibration.

    Parameters
    ----------
    region : str
        The region of the calibration whose share of arrivals is used; "" for the timetable's id.
        Not looked at where `arrivals` are stated.
    arrivals : tuple of Arrivals
        Stated arrivals: they take the place of all calibrated ones.
    filler : str
        Who gives out the places, by its name in `forecast_fillers.FILLERS`.
    leaving_a_week, completed, absent, caught_up : float or None
        Shares from 0 to 1: of those waiting who leave in a week, of those beginning who complete
        (absences apart), of sessions missed, of absences caught up in time.
    """

    begin: date
    months: int
    seed: int = 0
    replications: int = 20
    filler: str = ALLOCATOR
    region: str = ""
    arrivals: tuple[Arrivals, ...] = ()
    leaving_a_week: float | None = None
    completed: float | None = None
    absent: float | None = None
    caught_up: float | None = None
    booked_ahead_weeks: int | None = None
    reach_minutes: int | None = None
    order_months: int | None = None

    @property
    def end(self) -> date:
        """The first day after the forecast."""
        return add_months(self.begin, self.months)

    def region_of(self, region: Region) -> str:
        return self.region or region.timetable.id


@frozen
class Rates:
    """The figures of one forecast, stated or calibrated; `relied_on` are the calibrated ones."""

    calibration: Calibration
    leaving_a_week: float
    completed: float | None
    absent: float
    caught_up: float
    booked_ahead_days: int
    reach_minutes: float
    order_months: int
    relied_on: tuple[Figure, ...]

    def stopping_a_session(self, programme: str, sessions: int) -> float:
        if self.completed is None:
            return self.calibration.stopping_a_session(programme, sessions)
        return float(1 - self.completed ** (1 / sessions))


def rates(
    outlook: Outlook, region: Region, calibration: Calibration, file: str = "forecast"
) -> Rates:
    """The figures a forecast of this region goes by.

    Raises
    ------
    InvalidInput
        For a forecast that goes on longer than the timetable, a share outside 0 to 1, and a
        region without a share of the arrivals where none are stated.
    """
    wrong = list(_mistakes(outlook, region, calibration))
    if wrong:
        raise InvalidInput(
            [Complaint(file, f"$.forecast.{key}", value, said) for key, value, said in wrong]
        )

    def stated_or(value: float | None, id: str, per: float = 1) -> float:
        return calibration.value(id) / per if value is None else value

    leaving = outlook.leaving_a_week
    return Rates(
        calibration=calibration,
        leaving_a_week=calibration.leaving_a_week if leaving is None else leaving,
        completed=outlook.completed,
        absent=stated_or(outlook.absent, "absent", 100),
        caught_up=stated_or(outlook.caught_up, "caught-up", 100),
        booked_ahead_days=int(7 * stated_or(outlook.booked_ahead_weeks, "booked-ahead")),
        reach_minutes=stated_or(outlook.reach_minutes, "reach"),
        order_months=int(stated_or(outlook.order_months, "order-months")),
        relied_on=tuple(_relied_on(outlook, region, calibration)),
    )


def _mistakes(
    outlook: Outlook, region: Region, calibration: Calibration
) -> Iterator[tuple[str, object, str]]:
    timetable = region.timetable
    if outlook.months < 1:
        yield "months", outlook.months, f"{outlook.months} months: at least 1"
    elif outlook.begin < timetable.first:
        first = timetable.first.isoformat()
        yield "begin", outlook.begin.isoformat(), f"the timetable begins on {first}"
    elif outlook.end > timetable.last:
        last = timetable.last.isoformat()
        yield "months", outlook.months, f"{outlook.months} months: the timetable ends on {last}"
    if outlook.replications < 1:
        yield "replications", outlook.replications, f"{outlook.replications}: at least 1"
    for key in ("leaving_a_week", "completed", "absent", "caught_up"):
        share = getattr(outlook, key)
        if share is not None and not 0 <= share <= 1:
            yield key, share, f"{share:g}: a share lies between 0 and 1"
    areas = timetable.areas
    for place, arrivals in enumerate(outlook.arrivals):
        at, code, area = f"arrivals[{place}]", arrivals.programme, arrivals.area
        if arrivals.a_week < 0:
            yield f"{at}.a_week", arrivals.a_week, f"{arrivals.a_week:g} people a week: at least 0"
        if code not in load().codes:
            said = f'"{code}" is not a programme of the catalogue{nearest(code, load().codes)}'
            yield f"{at}.programme", code, said
        if area and areas and area not in areas:
            said = f'"{area}" is not an area of {timetable.id}{nearest(area, areas)}'
            yield f"{at}.area", area, said
    if not outlook.arrivals:
        known = [one.of for one in calibration.figures if one.id == "hours-outstanding"]
        name = outlook.region_of(region)
        if name not in known:
            said = f'no share of the arrivals is known for "{name}": state the arrivals'
            yield "region", name, f"{said}, or name one of {', '.join(sorted(known))}"


def _relied_on(outlook: Outlook, region: Region, calibration: Calibration) -> Iterator[Figure]:
    """The calibrated figures that nothing in the outlook takes the place of."""
    if not outlook.arrivals:
        yield calibration.figure("imposed")
        yield calibration.figure("imposed-weeks")
        yield calibration.figure("hours-outstanding", outlook.region_of(region))
        yield calibration.figure("hours-outstanding-all")
    if outlook.leaving_a_week is None:
        yield from map(calibration.figure, ("never-commenced", "imposed", "never-commenced-wait"))
    if outlook.completed is None:
        yield from (one for one in calibration.figures if one.id == "completed")
    for key, id in (
        (outlook.absent, "absent"),
        (outlook.caught_up, "caught-up"),
        (outlook.booked_ahead_weeks, "booked-ahead"),
        (outlook.reach_minutes, "reach"),
        (outlook.order_months, "order-months"),
    ):
        if key is None:
            yield calibration.figure(id)
    if outlook.filler == ALLOCATOR:
        yield from (one for one in calibration.figures if one.id.startswith("weight-"))
    yield calibration.figure("confidence")
