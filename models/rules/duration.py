"""Amounts within the bounds that hold at any seriousness, and orders long enough to finish in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from models.dated import Bound, Ruling
from models.facts import Facts
from models.fault import Fault
from models.moments import last_day
from models.package import Package, PlannedRequirement
from models.rules.lookups import (
    due,
    last_of_days,
    monitored,
    order_ruling,
    parts,
    run_on,
    statutory,
)
from models.rules.rule import Rule, assumed, found, gathered
from models.rules.sentences import counted, day_of, duration, end_broken, name_of

CENTRE = "attendance-centre"
MONITORING = "electronic-monitoring"
FROM_THE_ORDER = "order"


def bounds(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each amount is inside every statutory bound, as are the days that stated ends come to."""
    for planned in package.requirements:
        name = name_of(planned.code, facts)
        broken = [
            (ruling, f"{name} of {counted(amount, unit)}: {end_broken(bound, amount)}.")
            for unit, amount in (*planned.terms.items(), *_dated(planned, package, facts))
            for bound, ruling in statutory(planned.code, unit.replace("_", "-"), package, facts)
            if not bound.holds(amount)
        ]
        broken += _ended(planned, package, facts)
        yield from gathered("duration.bound", planned.code, broken)


def _dated(
    planned: PlannedRequirement, package: Package, facts: Facts
) -> Iterator[tuple[str, int]]:
    """The days from first to last of a requirement whose days run on and are not set."""
    unset = not planned.terms.days and planned.terms.months is None
    if unset and planned.end is not None and run_on(planned.code, facts) is not None:
        yield "days", (planned.end - (planned.start or package.order.start)).days + 1


def _ended(
    planned: PlannedRequirement, package: Package, facts: Facts
) -> Iterator[tuple[Ruling, str]]:
    """What no months that the law allows come to, where an end is stated and they are not set."""
    end, terms = planned.end, planned.terms
    if end is None or terms.months is not None or terms.days:
        return
    first, added = planned.start or package.order.start, planned.extended_months or 0
    until = f"{name_of(planned.code, facts)} until {day_of(end)}"
    for bound, ruling in statutory(planned.code, "months", package, facts):
        if bound.highest is not None:
            last = last_day(first, int(bound.highest) + added)
            if end > last:
                most = counted(int(bound.highest) + added, "months")
                yield ruling, f"{until}: at most {most}, which end on {day_of(last)}."
        if bound.lowest is not None and end < (last := last_day(first, int(bound.lowest))):
            least = counted(int(bound.lowest), "months")
            yield ruling, f"{until}: at least {least}, which end on {day_of(last)}."


def counted_from(package: Package, facts: Facts) -> Iterator[Fault]:
    """Where the law counts the months from the order, a later start does not move their end."""
    for planned in package.requirements:
        ruling = facts.menu.ruling(planned.code, "counted-from")
        end = planned.end or due(planned, package)
        later = planned.start is not None and planned.start > package.order.start
        if ruling is None or ruling.value != FROM_THE_ORDER or end is None or not later:
            continue
        for bound, _ in statutory(planned.code, "months", package, facts):
            if bound.highest is None:
                continue
            months = int(bound.highest) + (planned.extended_months or 0)
            last = last_day(package.order.start, months)
            if end > last:
                most = f"{counted(months, 'months')} from the order end on {day_of(last)}"
                said = f"{name_of(planned.code, facts)} until {day_of(end)}: its {most}."
                yield from found("duration.counted-from", planned.code, ruling, [said])


def centre_day(package: Package, facts: Facts) -> Iterator[Fault]:
    """No day at an attendance centre is longer than its bound."""
    attended = Counter[object]()
    for session in package.sessions:
        if session.requirement == CENTRE:
            attended[session.day] += session.minutes
    for bound, ruling in statutory(CENTRE, "hours-a-day", package, facts):
        if bound.highest is None:
            continue
        over = [minutes for minutes in attended.values() if minutes > 60 * bound.highest]
        sentences = [
            f"{name_of(CENTRE, facts)} of {minutes} minutes in a day: "
            f"at most {60 * bound.highest:g}."
            for minutes in over
        ]
        yield from found("duration.centre-day", CENTRE, ruling, sentences)


def centre_hours(package: Package, facts: Facts) -> Iterator[Fault]:
    """The sessions at an attendance centre make up its hours, and no session more."""
    planned = package.requirement(CENTRE)
    if planned is None or planned.terms.hours is None:
        return
    lengths = [s.minutes for s in package.sessions if s.requirement == CENTRE]
    needed, held = planned.terms.hours * 60, sum(lengths)
    said = f"{name_of(CENTRE, facts)} of {duration(held)} in all"
    sentences = []
    if held < needed:
        sentences.append(f"{said}: at least {duration(needed)}.")
    elif held - max(lengths, default=0) >= needed > 0:
        sentences.append(f"{said}: no session more than the {duration(needed)} need.")
    yield from found("duration.centre-hours", CENTRE, assumed("hours"), sentences)


def starts(package: Package, facts: Facts) -> Iterator[Fault]:
    """No requirement starts before its order."""
    start = package.order.start
    for planned in package.requirements:
        if planned.start is not None and planned.start < start:
            name = name_of(planned.code, facts)
            said = f"{name} starts on {day_of(planned.start)}: the order on {day_of(start)}."
            yield from found("duration.starts", planned.code, assumed("Words of the plan"), [said])


def ends(package: Package, facts: Facts) -> Iterator[Fault]:
    """A requirement that counts in months, or in days that run on, ends on the last of them."""
    for planned in package.requirements:
        months, days = due(planned, package), last_of_days(planned, package, facts)
        last = months or days
        if last is not None and planned.end is not None and planned.end != last:
            own = f"its {'months' if months else 'days'} on {day_of(last)}"
            said = f"{name_of(planned.code, facts)} ends on {day_of(planned.end)}: {own}."
            yield from found("duration.ends", planned.code, assumed("Words of the plan"), [said])


def extension(package: Package, facts: Facts) -> Iterator[Fault]:
    """No more months are added after a breach than the law lets a court add."""
    ruling = order_ruling("breach-months", package, facts)
    if ruling is None or not isinstance(ruling.value, Bound):
        return
    for planned in package.requirements:
        months = planned.extended_months
        if months is not None and not ruling.value.holds(months):
            limit = end_broken(ruling.value, months)
            added = f"{name_of(planned.code, facts)} extended by {counted(months, 'months')}"
            yield from found("duration.extension", planned.code, ruling, [f"{added}: {limit}."])


def monitoring(package: Package, facts: Facts) -> Iterator[Fault]:
    """Monitoring with no months of its own lasts no longer than the last it enforces."""
    tag = package.requirement(MONITORING)
    if tag is None or tag.end is None or tag.terms.months is not None:
        return
    enforced = [
        held.end or due(held, package) or last_of_days(held, package, facts) or package.order.end
        for held in package.requirements
        if monitored(held.code, facts)
    ]
    if not enforced:
        return
    last = last_day(max(enforced) + timedelta(days=1), tag.extended_months or 0)
    if tag.end > last:
        name = name_of(MONITORING, facts)
        said = f"{name} with no months of its own ends on {day_of(tag.end)}"
        limit = f"the last requirement it enforces on {day_of(last)}"
        ground = assumed("Words of the plan")
        yield from found("duration.monitoring", MONITORING, ground, [f"{said}: {limit}."])


def runs_on(package: Package, facts: Facts) -> Iterator[Fault]:
    """Days that follow one another are over by the end of the order."""
    for planned in package.requirements:
        ruling = run_on(planned.code, facts)
        if ruling is None or planned.terms.days is None:
            continue
        first = planned.start or package.order.start
        last = first + timedelta(days=planned.terms.days - 1)
        if last > package.order.end:
            run = f"{name_of(planned.code, facts)} of {counted(planned.terms.days, 'days')}"
            said = f"{run} ends on {day_of(last)}: the order on {day_of(package.order.end)}."
            yield from found("duration.runs-on", planned.code, ruling, [said])


def programme(package: Package, facts: Facts) -> Iterator[Fault]:
    """The order is as long as each programme's provider asks for."""
    months = package.order.months
    for part, entry in parts(package, facts):
        if entry.order_months is not None and months < entry.order_months:
            source = entry.order_months_source or entry.source
            said = (
                f"{entry.name} in an order of {counted(months, 'months')}: "
                f"at least {entry.order_months}."
            )
            yield from found("duration.programme", part.code, source, [said])


RULES = (
    Rule("duration.bound", bounds),
    Rule("duration.counted-from", counted_from),
    Rule("duration.centre-day", centre_day, dated=True),
    Rule("duration.centre-hours", centre_hours, dated=True),
    Rule("duration.starts", starts),
    Rule("duration.ends", ends),
    Rule("duration.extension", extension),
    Rule("duration.monitoring", monitoring),
    Rule("duration.runs-on", runs_on),
    Rule("duration.programme", programme),
)
