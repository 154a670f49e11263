"""Every aim of a package, measured from its schedule: never read off the solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from models.arithmetic import meet, minutes, union
from models.case import Need
from models.commitments import CommitmentKind
from models.entry import Entry, EntryKind
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules import faults
from models.rules.curfew import imposed_minutes, served
from models.rules.lookups import entries, main_days, parts, treatments
from models.rules.visits import visits
from models.sources import Force
from optimiser.aims.clashes import AT_STAKE, at_stake, rest_taken
from optimiser.aims.forgiveness import forgiveness, forgiveness_value
from optimiser.results import Measures


def measure(
    package: Package,
    facts: Facts,
    dated: bool | None = None,
    found: Iterable[Fault] | None = None,
) -> Measures:
    """The measures of a package; `dated` as in `models.rules.faults`, whose faults `found` are
    where they are known already."""
    found = faults(package, facts, dated) if found is None else found
    departures = [fault.aim for fault in found if fault.force is Force.SHOULD]
    held = visits(package, facts)
    away = union([*(visit.block for visit in held), *served(package)])
    start = package.order.start
    first = min((session.day for session in package.sessions), default=None)
    last = max((session.day for session in package.sessions), default=None)
    return Measures(
        proportionality=departures.count(Aim.PROPORTIONALITY),
        answering=answering(package, facts),
        conditions=sum(_conditional(code, facts) for code in set(package.codes)),
        practice=departures.count(Aim.PRACTICE),
        work=minutes(meet(away, at_stake(away, facts, AT_STAKE))),
        travel=sum(visit.travel for visit in held),
        waiting=sum((day - start).days for day in _first_days(package, facts)),
        last_day=(last - start).days if last is not None else 0,
        months=package.order.months,
        attended=sum(session.minutes for session in package.sessions),
        curfew=imposed_minutes(package),
        rest=sum(clash.minutes for clash in rest_taken(package, facts)),
        care=minutes(meet(away, at_stake(away, facts, (CommitmentKind.CARING,)))),
        attendances=len(package.sessions),
        first_session=first,
        last_session=last,
        forgiveness=forgiveness_value(forgiveness(package, facts)),
    )


def answering(package: Package, facts: Facts) -> int:
    """What of the case the package leaves unanswered, the purposes first, as one number.

    A ranked need weighs more than all after it together, an unranked one weighs one, and a
    purpose more than all the needs.
    """
    case, held = facts.case, tuple(entries(package, facts))
    weights = need_weights(facts)
    unmet = sum(weight for need, weight in weights.items() if not addressed(need, held))
    served = {purpose for entry in held for purpose in entry.purposes}
    unserved = len({*case.sentence.purposes} - served)
    return unmet + unserved * (sum(weights.values()) + 1)


def need_weights(facts: Facts) -> dict[Need, int]:
    """What each linked need weighs while nothing addresses it."""
    linked = dict.fromkeys(facts.case.linked_needs)
    ranked = [need for need in dict.fromkeys(facts.case.risk_order) if need in linked]
    unranked = len(linked) - len(ranked)
    last = len(ranked) - 1
    weights = {need: 2 ** (last - place) * (unranked + 1) for place, need in enumerate(ranked)}
    return weights | {need: 1 for need in linked if need not in weights}


def addressed(need: Need, held: tuple[Entry, ...]) -> bool:
    return any(need in entry.needs for entry in held)


def _conditional(code: str, facts: Facts) -> bool:
    finding = facts.findings.get(code)
    return finding is not None and finding.conditional


def _first_days(package: Package, facts: Facts) -> Iterator[date]:
    """The first day of each programme and each treatment that has one."""
    programmes = [e for _, e in parts(package, facts) if e.kind is EntryKind.PROGRAMME]
    for entry in [*programmes, *(entry for _, entry in treatments(package, facts))]:
        days = main_days(entry, package)
        if days:
            yield days[0]
