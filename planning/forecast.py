"""A region over the months to come: played many times, in figures with their confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from attrs import frozen

from models.region import Region
from planning.forecast_calibration import Figure
from planning.forecast_fillers import FILLERS
from planning.forecast_measures import NEWCOMERS, Key, Measures, measures
from planning.forecast_outlook import Outlook, Rates
from planning.forecast_simulation import Simulation
from planning.forecast_world import World, world


@frozen
class Estimate:
    """The mean of a figure over the replications that have one, with its interval.

    `low` and `high` are None where one replication, or none, has it. Where some have none (nobody
    began, say, or more than a tenth never do, so that there is no ninetieth percentile), `having`
    is less than `replications`, and the mean speaks of those that have one.
    """

    key: Key
    mean: float | None
    low: float | None
    high: float | None
    having: int
    replications: int


@frozen
class Forecast:
    """The estimates by key, and the calibrated figures they rely on, with their sources."""

    outlook: Outlook
    estimates: tuple[Estimate, ...]
    relied_on: tuple[Figure, ...]

    def estimate(
        self, name: str, programme: str = "", of: str = NEWCOMERS
    ) -> Estimate | None:
        """Over the whole region and all of the time."""
        key = Key(name, programme, of=of)
        return next((one for one in self.estimates if one.key == key), None)


def replicate(place: World, number: int) -> Measures:
    """One play of the future; the same number gives the same figures."""
    return measures(Simulation(place, FILLERS[place.outlook.filler], number).run())


def forecast(region: Region, outlook: Outlook) -> Forecast:
    """A forecast in this process; `sweeps.sweep` plays many side by side and records them.

    Raises
    ------
    InvalidInput
        Where the outlook asks for what the region or the calibration does not hold.
    """
    place = world(region, outlook)
    played = [replicate(place, number) for number in range(outlook.replications)]
    return gathered(outlook, place.rates, played)


def gathered(outlook: Outlook, rates: Rates, replications: Sequence[Measures]) -> Forecast:
    confidence = rates.calibration.value("confidence") / 100
    return Forecast(outlook, estimates(replications, confidence), rates.relied_on)


def estimates(replications: Sequence[Measures], confidence: float) -> tuple[Estimate, ...]:
    """Means and Student intervals of every figure that any replication has, by key."""
    values: defaultdict[Key, list[float]] = defaultdict(list)
    for each in replications:
        for key, value in each.items():
            values[key] += [] if value is None else [value]
    number = len(replications)
    return tuple(
        Estimate(key, *interval(values[key], confidence), len(values[key]), number)
        for key in sorted(values)
    )


def interval(
    values: Iterable[float], confidence: float
) -> tuple[float | None, float | None, float | None]:
    """Mean, low and high; low and high None below two values.

    >>> interval([4.0, 4.0, 4.0], 0.95)
    (4.0, 4.0, 4.0)
    >>> interval([], 0.95)
    (None, None, None)
    """
    values = list(values)
    if not values:
        return None, None, None
    mean = sum(values) / len(values)
    if len(values) == 1:
        return mean, None, None
    # Imported here: it takes longer than everything else the command line needs together.
    from scipy import stats  # type: ignore[import-untyped]

    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    reach = float(stats.t.ppf((1 + confidence) / 2, len(values) - 1)) * sqrt(variance / len(values))
    return mean, mean - reach, mean + reach
