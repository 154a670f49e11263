"""RAR days: no more than the order has or the court gave, and spread over the order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from models.arithmetic import ceiling
from models.entry import Delivery
from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import days_counted, figure, parts
from models.rules.rule import Rule, assumed, found
from models.rules.sentences import counted, day_of

RAR = "rar"


def activity_days(package: Package, facts: Facts) -> tuple[date, ...]:
    """The days that hold a RAR activity, in order; what does not count is no activity."""
    return days_counted(RAR, package, facts)


def days(package: Package, facts: Facts) -> Iterator[Fault]:
    """No more days hold an activity than the court gave."""
    planned, held = package.requirement(RAR), len(activity_days(package, facts))
    if planned is not None and planned.terms.days is not None and held > planned.terms.days:
        said = f"RAR activities on {counted(held, 'days')}: at most {planned.terms.days}."
        yield from found("rar.days", RAR, assumed("rar.days"), [said])


def one_a_day(package: Package, facts: Facts) -> Iterator[Fault]:
    """The court gives no more days than the order has: a RAR day is one of them."""
    ruling, planned = facts.menu.ruling(RAR, "one-a-day"), package.requirement(RAR)
    if ruling is None or ruling.value is not True or planned is None:
        return
    held = (package.order.end - package.order.start).days + 1
    if planned.terms.days is not None and planned.terms.days > held:
        given = f"RAR of {counted(planned.terms.days, 'days')}"
        said = f"{given} in an order of {held}: at most one a day."
        yield from found("rar.one-a-day", RAR, ruling, [said])


def spread(package: Package, facts: Facts) -> Iterator[Fault]:
    """RAR days with one-to-ones are spread over the order."""
    ruling, held = facts.menu.ruling(RAR, "spread-days"), activity_days(package, facts)
    extra, planned = figure(ruling), package.requirement(RAR)
    if ruling is None or extra is None or planned is None or len(held) < 2:
        return
    under = {part.code for part in planned.parts}
    one_to_one = any(
        leg.delivery is Delivery.APPOINTMENT
        for part, entry in parts(package, facts)
        for leg in entry.legs
        if part.code in under
    )
    if not one_to_one:
        return
    length = (package.order.end - package.order.start).days + 1
    most = ceiling(length, len(held)) + extra
    sentences = [
        f"RAR days on {day_of(one)} and {day_of(other)}, {(other - one).days} days apart: "
        f"at most {most}."
        for one, other in pairwise(held)
        if (other - one).days > most
    ]
    yield from found("rar.spread", RAR, ruling, sentences)


RULES = (
    Rule("rar.one-a-day", one_a_day),
    Rule("rar.days", days, dated=True),
    Rule("rar.spread", spread, dated=True),
)
