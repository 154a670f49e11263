"""A rule or fact that can be taken away to see what would then be possible."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from models.dated import Ruling
from models.entry import Entry
from models.facts import Facts
from models.sources import Source
from optimiser.results import Hindrance

Key = tuple[str, str]
Lift = Callable[[Facts], Facts]

COURT, COMMITMENT, FACT, LOCAL = "court", "commitment", "fact", "local"
CASE, TIMETABLE = "case", "timetable"

# The order in which changes are thought of: local, guides, figures the court fixed, a person's
# time, what is asked at all; worship last.
ON_THE_SPOT, IN_A_GUIDE, BY_THE_COURT, OF_THE_PERSON, ASKED_AT_ALL, OF_WORSHIP = range(6)


def as_it_is(facts: Facts) -> Facts:
    """Taking it away changes what may be chosen, not what is known."""
    return facts


@frozen
class Standing:
    """What stands, how it is taken away, and the codes whose dates it can touch.

    `codes` is None where any dates are touched, empty where it only decides what may be chosen.
    `rank` says how readily it may be changed; None: never (statute, safety, a person's state).
    """

    hindrance: Hindrance
    lift: Lift = as_it_is
    codes: frozenset[str] | None = frozenset()
    rank: int | None = None

    @property
    def key(self) -> Key:
        return self.hindrance.rule, self.hindrance.subject

    def touches(self, codes: frozenset[str]) -> bool:
        return self.codes is None or bool(self.codes & codes)


def ruled(rule: str, subject: str, sentence: str, ruling: Ruling) -> Hindrance:
    """What a row of the catalogue says."""
    strength = ruling.row.strength.value
    return Hindrance(rule, subject, sentence, ruling.source, strength, ruling.verified)


def known(rule: str, subject: str, sentence: str, path: str, strength: str = FACT) -> Hindrance:
    """What the case says, with its place in the case file."""
    return Hindrance(rule, subject, sentence, Source(CASE, path), strength)


def on_offer(rule: str, subject: str, sentence: str, section: str = "provision") -> Hindrance:
    """What the timetable says."""
    return Hindrance(rule, subject, sentence, Source(TIMETABLE, section), LOCAL)


def without_rows(facts: Facts, subject: str, *parameters: str) -> Facts:
    """The facts as if the catalogue said nothing of these."""
    kept = tuple(
        ruling
        for ruling in facts.menu.rulings
        if ruling.row.subject != subject or ruling.row.parameter not in parameters
    )
    return evolve(facts, menu=evolve(facts.menu, rulings=kept))


def with_entry(facts: Facts, code: str, change: Callable[[Entry], Entry]) -> Facts:
    """The facts with one entry changed, in every edition a group may name."""
    menu = facts.menu
    entries = {**menu.entries, code: change(menu.entries[code])}
    editions = {
        (held, document): change(entry) if held == code else entry
        for (held, document), entry in menu.editions.items()
    }
    return evolve(facts, menu=evolve(menu, entries=entries, editions=editions))
