"""What sessions and nights of curfew take of a person's life, one by one, in plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from models.arithmetic import Stretch, meet, minutes, union, without
from models.commitments import Commitment, CommitmentKind
from models.facts import Facts
from models.moments import from_instant, instant
from models.package import Package
from models.rest import rests
from models.rules.curfew import served
from models.rules.visits import Visit, visits
from optimiser.results import Clash

AT_STAKE = (CommitmentKind.WORK, CommitmentKind.EDUCATION, CommitmentKind.CARING)
CURFEW = "curfew"


def clashes(package: Package, facts: Facts) -> tuple[Clash, ...]:
    """What each session and each night of curfew takes of work, education and caring.

    Each minute is counted once: the way to a session is its own, the way home the last one's,
    and of two commitments at once the one the case names first is said. The minutes add up to
    the measure of work.
    """
    said: list[Clash] = []
    counted: tuple[Stretch, ...] = ()
    pieces = [*_attended(package, facts), *((CURFEW, night) for night in served(package))]
    commitments = [c for c in facts.case.commitments if not c.firm and c.kind in AT_STAKE]
    if not pieces:
        return ()
    within = union(stretch for _, stretch in pieces)
    taken = [(c, _stretches(within, (c,))) for c in commitments]
    held = {session.id: (session.start, session.end) for session in package.sessions}
    for session, stretch in pieces:
        left = without([stretch], _near(counted, stretch))
        for commitment, stretches in taken:
            lost = meet(left, stretches)
            if lost:
                left = without(left, lost)
                counted = union([*counted, *lost])
                day = from_instant(lost[0][0]).date()
                title = commitment.title or commitment.kind.value
                start, end = held.get(session) or _told(stretch)
                hours = tuple(map(_told, _met(stretches, lost)))
                said.append(Clash(session, day, minutes(lost), title, start, end, hours))
    return tuple(said)


def rest_taken(package: Package, facts: Facts) -> tuple[Clash, ...]:
    """What each session and its ways take of the rest after nights, beyond what is work already.

    A curfew takes none: it is kept at home, asleep or not. Each minute is counted once.
    """
    resting = rests(facts)
    if not resting:
        return ()
    attended = tuple(_attended(package, facts))
    out = union(stretch for _, stretch in attended)
    counted = at_stake(out, facts, AT_STAKE)
    said: list[Clash] = []
    for one in resting:
        stretches = without(meet(out, _stretches(out, (one,))), counted)
        counted = union([*counted, *stretches])
        for session, stretch in attended:
            lost = meet([stretch], stretches)
            if lost:
                day = from_instant(lost[0][0]).date()
                said.append(Clash(session, day, minutes(lost), one.title))
    return tuple(sorted(said, key=lambda clash: clash.day))


def _attended(package: Package, facts: Facts) -> Iterator[tuple[str, Stretch]]:
    """Each session with its time away from home."""
    for visit in visits(package, facts):
        yield from _pieces(visit)


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


def _met(stretches: Iterable[Stretch], lost: Iterable[Stretch]) -> list[Stretch]:
    """Those of some stretches that something is lost of."""
    lost = tuple(lost)
    return [one for one in stretches if _near(lost, one)]


def _told(stretch: Stretch) -> tuple[datetime, datetime]:
    return from_instant(stretch[0]), from_instant(stretch[1])


def at_stake(
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
    # Two days before, so that a night shift begun then is seen to its end. Whole years, so that
    # packages measured one after another mostly ask for the same.
    first = from_instant(away[0][0]).date() - timedelta(days=2)
    last = from_instant(away[-1][1]).date()
    return _over(commitments, first.year, last.year)


@lru_cache(maxsize=64)
def _over(commitments: tuple[Commitment, ...], first: int, last: int) -> tuple[Stretch, ...]:
    """The union of some commitments over so many calendar years."""
    begin, end = date(first, 1, 1), date(last, 12, 31)
    return union(stretch for one in commitments for stretch in one.between(begin, end))
