"""A plan speaks of everybody, of every programme once, and only of runs there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll
from models.sources import Force


def known(roll: Roll) -> Iterator[PlanFault]:
    """Each placement is of somebody to place, in a run as it is on offer."""
    for one in roll.plan.placements:
        run = roll.runs.get(one.run)
        said = ""
        if one.person not in roll.people:
            said = "is not in the population"
        elif run is None:
            said = f"is placed in {one.run}, which no group runs"
        elif (one.group, one.first, one.last) != (run.group.id, run.first, run.last):
            said = f"is placed in {one.run} with other days or another group than the run's"
        elif run.group.programme != one.programme:
            said = f"is placed in {one.run} for {one.programme}: it is {run.group.programme}"
        if said:
            yield _must("plan.known", one.person, one.run, f"The person {said}.")


def answered(roll: Roll) -> Iterator[PlanFault]:
    """Each programme somebody wants is placed once, or said not to be; nothing else is."""
    told = Counter((one.person, one.programme) for one in roll.plan.placements)
    told += Counter((one.person, one.programme) for one in roll.plan.unplaced)
    for reference, person in roll.people.items():
        wanted = {want.programme for want in person.wants}
        for programme in sorted(wanted):
            number = told.pop((reference, programme), 0)
            if number != 1:
                said = f"The plan answers for {programme} {number} times: once."
                yield _must("plan.answered", reference, "", said)
    for reference, programme in told:
        if reference in roll.people:
            said = f"The plan answers for {programme}, which the person does not want."
            yield _must("plan.answered", reference, "", said)


def _must(rule: str, person: str, run: str, sentence: str) -> PlanFault:
    return PlanFault(rule, person, run, Force.MUST, sentence, stated("population"))
