"""Nobody begins too early or ends too late, and what comes first has ended."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll
from models.sources import Force


def window(roll: Roll) -> Iterator[PlanFault]:
    """Every session lies from the person's first day to their last."""
    for person, seats in roll.seated():
        for _, run in seats:
            if run.first < person.first:
                said = f"Begins on {run.first.isoformat()}: not before {person.first.isoformat()}."
                yield _must("plan.window", person.reference, run.id, said)
            if run.last > person.last:
                said = f"Ends on {run.last.isoformat()}: by {person.last.isoformat()}."
                yield _must("plan.window", person.reference, run.id, said)


def after(roll: Roll) -> Iterator[PlanFault]:
    """A programme begins on a later day than those it waits for end; each of them has a place."""
    for person, seats in roll.seated():
        by_programme = {one.programme: run for one, run in seats}
        for programme, run in by_programme.items():
            want = person.want(programme)
            for code in want.after if want is not None else ():
                before = by_programme.get(code)
                if before is None:
                    said = f"{programme} waits for {code}, which has no place."
                elif not before.last < run.first:
                    ends, begins = before.last.isoformat(), run.first.isoformat()
                    said = f"{programme} begins on {begins}: after {code}, which ends on {ends}."
                else:
                    continue
                yield _must("plan.after", person.reference, run.id, said)


def _must(rule: str, person: str, run: str, sentence: str) -> PlanFault:
    return PlanFault(rule, person, run, Force.MUST, sentence, stated("population"))
