"""Where a curfew or a residence is: never simply at an address that its own check stands against.

The finding is met by any address, so that it says nothing of the one a package takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from models.case import Address, Answer
from models.facts import Facts
from models.fault import Fault
from models.package import Package, PlannedRequirement
from models.rules.lookups import entry_of
from models.rules.rule import Rule, found
from models.rules.sentences import name_of
from models.suitability.addresses import AddressCheck
from models.suitability.check import Outcome, missing
from models.suitability.stated import Stated
from models.suitability.staying import asked_of_address

CURFEW = "curfew"


@frozen
class Stay:
    """A place that a requirement names: its address, where the case has it, and what is found."""

    code: str
    place: str
    stated: Stated
    check: AddressCheck
    address: Address | None
    outcome: Outcome


def unspoken(package: Package, facts: Facts) -> Iterator[Stay]:
    """The places not plainly fit of which the finding does not speak.

    Where no address is fit, or the one the court named is not, the finding is itself conditional:
    it then speaks of every address it looked at that is as good as any.
    """
    case = facts.case
    for planned in package.requirements:
        entry = entry_of(planned.code, package, facts)
        asked = asked_of_address(entry) if entry is not None else None
        if asked is None or not asked[0].applies(case):
            continue
        stated, check = asked
        considered, best = check.considered(case), check.outcome(case, {}).answer
        for place in _places(planned, package) if case.addresses else ():
            address = next((one for one in case.addresses if one.id == place), None)
            outcome = missing("addresses") if address is None else check.of(address)
            spoken_of = address in considered and outcome.answer is best
            if outcome.answer is not Answer.YES and not spoken_of:
                yield Stay(planned.code, place, stated, check, address, outcome)


def _places(planned: PlannedRequirement, package: Package) -> Iterator[str]:
    """Each place once: its own, and for a curfew those of the windows."""
    rows = [row.place for row in package.curfew] if planned.code == CURFEW else []
    yield from (place for place in dict.fromkeys((planned.place, *rows)) if place)


def fit(package: Package, facts: Facts) -> Iterator[Fault]:
    """No curfew or residence is at an address that stands against it where another may do.

    A fact that is not known is no fault: it is asked for.
    """
    for code in dict.fromkeys(planned.code for planned in package.requirements):
        held = [
            stay
            for stay in unspoken(package, facts)
            if stay.code == code and stay.address is not None and stay.outcome.answer is Answer.NO
        ]
        if held:
            said = [_against(stay, facts) for stay in held]
            yield from found("addresses.fit", code, held[0].stated.source, said)


def _against(stay: Stay, facts: Facts) -> str:
    against = stay.check.against(stay.address) if stay.address is not None else ()
    return (
        f"{name_of(stay.code, facts)} at {stay.place}: {', '.join(against)}; never simply offered, "
        f"but referred to {stay.stated.to or 'the responsible officer'}."
    )


RULES = (Rule("addresses.fit", fit),)
