"""A detox where one is planned: before treatment, with nothing else in its days."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Detox
from models.dated import Bound
from models.entry import Delivery
from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import main_days, parts, treatments
from models.rules.rule import Ground, Rule, assumed, case_fact, gathered
from models.rules.sentences import counted, day_of, end_broken, when

PLANNED = (Detox.HOME, Detox.RESIDENTIAL)


def free(package: Package, facts: Facts) -> Iterator[Fault]:
    """A detox is planned by clinicians, stands before treatment and groups, and is kept free."""
    if package.detox is None:
        return
    first, last = package.detox
    ruling = facts.menu.ruling("detox", "days")
    ground: Ground = ruling.source if ruling is not None else assumed("detox.free")
    span = f"the detox from {day_of(first)} to {day_of(last)}"
    broken: list[tuple[Ground, str]] = []
    if facts.case.clinical.detox not in PLANNED:
        said = f"Detox on {day_of(first)}: none is said to be planned."
        broken.append((case_fact("clinical.detox"), said))
    length = (last - first).days + 1
    if ruling is not None and isinstance(ruling.value, Bound) and not ruling.value.holds(length):
        limit = end_broken(ruling.value, length)
        broken.append((ruling, f"Detox of {counted(length, 'days')}: {limit}."))
    for session in package.sessions:
        if first <= session.day <= last:
            broken.append((ground, f"{session.title} on {when(session)}: nothing in {span}."))
    for _, entry in parts(package, facts):
        days = main_days(entry, package)
        in_group = entry.main is not None and entry.main.delivery is Delivery.GROUP
        if days and in_group and not days[0] > last:
            broken.append((ground, f"{entry.name} begins on {day_of(days[0])}: after {span}."))
    for _, entry in treatments(package, facts):
        days = main_days(entry, package)
        if days and not last < days[0]:
            said = f"{entry.name} begins on {day_of(days[0])}: after {span}."
            broken.append((ground, said))
    yield from gathered("detox.free", "order", broken)


RULES = (Rule("detox.free", free),)
