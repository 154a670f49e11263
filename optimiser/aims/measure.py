"""Every aim of a package, measured from its schedule: never read off the solver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.arithmetic import Stretch, meet, minutes, union, without
from models.case import Need
from models.commitments import Commitment, CommitmentKind
from models.entry import Entry, EntryKind
from models.facts import Facts
from models.fault import Aim
from models.moments import from_instant, instant
from models.package import Package
from models.rest import rests
from models.rules import faults
from models.rules.curfew import nights
from models.rules.lookups import entries, main_days, parts, treatments
from models.rules.visits import Visit, visits
from models.sources import Force
from optimiser.aims.forgiveness import forgiveness, forgiveness_value
from optimiser.results import Clash, Measures

AT_STAKE = (CommitmentKind.WORK, CommitmentKind.EDUCATION, CommitmentKind.CARING)
CURFEW = "curfew"


def measure(package: Package, facts: Facts, dated: bool | None = None) -> Measures:
    """The measures of a package; `dated` as in `models.rules.faults`."""
    found = faults(package, facts, dated)
    departures = [fault.aim for fault in found if fault.force is Force.SHOULD]
    held = visits(package, facts)
    windows = nights(package)
    out = union(visit.block for visit in held)
    away = union([*out, *windows])
    taken = meet(away, _at_stake(away, facts, AT_STAKE))
    # Rest is lost to what is attended only: a curfew is kept at home, asleep or not.
    rest = without(meet(out, _stretches(out, rests(facts))), taken)
    start = package.order.start
    first = min((session.day for session in package.sessions), default=None)
    last = max((session.day for session in package.sessions), default=None)
    return Measures(
        proportionality=departures.count(Aim.PROPORTIONALITY),
        answering=answering(package, facts),
        conditions=sum(_conditional(code, facts) for code in set(package.codes)),
        practice=departures.count(Aim.PRACTICE),
        work=minutes(taken) + minutes(rest),
        travel=sum(visit.travel for visit in held),
        waiting=sum((day - start).days for day in _first_days(package, facts)),
        last_day=(last - start).days if last is not None else 0,
        months=package.order.months,
        attended=sum(session.minutes for session in package.sessions),
        curfew=minutes(windows),
        rest=minutes(rest),
        care=minutes(meet(away, _at_stake(away, facts, (CommitmentKind.CARING,)))),
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


def clashes(package: Package, facts: Facts) -> tuple[Clash, ...]:
    """What each session and each night of curfew takes of work, education, caring and rest.

    Each minute is counted once: the way to a session is its own, the way home the last one's,
    and of two commitments at once the one the case names first is said. The minutes add up to
    the measure of work.
    """
    said: list[Clash] = []
    counted: tuple[Stretch, ...] = ()
    attended = [piece for visit in visits(package, facts) for piece in _pieces(visit)]
    pieces = [*attended, *((CURFEW, night) for night in nights(package))]
    commitments = [c for c in facts.case.commitments if not c.firm and c.kind in AT_STAKE]
    if not pieces:
        return ()
    within = union(stretch for _, stretch in pieces)
    out = union(stretch for _, stretch in attended)
    taken = [(c, _stretches(within, (c,))) for c in commitments]
    taken += [(rest, meet(out, _stretches(out, (rest,)))) for rest in rests(facts)]
    for session, stretch in pieces:
        left = without([stretch], _near(counted, stretch))
        for commitment, stretches in taken:
            lost = meet(left, stretches)
            if lost:
                left = without(left, lost)
                counted = union([*counted, *lost])
                day = from_instant(lost[0][0]).date()
                title = commitment.title or commitment.kind.value
                said.append(Clash(session, day, minutes(lost), title))
    return tuple(said)


def _pieces(visit: Visit) -> Iterator[tuple[str, Stretch]]:
    """A visit cut at the end of each session but the last."""
    start = visit.block[0]
    for session in visit.sessions[:-1]:
        end = instant(session.end)
        yield session.id, (start, end)
        start = end
    yield visit.sessions[-1].id, (start, visit.block[1])


def _near(stretches: tuple[Stretch, ...], stretch: Stretch) -> tuple[Stretch, ...]:
    return tuple(one for one in stretches if one[0] < stretch[1] and stretch[0] < one[1])


def _at_stake(
    away: tuple[Stretch, ...], facts: Facts, kinds: tuple[CommitmentKind, ...]
) -> tuple[Stretch, ...]:
    """The union of the commitments of these kinds that are not firm, around the days away."""
    held = [one for one in facts.case.commitments if not one.firm and one.kind in kinds]
    return _stretches(away, tuple(held))


def _stretches(
    away: tuple[Stretch, ...], commitments: tuple[Commitment, ...]
) -> tuple[Stretch, ...]:
    if not away:
        return ()
    # Two days before, so that a night shift begun then is seen to its end.
    first = from_instant(away[0][0]).date() - timedelta(days=2)
    last = from_instant(away[-1][1]).date()
    return union(stretch for one in commitments for stretch in one.between(first, last))
