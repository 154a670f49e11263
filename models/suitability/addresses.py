"""Whether there is an address a person may be told to stay at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from models.case import Address, Answer, Case
from models.findings import Finding
from models.suitability.check import MET, UNMET, Check, Outcome, answered, both, either, missing


@frozen
class AddressCheck(Check):
    """An address stands checked, with no victim there; "curfew" also asks for monitoring.

    "residence" asks that probation supports a place in approved premises or another hostel.

    A child living there is what the domestic abuse check is also for. Where the court names a
    place, only that address counts.
    """

    for_: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        addresses = self.considered(case)
        if not addresses:
            return missing("addresses")
        return either(self.of(address) for address in addresses)

    def considered(self, case: Case) -> tuple[Address, ...]:
        """The addresses it may be at: the court's where it names one, else all of the case."""
        ask = case.ask_for(self.for_)
        place = ask.place if ask is not None else ""
        return tuple(address for address in case.addresses if place in ("", address.id))

    def of(self, address: Address) -> Outcome:
        """The answer for one address by itself."""
        return both(outcome for outcome, _ in self._asked(address))

    def against(self, address: Address) -> tuple[str, ...]:
        """What is known to stand against one address, in words."""
        return tuple(said for outcome, said in self._asked(address) if outcome.answer is Answer.NO)

    def _asked(self, address: Address) -> Iterator[tuple[Outcome, str]]:
        """Each answer asked for, and what is said where it is no."""
        yield _no(address.victim_there, "addresses.victim_there"), "a victim is there"
        check = answered(address.domestic_abuse_check, "addresses.domestic_abuse_check")
        yield check, "it is not checked for domestic abuse"
        if address.approved_premises is not Answer.YES:
            agreed = answered(address.residents_agree, "addresses.residents_agree")
            yield agreed, "its residents do not agree"
        elif self.for_ == "residence":
            supported = answered(address.probation_supports, "addresses.probation_supports")
            yield supported, "probation does not support a place there"
        if self.for_ == "curfew":
            tagged = answered(address.monitoring_possible, "addresses.monitoring_possible")
            yield tagged, "no monitoring is possible"


def _no(answer: Answer, path: str) -> Outcome:
    if answer is Answer.UNKNOWN:
        return missing(path)
    return UNMET if answer is Answer.YES else MET
