"""The best package, then others with another signature: what is put before the officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from models.allowed_loss import AllowedLoss
from models.facts import Facts
from optimiser.candidates import Candidates, candidates
from optimiser.closing import Closing
from optimiser.dating import Dated, as_found
from optimiser.days import Days
from optimiser.memory import giving_back
from optimiser.orders import DECIDED, USUAL
from optimiser.outline import outlines
from optimiser.present import dress, named
from optimiser.results import Impasse, Option, Options
from optimiser.roomier import Roomier
from optimiser.search import Search
from optimiser.signature import signature
from optimiser.solve import Effort, Exhausted
from optimiser.telling import (
    asked_for,
    beyond_the_timetable,
    impasse,
    not_offered,
    signposts,
)
from optimiser.tracing import Trace
from optimiser.unset import amounts_to_ask
from optimiser.vouching import vouched

EFFORT = 30.0
RANGE_EFFORT = 2.0

SEEN_AS_OFTEN = (
    "Beside the best, with conditions and without, no option departs from the standards of contact "
    "with the officer more than the first does: the court chooses a package, not less supervision."
)


@giving_back()
def propose(
    facts: Facts,
    want: int = 1,
    progress: Callable[[Option], None] | None = None,
    effort: float = EFFORT,
    loss: AllowedLoss | None = None,
    glimpse: Callable[[Option], None] | None = None,
) -> Options:
    """The best package for a case and up to `want - 1` others with other signatures.

    Parameters
    ----------
    progress
        Called with each option as it is found, the best first.
    effort
        Deterministic seconds of solving for the first option; the others have less.
    loss
        What other options may lose against the best.
    glimpse
        Called with each better package on the way to the first option, with its bounds, and with
        that option as soon as it is proved: its dates are not the neatest yet, and the ranges of
        its amounts are left out.
    """
    found = candidates(facts)

    def told(dated: Dated, bound: Sequence[int]) -> None:
        if glimpse is not None:
            seen = bounded(dated, bound)
            glimpse(dress(facts, seen, signature(facts, seen.package)))

    trace = Trace()
    try:
        best = best_dated(facts, found, Effort(effort), told, trace)
    except Exhausted:
        return _answer(facts, found, (), None, exhausted=True)
    if best is None:
        return _answer(facts, found, (), impasse(facts, found))
    closing = Closing(facts, found, loss or AllowedLoss(), Days(facts))
    chosen: list[Option] = []
    for dated in _all(facts, found, best, want, closing):
        mark = signature(facts, dated.package)
        if any(option.signature == mark for option in chosen):
            continue
        option = dress(facts, dated, mark, chosen, Effort(0.0 if chosen else RANGE_EFFORT))
        if chosen and not closing.loss.contact:
            option = evolve(option, assumptions=(*option.assumptions, SEEN_AS_OFTEN))
        chosen.append(option)
        if progress is not None:
            progress(option)
        if len(chosen) >= want:
            break
    closed = closing.closed and all(option.proved for option in chosen)
    answer = _answer(facts, found, named(facts, chosen), None)
    short = len(chosen) < want and not closed
    answer = evolve(answer, by_bounds=trace.by_bounds(best), loss=closing.loss)
    return evolve(answer, closed=closed, cut_short=short)


def _answer(
    facts: Facts,
    found: Candidates,
    options: tuple[Option, ...],
    stuck: Impasse | None,
    *,
    exhausted: bool = False,
) -> Options:
    return Options(
        facts=facts,
        options=options,
        not_offered=not_offered(facts, found, options),
        to_ask=(*asked_for(facts), *amounts_to_ask(options, facts)),
        signposts=signposts(facts),
        impasse=stuck,
        exhausted=exhausted,
        warnings=tuple(beyond_the_timetable(facts)),
    )


def best_dated(
    facts: Facts,
    found: Candidates,
    effort: Effort,
    told: Callable[[Dated, Sequence[int]], None] | None = None,
    trace: Trace | None = None,
) -> Dated | None:
    """The optimum of the default order of aims over every outline, or None where there is none.

    Outlines come best first by their share of the first four aims, a lower bound of what their
    schedules can reach: the search ends with the first that cannot better the best in hand. Where
    the effort is spent before that, the best found is returned as not proved. `told` hears of each
    better package on the way, with what none can better, the last before its dates are made neat;
    `trace` takes down what was done.

    Raises
    ------
    Exhausted
        When the effort is spent before any package is found.
    """
    days = Days(facts)
    search = Search(
        facts, outlines(facts, found), effort, days, told=told, trace=trace or Trace()
    )
    best, opened, settled = search.run(), search.opened, not search.unsettled
    if best is None and not settled and search.in_hand is not None:
        # The effort ran out after it was told of, before anything was proved of it.
        best = as_found(facts, search.in_hand)
    least = search.least
    search.show_settled()
    # Its tables of bounds are of no more use, and the drafts of what follows are the largest.
    del search
    if best is None:
        if not settled:
            raise Exhausted
        return None
    finished = Roomier(facts, days).finished(best, opened, settled=settled)
    return finished if settled else vouched(finished, USUAL.places, least)


def unheard(_dated: Dated, _bound: Sequence[int]) -> None:
    """Tells nobody: what would be told on the way is then at hand where the effort runs out."""


def bounded(dated: Dated, bound: Sequence[int]) -> Dated:
    """The same dates while the search goes on: an aim is bounded where those before it are met."""
    status = []
    met = True
    for one, place in zip(dated.status, DECIDED, strict=True):
        least = min(bound[place], one.value) if met else 0
        met = met and tuple(bound[: place + 1]) >= dated.measures.vector[: place + 1]
        status.append(evolve(one, proved=met and least == one.value, bound=least))
    return evolve(dated, status=tuple(status))


def _all(
    facts: Facts, found: Candidates, best: Dated, want: int, closing: Closing
) -> Iterator[Dated]:
    """The best, the best unconditional one where it is another, then the others."""
    yield best
    earlier = [best]
    if best.measures.conditions:
        other = _unconditional_best(facts, unconditional(found))
        if other is not None:
            earlier.append(other)
            yield other
    if want > len(earlier):
        yield from closing.others(earlier, want)


def _unconditional_best(facts: Facts, sure: Candidates) -> Dated | None:
    try:
        return best_dated(facts, sure, Effort(EFFORT), unheard)
    except Exhausted:
        return None


def unconditional(found: Candidates) -> Candidates:
    """Only candidates whose finding is suitable."""
    return evolve(
        found,
        requirements={c: r for c, r in found.requirements.items() if not r.finding.conditional},
        parts={c: p for c, p in found.parts.items() if not p.finding.conditional},
    )


__all__ = ["Dated", "best_dated", "propose", "unheard"]
