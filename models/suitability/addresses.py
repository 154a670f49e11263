"""Whether there is an address a person may be told to stay at."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Address, Answer, Case
from models.findings import Finding
from models.suitability.check import MET, UNMET, Check, Outcome, answered, both, either, missing


@frozen
class AddressCheck(Check):
    """An address stands checked, with no victim there; "curfew" also asks for monitoring.

    A child living there is what the domestic abuse check is also for. Where the court names a
    place, only that address counts.
    """

    for_: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        ask = case.ask_for(self.for_)
        place = ask.place if ask is not None else ""
        addresses = [address for address in case.addresses if place in ("", address.id)]
        if not addresses:
            return missing("addresses")
        return either(self._fit(address) for address in addresses)

    def _fit(self, address: Address) -> Outcome:
        outcomes = [
            _no(address.victim_there, "addresses.victim_there"),
            answered(address.domestic_abuse_check, "addresses.domestic_abuse_check"),
        ]
        if address.approved_premises is not Answer.YES:
            outcomes.append(answered(address.residents_agree, "addresses.residents_agree"))
        if self.for_ == "curfew":
            outcomes.append(answered(address.monitoring_possible, "addresses.monitoring_possible"))
        return both(outcomes)


def _no(answer: Answer, path: str) -> Outcome:
    if answer is Answer.UNKNOWN:
        return missing(path)
    return UNMET if answer is Answer.YES else MET
