"""Who arrives: how many a week of each kind, and whom they are like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from attrs import frozen

from models.case import Case, Dates
from models.case import Person as CasePerson
from models.moments import last_day
from models.population import Person, Want
from models.region import Region
from planning.forecast_fit import Life, Lives
from planning.forecast_outlook import Arrivals, Outlook, Rates


@frozen(eq=False)
class Stream:
    """People of one kind who arrive: what they want, where they live, whom they are like."""

    programmes: tuple[str, ...]
    area: str
    a_week: float
    lives: tuple[Life, ...]

    @property
    def key(self) -> str:
        """The same whatever a what-if does, so that the same people arrive."""
        return "/".join((*self.programmes, self.area))


@frozen(eq=False)
class Arriving:
    """Those who arrive are like the people of the population: `known` are their lives."""

    region: Region
    outlook: Outlook
    rates: Rates
    lives: Lives
    known: tuple[Life, ...]

    def streams(self) -> Iterator[Stream]:
        """Stated arrivals, or the region's share of the country's; more or fewer as growth says."""
        kinds = defaultdict[tuple[tuple[str, ...], str], list[Life]](list)
        for life in self.known:
            wanted = tuple(want.programme for want in life.person.wants)
            if wanted:
                kinds[wanted, life.person.area].append(life)
        of_kind = [Stream(*kind, 0.0, tuple(likes)) for kind, likes in kinds.items()]
        for stream in self._stated(of_kind) if self.outlook.arrivals else self._shared(of_kind):
            growth = 1.0
            for one in self.region.growth:
                if one.of(stream.lives[0].person):
                    growth *= max(0.0, 1 + one.percent / 100)
            yield Stream(stream.programmes, stream.area, stream.a_week * growth, stream.lives)

    def _stated(self, kinds: list[Stream]) -> Iterator[Stream]:
        """Each stated number over the kinds of people who want that programme first."""
        for arrivals in self.outlook.arrivals:
            fitting = [one for one in kinds if _is_of(one, arrivals)]
            if not fitting:
                areas = [arrivals.area] if arrivals.area else self._areas()
                fitting = [self._nobody_known(arrivals.programme, area) for area in areas]
            yield from _over(fitting, arrivals.a_week, [len(one.lives) for one in fitting])

    def _shared(self, kinds: list[Stream]) -> Iterator[Stream]:
        """The calibrated number in the mix of the population; of the places where it is empty.

        Programmes are what is counted: people who want two arrive half as often.
        """
        calibration = self.rates.calibration
        share = calibration.region_share(self.outlook.region_of(self.region))
        a_week = calibration.arrivals_a_week * share
        if kinds:
            people = [len(one.lives) for one in kinds]
            wants = sum(len(one.lives) * len(one.programmes) for one in kinds)
            yield from _over(kinds, a_week * sum(people) / wants, people)
            return
        places = Counter[tuple[str, str]]()
        for group in self.region.timetable.groups:
            for area in self.region.timetable.venues[group.venue].areas:
                places[group.programme, area] += group.places
        fitting = [self._nobody_known(programme, area) for programme, area in places]
        yield from _over(fitting, a_week, list(places.values()))

    def _areas(self) -> list[str]:
        venues = self.region.timetable.venues.values()
        return sorted({area for venue in venues for area in venue.areas}) or [""]

    def _nobody_known(self, programme: str, area: str) -> Stream:
        """People of whom nothing is known but a programme and an area."""
        begin = self.outlook.begin
        case = Case("", Dates(sentence=begin, conviction=begin), person=CasePerson(area=area))
        last = last_day(begin, self.rates.order_months)
        person = Person("", area, case, (Want(programme),), begin, last)
        return Stream((programme,), area, 0.0, (self.lives.of(person),))


def _is_of(stream: Stream, arrivals: Arrivals) -> bool:
    return stream.programmes[:1] == (arrivals.programme,) and arrivals.area in ("", stream.area)


def _over(streams: list[Stream], a_week: float, weights: list[int]) -> Iterator[Stream]:
    for stream, weight in zip(streams, weights, strict=True):
        each = a_week * weight / max(1, sum(weights))
        yield Stream(stream.programmes, stream.area, each, stream.lives)
