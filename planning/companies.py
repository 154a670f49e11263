"""Where people of a region could sit in too small a company, as the allocation is to count it.

A cohort or a rolling group that is held with fewer than its least number, and a woman who is the
only one in a run of a mixed group: each once, however many sessions it is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from models.catalogue import Catalogue
from models.population import Person
from models.region import Region
from models.timetable import Group, Intake
from optimiser.allocation.arrays import Ints
from optimiser.allocation.company import Alone, Company, Few, Through
from optimiser.allocation.offer import Offer, Pool
from optimiser.allocation.women import Women, beside
from planning.limits import runs_with_pools

ANY = "any"
NOBODY_NEW = -1


@frozen
class Sitting:
    """Who of the plan sits somewhere already: people and women by pool, women by rolling run.

    `pools` are all pools anybody sits in, by id.
    """

    people: Mapping[str, int] = field(factory=dict)
    women: Mapping[str, int] = field(factory=dict)
    runs: Mapping[str, tuple[str, ...]] = field(factory=dict)
    of_runs: Mapping[str, int] = field(factory=dict)
    pools: Mapping[str, Pool] = field(factory=dict)


@frozen(eq=False)
class Watch:
    """A lot whose company is planned for: `here` are the people there before by the clerk's rules.
    """

    region: Region
    catalogue: Catalogue
    groups: Mapping[str, Group]
    sitting: Sitting

    def women(self, people: Sequence[Person], offer: Offer) -> Women:
        """Women's seats where one could be alone."""
        pools = {place for place, pool in enumerate(offer.pools) if pool.seats and self._may(pool)}
        runs = {
            run.id
            for one in offer.programmes.values()
            for place, run in enumerate(one.runs)
            if run.group.intake is Intake.ROLLING
            and not pools.isdisjoint(one.pools_of(place).tolist())
        }
        return beside(people, offer, pools, runs)

    def company(self, offer: Offer, women: Women, seats: Ints) -> Company:
        """What there is to plan for, where so many seats of each pool are free."""
        here = {pool.id for pool in offer.pools}
        away = [pool for pool in self.sitting.pools.values()
                if pool.id not in here and pool.group in self.groups]  # fmt: skip
        short = {self._subject(pool) for pool in away if self._lacks(pool) > 0}
        lonely = {run for pool in away if self._lonely(pool) for run in self._runs_of(pool)}
        few = tuple(self._few(offer, seats, short))
        alone, through = self._alone(offer, women, seats, lonely)
        return Company(few, alone, through, len(short) + len(lonely))

    def _few(self, offer: Offer, seats: Ints, short: set[str]) -> Iterator[Few]:
        number: dict[str, int] = {}
        for place, pool in enumerate(offer.pools):
            there, subject = self.sitting.people.get(pool.id, 0), self._subject(pool)
            least = self._lacks(pool)
            if least > 0 and (there or seats[place]) and subject not in short:
                yield Few(place, number.setdefault(subject, len(number)), least, there > 0)

    def _alone(
        self, offer: Offer, women: Women, seats: Ints, lonely: set[str]
    ) -> tuple[tuple[Alone, ...], tuple[Through, ...]]:
        through: dict[str, tuple[int, Through]] = {}
        leading = self._leading(offer, women)
        found = []
        for place, pool in enumerate(offer.pools):
            before = self.sitting.women.get(pool.id, 0)
            own = women.of_pools.get(place, NOBODY_NEW) if seats[place] else NOBODY_NEW
            if not self._may(pool) or before > 1 or (own == NOBODY_NEW and not before):
                continue
            there = self._taken(pool) + self.sitting.people.get(pool.id, 0)
            if self.groups[pool.group].intake is Intake.CLOSED:
                found.append(Alone(place, own, there, before))
                continue
            runs = []
            for run in leading[pool.id]:
                if run not in lonely:
                    own_run = women.of_runs.get(run, NOBODY_NEW)
                    one = Through(own_run, self.sitting.of_runs.get(run, 0))
                    runs.append(through.setdefault(run, (len(through), one))[0])
            if runs:
                found.append(Alone(place, own, there, before, tuple(runs)))
        return tuple(found), tuple(one for _, one in through.values())

    def _leading(self, offer: Offer, women: Women) -> dict[str, list[str]]:
        """The rolling runs that lead through each pool, those some women sit in among them."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        of = {id: pools for id, (_, pools) in runs_with_pools(offer).items() if id in women.of_runs}
        for run, pools in {**of, **self.sitting.runs}.items():
            for pool in pools:
                found[pool].append(run)
        return found

    def _runs_of(self, pool: Pool) -> Iterator[str]:
        return (run for run, pools in self.sitting.runs.items() if pool.id in pools)

    def _may(self, pool: Pool) -> bool:
        """Whether a woman in a pool could be said to be the only one."""
        group, taken = self.groups[pool.group], self._taken(pool)
        venue = self.region.timetable.venues[group.venue]
        return group.sexes == ANY and not venue.women_only and (not taken or group.women == 0)

    def _lonely(self, pool: Pool) -> bool:
        """Whether one who sits in a pool where nobody can join is the only woman in it."""
        number = self._taken(pool) + self.sitting.people.get(pool.id, 0)
        return self._may(pool) and self.sitting.women.get(pool.id) == 1 and number > 1

    def _lacks(self, pool: Pool) -> int:
        """How many a pool's group wants besides those who sit there."""
        group = self.groups[pool.group]
        least = self.region.least(group, self.catalogue.entry(group.programme, group.edition))
        return least - self._taken(pool) - self.sitting.people.get(pool.id, 0)

    def _taken(self, pool: Pool) -> int:
        return self.groups[pool.group].places - pool.seats

    def _subject(self, pool: Pool) -> str:
        closed = self.groups[pool.group].intake is Intake.CLOSED
        return pool.id if closed else pool.group
