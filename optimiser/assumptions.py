"""What an option takes for granted, each a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer, Detox, OrderKind, Sex
from models.dated import Bound
from models.entry import Delivery, Entry, EntryKind, Leg, Stage
from models.facts import Facts
from models.moments import WEEKDAYS, day_of
from models.package import Package
from models.rules.curfew import nights, served
from models.rules.sentences import counted
from models.weekly_words import listed
from optimiser.aims.clashes import rest_taken
from optimiser.amounts import band_keys, curfew_hours, figure, least_amount, leg_sessions
from optimiser.candidates import CARRIERS, COMPANIONS
from optimiser.curfew_weeks import WEEK, bounds
from optimiser.lasting import MONITORING, monitored
from optimiser.outline import Outline
from optimiser.provision import projects
from optimiser.unset import left_open

SAY_NO_MORE = CARRIERS + COMPANIONS
PROGRAMME = "programme"
TREATMENT = "treatment"


def assumptions(facts: Facts, outline: Outline, package: Package) -> tuple[str, ...]:
    """Every assumption the package rests on, each once."""
    return tuple(
        dict.fromkeys(
            (
                *facts.menu.assumptions,
                *either_law(facts, package),
                *_assumed(facts, outline, package),
            )
        )
    )


def either_law(facts: Facts, package: Package) -> Iterator[str]:
    """Bounds that differ over the days an offence may have been committed on, with what is used."""
    for ruling in facts.menu.rulings:
        if not ruling.assumption or ruling.row.subject not in {"order", *package.codes}:
            continue
        laws = [
            f"{step.value} from {step.since} ({step.source})"
            for step in ruling.row.steps
            if (step in ruling.other_values or step.since == ruling.since)
            and isinstance(step.value, Bound)
        ]
        if len(set(laws)) > 1 and isinstance(ruling.value, Bound):
            yield (
                f"{ruling.row.text} The date of the offence decides: {', '.join(laws)}; "
                f"{ruling.value} {ruling.row.unit} is used, lawful on each."
            )


def _assumed(facts: Facts, outline: Outline, package: Package) -> Iterator[str]:
    due = facts.menu.ruling("order", "punitive-element", **band_keys(facts))
    if due is not None and due.value is True:
        if facts.case.sentence.fine is Answer.UNKNOWN:
            yield "Whether a fine is imposed is not known: none is counted as the punitive element."
        elif facts.case.sentence.fine is Answer.NO:
            yield (
                "Which requirement counts as punishment is for the court; those whose stated "
                "purposes include punishment are taken to count."
            )
    for requirement in outline.requirements:
        asked = requirement.asked.terms if requirement.asked is not None else None
        fixed = dict(asked.items()) if asked is not None else {}
        for unit, value in outline.terms[requirement.code].items():
            least, ruling = least_amount(facts, requirement.code, unit.replace("_", "-"))
            if unit not in fixed and least is not None and least == value:
                of = "its band" if ruling is not None and ruling.row.when else "what the law allows"
                yield (
                    f"{requirement.entry.name}: {counted(value, unit)} is the least of "
                    f"{of}, shown with its range; it is not advice on punishment."
                )
    yield from left_open(package, facts)
    if package.imposes("rar"):
        yield "Each RAR activity has a day of its own, so that the days counted are days attended."
    if package.imposes("atr") and facts.case.clinical.detox is Detox.UNKNOWN:
        yield "Whether a detoxification is planned is not known: none is dated."
    if package.imposes("curfew"):
        yield from _curfew(facts, outline, package)
    if len(served(package)) < len(nights(package)):
        yield (
            f"The curfew begun before noon on {_planned_on(facts)} is not served: it takes nothing "
            "and is not in the calendar, but counts as curfew, since the order imposes it."
        )
    yield from _before_the_order(facts, package)
    tag = package.requirement(MONITORING)
    enforcing = any(monitored(facts, planned.code) for planned in package.requirements)
    if tag is not None and tag.end is not None and not tag.terms.months and enforcing:
        yield (
            f"{facts.menu.entries[MONITORING].name} has no months of its own: it is taken to end "
            f"with the last requirement it enforces, on {day_of(tag.end)}."
        )
    yield from _particulars(facts, package)
    ask = facts.case.ask_for("programme")
    if ask is not None and ask.terms.days is not None and package.imposes("programme"):
        yield "The days of a programme that the court fixes are taken to hold a session each."
    yield from _days_of_programmes(outline)
    yield from _waited_for(outline)
    yield from _learning(facts, outline)
    yield from _running(facts)
    yield from outstanding(facts, package)
    if package.imposes("unpaid-work"):
        yield "Whole days of unpaid work are planned; the last may end when the hours are done."
    if any(session.part == "contact" for session in package.sessions):
        minutes = figure(facts, "load", "contact-minutes")
        yield (
            f"Officer appointments take {minutes} minutes; today's contact standard is unverified."
        )
    if package.sessions:
        yield f"Nothing is attended on {_planned_on(facts)}."
    yield from _places(facts, package)
    if rest_taken(package, facts):
        yield (
            "What attendances take of the rest after a night shift is told beside the work they "
            "take, not counted in it: no times are chosen by it."
        )
    used = {session.venue for session in package.sessions}
    if any(not _travel_known(facts, venue) for venue in used):
        minutes = facts.timetable.default_home_minutes
        yield f"Where travel is not stated, {minutes} minutes each way are assumed."
    weeks = facts.menu.bound("load", "start-weeks")
    if any(part.runs for part in outline.parts) and weeks is not None and weeks.highest is not None:
        follows = any(part.runs_beside or part.entry.requires for part in outline.parts)
        over = ", or after the end of what comes before them," if follows else ""
        yield (
            f"Groups that begin more than {weeks.highest:g} weeks after sentence{over} are not "
            "considered where one begins sooner."
        )
    if facts.case.person.sex in (Sex.UNKNOWN, Sex.OTHER):
        yield "No group is ruled out by sex, since the person's sex is not given as male or female."
    beside = [leg for one in outline.parts for leg in one.entry.legs if leg.stage is Stage.DURING]
    if any(not leg.in_modules for leg in beside):
        yield "One-to-ones without a stated place are spread evenly between first and last group."
    if any(leg.in_modules for leg in beside):
        yield "A module lasts until the next one begins: its one-to-one lies within those days."
    if any(_unpaced(leg, part.entry) for part in outline.parts for leg in part.entry.legs):
        yield "One-to-ones for which no guide states a pace come at most once a week."


def _planned_on(facts: Facts) -> str:
    made = facts.case.plan_from not in (None, facts.case.dates.sentence)
    return f"the day {'the plan is made' if made else 'of sentence'}"


def _curfew(facts: Facts, outline: Outline, package: Package) -> Iterator[str]:
    """What is taken of its hours, and of its days where a week can't hold them seven times."""
    free = sorted(set(range(WEEK)) - {row.weekday for row in package.curfew})
    hours = curfew_hours(facts, outline.terms["curfew"])
    if not (free and package.curfew and outline.fixes_curfew):
        yield (
            "One curfew block every day by default from the evening to the morning, moved for "
            "work; its hours are an unverified default where the court has not fixed them."
        )
        return
    days = listed(WEEKDAYS[weekday].capitalize() for weekday in free)
    most = bounds(facts, "hours-a-week").highest
    yield (
        f"A curfew of {hours} hours on each day of the week would be of {hours * WEEK} hours, more "
        f"than the {most:g} that the law allows: one of {hours} hours is planned on "
        f"{WEEK - len(free)} days, moved for work, and {days} left free. Shorter hours on some "
        "days instead would be lawful too: which is for the court."
    )


def _before_the_order(facts: Facts, package: Package) -> Iterator[str]:
    """Where nothing lasts until the order ends, since an order counts in whole months."""
    ends = [planned.end for planned in package.requirements if planned.end is not None]
    if len(ends) < len(package.requirements) or max(ends) >= package.order.end:
        return
    if facts.case.sentence.kind is OrderKind.COMMUNITY_ORDER:
        last = next(one for one in package.requirements if one.end == max(ends))
        yield (
            f"{facts.menu.entries[last.code].name} ends on {day_of(max(ends))}; the order, counted "
            f"in whole months, on {day_of(package.order.end)}."
        )


def _particulars(facts: Facts, package: Package) -> Iterator[str]:
    """A requirement that is nothing without a place or an activity, which nobody has named yet."""
    for planned in package.requirements:
        entry = facts.menu.entries.get(planned.code)
        own = entry is not None and not entry.stream and planned.code not in SAY_NO_MORE
        if entry is not None and own and not (planned.areas or planned.place or planned.terms.days):
            yield (
                f"{entry.name}: its particulars (place, activity, days) are for the court; nothing "
                "was checked against them."
            )


def _days_of_programmes(outline: Outline) -> Iterator[str]:
    """What stands beside a programme and is no session of it."""
    for part in outline.parts:
        beside = [leg.title for leg in part.entry.legs if not leg.counts]
        if outline.carrier[part.code] == PROGRAMME and beside:
            titles = ", ".join(dict.fromkeys(title.lower() for title in beside))
            yield f"{part.entry.name}: its days are its own sessions, without these: {titles}."


def _waited_for(outline: Outline) -> Iterator[str]:
    """Which sessions are waited for, where others come before them."""
    waited = [one for one in outline.parts if one.entry.kind is EntryKind.PROGRAMME]
    waited += [one for one in outline.requirements if one.entry.stream == TREATMENT]
    if any(leg.stage is Stage.BEFORE for one in waited for leg in one.entry.legs):
        yield (
            "Days of waiting are counted to a programme's first group session and to the first "
            "appointment of treatment itself, not to appointments that prepare for them."
        )


def _unpaced(leg: Leg, entry: Entry) -> bool:
    alone = leg.stage is Stage.MAIN and entry.kind is not EntryKind.INTERVENTION
    several = leg.delivery is Delivery.APPOINTMENT and leg_sessions(leg) > 1
    return several and leg.per_week is None and not alone


def _learning(facts: Facts, outline: Outline) -> Iterator[str]:
    """The flag a learning screen sets, for programmes that have one."""
    score = facts.case.assessments.learning_screen
    for part in outline.parts:
        bound = facts.menu.bound(part.code, "ldc-screen")
        if score is not None and bound is not None and bound.holds(score):
            yield (
                f"{part.entry.name}: the learning screen of {score} sets the flag for learning "
                "disabilities and challenges; that the group is one for it was not checked."
            )


def _running(facts: Facts) -> Iterator[str]:
    """What an order already running takes of the calendar, and what of it is not planned."""
    for order in facts.case.existing:
        until = f" until {day_of(order.ends)}" if order.ends is not None else ""
        said = {
            0: "none of its sessions is dated in the case, so none is kept free",
            1: "its one dated session is kept free",
        }.get(len(order.sessions), f"its {len(order.sessions)} dated sessions are kept free")
        left = order.unpaid_work_hours_outstanding
        hours = f"; its {left} hours of unpaid work outstanding are not planned here"
        yield f"An order is already running{until}: {said}{hours if left else ''}."


def outstanding(facts: Facts, package: Package) -> Iterator[str]:
    """A warning where hours left of other orders and new ones exceed the most of one order."""
    planned = package.requirement("unpaid-work")
    bound = facts.menu.bound("unpaid-work", "hours-with-outstanding")
    left = sum(order.unpaid_work_hours_outstanding or 0 for order in facts.case.existing)
    new = planned.terms.hours if planned is not None else None
    if bound is None or bound.highest is None or not left or not new:
        return
    if left + new > bound.highest:
        yield (
            f"Unpaid work: {left} hours outstanding from other orders and {new} new ones make "
            f"{left + new}, more than {bound.highest:g}; whether they count together was not seen."
        )


def _places(facts: Facts, package: Package) -> Iterator[str]:
    """Where several places give the same, the nearest is taken; said only where there are more."""
    seen = {session.provider for session in package.sessions}
    for provider in facts.timetable.providers:
        others = {
            other.venue
            for other in facts.timetable.providers
            if other.venue != provider.venue and set(other.offers) & set(provider.offers)
        }
        if provider.id in seen and others:
            yield (
                "Of several offices or treatment services, the one nearest home is taken, of those "
                "that the person can attend."
            )
            break
    officers = {session.provider for session in package.sessions if session.part == "contact"}
    female = {one.id for one in facts.timetable.providers if one.sex == "female"}
    if facts.case.person.sex is Sex.FEMALE and officers & female:
        yield "A woman sees a female officer, at the nearest office that has one."
    if package.imposes("unpaid-work") and len(projects(facts)) < len(facts.timetable.projects):
        yield (
            "Unpaid-work projects that offer only days a nearer one offers are not considered, "
            "nor any that is full or closed to this case."
        )
    if package.imposes("curfew"):
        yield (
            "Curfew windows begin on the hour, none touching the next. On each weekday all are "
            "tried but those that another stands in for, which takes no more and leaves as much "
            "free."
        )


def _travel_known(facts: Facts, venue: str) -> bool:
    area = facts.case.person.area
    return venue in facts.case.travel or area in facts.timetable.venues[venue].home_minutes
