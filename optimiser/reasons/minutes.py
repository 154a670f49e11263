"""Why these minutes: what takes each hour of work, and what avoiding it would cost elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from models.avoided import times_of
from models.facts import Facts
from models.package import PlannedSession
from models.wishes import Wishes
from optimiser.aims.clashes import clashes
from optimiser.aims.measure import measure
from optimiser.candidates import candidates
from optimiser.dating import Dated
from optimiser.options import best_dated
from optimiser.reasons.impossible import in_the_way
from optimiser.results import Clash, Hindrance
from optimiser.solve import Effort, Exhausted
from optimiser.wish_facts import apply
from optimiser.wish_words import as_wished
from optimiser.wishing import Contrast, contrasts

EFFORT = 3.0
TRIED = 4


@frozen
class Avoiding:
    """The clashes of one part, and what it would take to attend it at none of these times.

    `costs` set every measure beside the best package's; `rules` say why it cannot be avoided.
    A curfew's windows are chosen to take least: its costs are those of leaving it out. Neither is
    there for one that is `asked` for (by the "court", or a "wish"), where the search ended with
    nothing (`exhausted`), or beyond the parts that take most.
    """

    part: str
    clashes: tuple[Clash, ...]
    costs: tuple[Contrast, ...] = ()
    rules: tuple[Hindrance, ...] = ()
    proved: bool = False
    exhausted: bool = False
    asked: str = ""

    @property
    def minutes(self) -> int:
        return sum(clash.minutes for clash in self.clashes)


def why_minutes(
    facts: Facts, best: Dated, effort: float = EFFORT, own: Facts | None = None
) -> tuple[Avoiding, ...]:
    """Per part that takes work, education or caring: its clashes and the price of none of them.

    Clashes and prices are by the case's `own` facts where an officer's wishes change `facts`.
    """
    own = own or facts
    sessions = {session.id: session for session in best.package.sessions}
    by_part: dict[str, list[Clash]] = {}
    for clash in clashes(best.package, own):
        part = sessions[clash.session].part if clash.session in sessions else clash.session
        by_part.setdefault(part, []).append(clash)
    taken = sorted(by_part.items(), key=lambda pair: -sum(clash.minutes for clash in pair[1]))
    return tuple(
        _avoided(facts, own, best, part, tuple(found), sessions, effort)
        if place < TRIED
        else Avoiding(part, tuple(found))
        for place, (part, found) in enumerate(taken)
    )


def _avoided(
    facts: Facts,
    own: Facts,
    best: Dated,
    part: str,
    found: tuple[Clash, ...],
    sessions: dict[str, PlannedSession],
    effort: float,
) -> Avoiding:
    times = [sessions[clash.session] for clash in found if clash.session in sessions]
    asked = "" if times else _asked(part, facts, own)
    if asked:
        return Avoiding(part, found, asked=asked)
    left_out = Wishes() if times else Wishes(without_codes=(part,))
    elsewhere = keeping_clear(facts, part, times) if times else apply(facts, left_out)
    try:
        other = best_dated(elsewhere, candidates(elsewhere), Effort(effort))
    except Exhausted:
        return Avoiding(part, found, exhausted=True)
    if other is None:
        rules = as_wished(in_the_way(elsewhere).rules, facts, left_out)
        return Avoiding(part, found, rules=rules)
    costs = contrasts(best.measures, measure(other.package, own))
    return Avoiding(part, found, costs, proved=other.proved)


def _asked(code: str, facts: Facts, own: Facts) -> str:
    """Who asks for it; nobody where it is taken for what it does to the package."""
    if own.case.ask_for(code) is not None:
        return "court"
    return "wish" if facts.case.ask_for(code) is not None else ""


def keeping_clear(facts: Facts, part: str, sessions: Iterable[PlannedSession]) -> Facts:
    """The facts with the part attended at none of the times of these sessions of its own."""
    return evolve(facts, avoided={**facts.avoided, part: times_of(sessions)})
