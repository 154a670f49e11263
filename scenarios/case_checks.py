"""What is wrong with a case taken as a whole: facts that contradict each other, twins, a child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.case import Ask, Case, OrderKind, Sentence
from models.circumstances import age_at
from models.structuring import Reader, nearest
from scenarios.nouns import complain_of_twins

# The edge of this product, said at the door; the age an order needs is a row of the catalogue.
ADULT = 18
SUSPENDED_ONLY = ("operational_months", "supervision_months", "custody_months")


def check(reader: Reader, case: Case) -> None:
    """Complain of what no single table shows."""
    if case.dates.conviction > date.min and case.dates.sentence > date.min:
        _check_days(reader, case)
    _check_sentence(reader, case)
    complain_of_twins(reader, "addresses", [address.id for address in case.addresses], ".id")
    complain_of_twins(reader, "needs", [fact.need for fact in case.needs], ".need")
    complain_of_twins(reader, "risk_order", list(case.risk_order))
    substances = [fact.substance for fact in case.clinical.dependence]
    complain_of_twins(reader, "clinical.dependence", substances, ".substance")


def check_units(reader: Reader, ask: Ask, units: Mapping[str, tuple[str, ...]]) -> None:
    """Complain of an amount in a unit its requirement has none in.

    Days of a curfew would be read aloud, and months of unpaid work lengthen the order unasked.
    """
    if ask.requirement not in units:
        return
    own = [unit.replace("-", "_") for unit in units[ask.requirement]]
    taken = f"is measured in {' and '.join(own)}, not in " if own else "takes no amount in "
    for unit, value in ask.terms.items():
        if unit not in own:
            reader.complain(f'"{ask.requirement}" {taken}{unit}', unit, value)


def _check_days(reader: Reader, case: Case) -> None:
    dates = case.dates
    if case.person.born is not None and age_at(case) < ADULT:
        message = "under 18 at conviction: this product is for people convicted at 18 or over"
        reader.complain(message, "person.born", case.person.born)
    if case.plan_from is not None and case.plan_from < dates.sentence:
        message = f"the plan from {case.plan_from} is before the sentence on {dates.sentence}"
        reader.complain(message, "plan_from", case.plan_from)
    for place, offence in enumerate(case.offences):
        when = offence.offence_date
        if when is not None and when.end > dates.conviction:
            message = f"the offence on {when.end} is after the conviction on {dates.conviction}"
            reader.complain(message, f"offences[{place}].offence_date", when.end)


def _check_sentence(reader: Reader, case: Case) -> None:
    """Wishes that contradict each other by themselves."""
    sentence = case.sentence
    complain_of_twins(
        reader, "sentence.asks", [ask.requirement for ask in sentence.asks], ".requirement"
    )
    addresses = [address.id for address in case.addresses]
    for place, ask in enumerate(sentence.asks):
        path = f"sentence.asks[{place}]"
        for code in (ask.requirement, *ask.programmes):
            if code and code in sentence.rules_out:
                reader.complain(f'"{code}" is asked for and ruled out', path, code)
        if ask.place and ask.place not in addresses:
            message = f'no address is called "{ask.place}"{nearest(ask.place, addresses)}'
            reader.complain(message, f"{path}.place", ask.place)
    _check_kind(reader, sentence)


def _check_kind(reader: Reader, sentence: Sentence) -> None:
    if sentence.kind is OrderKind.COMMUNITY_ORDER:
        for name in SUSPENDED_ONLY:
            value = getattr(sentence, name)
            if value is not None:
                message = f"{name} = {value}: a community order has none"
                reader.complain(message, f"sentence.{name}", value)
