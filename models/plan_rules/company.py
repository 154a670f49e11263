"""Who sits with whom: nobody with a person to be kept apart from, no woman alone among men."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from models.case import Sex
from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll, pools
from models.sources import Force, Source
from models.timetable import Group, Run

ANY = "any"
LONE_WOMAN = "plan.lone-woman"


def apart(roll: Roll) -> Iterator[PlanFault]:
    """Two people kept apart, by either's word, meet in no session; nobody is two people."""
    told: set[tuple[str, str]] = set()
    for reference in roll.of:
        for other in roll.people[reference].case.person.kept_apart_from:
            pair = (min(reference, other), max(reference, other))
            if other == reference or other not in roll.of or pair in told:
                continue
            told.add(pair)
            runs = ([roll.runs[one.run] for one in roll.of[each]] for each in (reference, other))
            for mine, theirs in product(*runs):
                if _meet(mine, theirs):
                    said = "Sits in one session with somebody to be kept apart from."
                    source = Source("case", "person.kept_apart_from")
                    yield PlanFault("plan.apart", reference, mine.id, Force.MUST, said, source)


def _meet(mine: Run, theirs: Run) -> bool:
    mine_at = {pool for pool, _ in pools(mine)}
    return any(pool in mine_at for pool, _ in pools(theirs))


def lone_woman(roll: Roll) -> Iterator[PlanFault]:
    """No woman is the only one at a meeting of a mixed group.

    How many women sat there before is the timetable's to say; where it does not, nothing is said.
    """
    people: Counter[str] = Counter()
    for run, placed, _ in roll.held():
        if placed and _mixed(run.group, roll):
            people.update({pool: placed for pool, _ in pools(run)})
    women: Counter[str] = Counter()
    first: dict[str, tuple[str, Run]] = {}
    for person, seats in roll.seated():
        if person.case.person.sex is Sex.FEMALE:
            for _, run in seats:
                for pool in (pool for pool, _ in pools(run) if pool in people):
                    women[pool] += 1
                    first[pool] = person.reference, run
    lonely: Counter[tuple[str, str]] = Counter()
    for pool, number in women.items():
        reference, run = first[pool]
        taken = roll.taken(run)
        before = min(run.group.women, taken) if run.group.women is not None else None
        none_before = taken == 0 or before == 0
        if number == 1 and none_before and people[pool] + taken > 1:
            lonely[reference, run.id] += 1
    for (reference, run_id), times in lonely.items():
        group = roll.runs[run_id].group.id
        said = f"The only woman in {group}, a mixed group."
        source = stated(f"women.{group}")
        yield PlanFault(LONE_WOMAN, reference, run_id, Force.SHOULD, said, source, times)


def _mixed(group: Group, roll: Roll) -> bool:
    venue = roll.region.timetable.venues[group.venue]
    return group.sexes == ANY and not venue.women_only
