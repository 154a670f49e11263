"""The facts of a case as though nothing were asked of dates but musts, or nothing could be lost.

Bounds (`optimiser.bounds`) hold for dates that keep every should. Made of these facts they hold for
dates that depart from any.
"""

from __future__ import annotations

from attrs import evolve

from models.facts import Facts
from models.rules.lookups import CONTACT
from models.sources import Force

# The shoulds of dates, as docs/design.md lists the rules that depart from them.
OF_DATES = {
    ("contact", "first-days"),
    ("contact", "monthly"),
    ("contact", "weekly-weeks"),
    ("contact", "review-days"),
    ("rar", "order-months"),
    ("rar", "spread-days"),
    ("unpaid-work", "intensive-days"),
    ("unpaid-work", "learning-share"),
    ("unpaid-work", "most-days-a-week"),
    ("unpaid-work", "start-days"),
    ("unpaid-work", "weekly"),
}


def leisurely(facts: Facts) -> Facts:
    """As though no work, education or caring could be lost: what other aims come to at the least.

    Made of these facts bounds hold for dates that lose any of it.
    """
    kept = tuple(one for one in facts.case.commitments if one.firm)
    return evolve(facts, case=evolve(facts.case, commitments=kept))


def relaxed(facts: Facts, *, contact: bool = True) -> Facts:
    """Without the shoulds that dates may depart from, those of contact only where it is said so."""
    menu = facts.menu
    shoulds = {pair for pair in OF_DATES if contact or pair[0] != CONTACT}
    rulings = tuple(
        ruling
        for ruling in menu.rulings
        if (ruling.row.subject, ruling.row.parameter) not in shoulds
    )
    sequences = tuple(s for s in menu.sequences if s.ruling.row.force is Force.MUST)
    return evolve(
        facts,
        menu=evolve(menu, rulings=rulings, sequences=sequences),
        case=evolve(facts.case, risk_order=()),
    )
