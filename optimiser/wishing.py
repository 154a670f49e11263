"""Options under an officer's wishes, and the difference the wishes make in every measure.

A wish is no fact of the case: it changes the facts of one question only, and what comes of it is
measured, and stays lawful, by the facts as they were.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, fields, frozen

from models.allowed_loss import AllowedLoss
from models.catalogue import load
from models.facts import Facts
from models.package import Package
from models.wishes import Wishes, hold
from optimiser.aims.measure import measure
from optimiser.candidates import candidates
from optimiser.granting import granted
from optimiser.options import EFFORT, Dated, best_dated, propose
from optimiser.results import Impasse, Measures, Option, Options
from optimiser.solve import Effort, Exhausted
from optimiser.telling import asked_for, signposts
from optimiser.unmet import unmet
from optimiser.wish_facts import apply
from optimiser.wish_words import UNMET, left_out, stuck


@frozen
class Contrast:
    """One measure of the best package without the wishes, and of an option under them."""

    measure: str
    without: int
    under: int

    @property
    def change(self) -> int:
        return self.under - self.without


@frozen
class Wished:
    """The options under some wishes, and what those change.

    `base` measures `without`, the best package without the wishes; both None where there is none,
    or none was found; not `base_proved` where a better one may be. `differences` stand beside the
    options, one row each, every measure by the case's own facts: minutes of work that a wish
    relaxes are counted here. Only what can be made good is the option's own: nothing is made good
    at times that the wishes close.
    """

    wishes: Wishes
    options: Options
    base: Measures | None
    differences: tuple[tuple[Contrast, ...], ...] = ()
    base_proved: bool = True
    without: Package | None = None


def under_wishes(
    facts: Facts,
    wishes: Wishes,
    want: int = 1,
    progress: Callable[[Option], None] | None = None,
    effort: float = EFFORT,
    loss: AllowedLoss | None = None,
    glimpse: Callable[[Option], None] | None = None,
) -> Wished:
    """The options under the wishes; an impasse where the case cannot meet them.

    Raises
    ------
    InvalidInput
        Where nobody could grant the wishes, whatever the case.
    """
    refused = refusal(facts, wishes)
    if refused is not None:
        answer = Options(facts, (), (), asked_for(facts), signposts(facts), refused)
        return Wished(wishes, answer, None)
    answer = propose(apply(facts, wishes), want, progress, effort, loss, glimpse)
    if answer.impasse is not None:
        answer = evolve(answer, impasse=stuck(answer.impasse, facts, wishes))
    answer = evolve(answer, not_offered=left_out(answer.not_offered, facts, wishes))
    best = without_wishes(facts, effort) if answer.options else None
    base = best.measures if best is not None else None
    return Wished(
        wishes,
        answer,
        base,
        tuple(contrasts(base, _by_the_case(option, facts)) for option in answer.options)
        if base is not None
        else (),
        base_proved=best is not None and best.proved,
        without=best.package if best is not None else None,
    )


def _by_the_case(option: Option, facts: Facts) -> Measures:
    found = measure(option.package, facts, dated=True)
    return evolve(found, forgiveness=option.measures.forgiveness)


def refusal(facts: Facts, wishes: Wishes) -> Impasse | None:
    """Why the law or the court alone rules the wishes out; None where they do not.

    Raises
    ------
    InvalidInput
        Where nobody could grant the wishes, whatever the case.
    """
    hold(wishes, facts, frozenset(load().codes) | facts.menu.entries.keys())
    refused = tuple(unmet(facts, wishes))
    if not refused:
        return None
    repairs = tuple(granted(facts, wishes, refused))
    return Impasse(refused, UNMET, repairs=repairs, wished=True)


def without_wishes(facts: Facts, effort: float = EFFORT) -> Dated | None:
    """The best package of the case as it is; None where none is found."""
    try:
        return best_dated(facts, candidates(facts), Effort(effort))
    except Exhausted:
        return None


def contrasts(base: Measures, under: Measures) -> tuple[Contrast, ...]:
    """Every counted measure side by side, in the order of the aims."""
    counted = [one.name for one in fields(Measures) if one.type in (int, "int")]
    return tuple(Contrast(name, getattr(base, name), getattr(under, name)) for name in counted)
