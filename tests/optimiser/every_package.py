"""Every package of a tiny whole world, in plain Python.

The enumeration knows nothing of the optimiser: it lays out what may be attended from the
timetable, combines everything with everything, and leaves it to the rules and the measures to
say which packages are lawful and how good they are.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from attrs import evolve

from models.arithmetic import meet, minutes, overlap, union
from models.case import OrderKind, Terms
from models.entry import Delivery, Entry, EntryKind, Leg, Stage
from models.facts import Facts
from models.fault import Aim
from models.moments import at, from_instant, last_day, local
from models.package import (
    CurfewRow,
    OrderTerms,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.rules import faults
from models.rules.visits import visits
from models.runs import runs
from models.sources import Force
from models.timetable import Provider
from optimiser.aims.measure import measure
from tests.models.rules.build import START, day

Sessions = tuple[PlannedSession, ...]
MONTHS = (1, 2)
CONTACT_MINUTES = 30
USUAL_HOUR = 19


def least_vector(world: Facts) -> tuple[int, ...] | None:
    """The least vector of measures of any lawful package, None where none is lawful."""
    found = (vector(package, world) for package in packages(world))
    return min((one for one in found if one is not None), default=None)


def vector(package: Package, world: Facts) -> tuple[int, ...] | None:
    """The measures of a package, None where it is not lawful.

    A package in which nothing is attended is dated all the same: it lacks its contacts.
    """
    found = []
    for fault in faults(package, world, dated=True):
        if fault.force is Force.MUST:
            return None
        found.append(fault)
    practice = [fault.aim for fault in found].count(Aim.PRACTICE)
    return evolve(measure(package, world, found=found), practice=practice).vector


def packages(world: Facts) -> Iterator[Package]:
    """Every package of the world: what it holds, when each is attended, how long it runs."""
    for chosen in choices(world):
        for sessions in attendances(world, chosen):
            for months in MONTHS:
                yield written(world, chosen, sessions, months)


def choices(world: Facts) -> Iterator[tuple[Entry, ...]]:
    """Every set of entries in which parts and what carries them come together."""
    entries = tuple(world.menu.entries.values())
    for size in range(1, len(entries) + 1):
        for chosen in combinations(entries, size):
            codes = {entry.code for entry in chosen}
            carriers = {entry.under[0] for entry in chosen if entry.under}
            if carriers <= codes and not codes & {"rar", "programme"} - carriers:
                yield chosen


def attendances(world: Facts, chosen: tuple[Entry, ...]) -> Iterator[Sessions]:
    """Every way to attend what was chosen, with any appointments with the officer."""
    ways: list[list[Sessions]] = [list(contacts(world))]
    for entry in chosen:
        if entry.code == "unpaid-work":
            ways.append(list(work(world)))
        for leg in entry.legs:
            grouped = leg.stage is Stage.MAIN and leg.delivery is Delivery.GROUP
            ways.append(
                list(meetings(world, entry, leg) if grouped else one_to_ones(world, entry, leg))
            )
    for combined in product(*ways):
        sessions = tuple(chain(*combined))
        # One RAR activity a day, so that the days counted are days attended (docs/design.md).
        activities = [session.day for session in sessions if session.requirement == "rar"]
        if len(activities) == len(set(activities)):
            yield sessions


def contacts(world: Facts) -> Iterator[Sessions]:
    held = [
        slot
        for provider in world.timetable.providers
        if "officer" in provider.offers
        for slot in openings(provider, CONTACT_MINUTES)
    ]
    for some in subsets(held, range(len(held) + 1)):
        yield numbered(some, "contact", "appointment", "order", "contact")


def work(world: Facts) -> Iterator[Sessions]:
    for project in world.timetable.projects:
        days = Provider(project.id, "", project.venue, (), project.days, 1440, project.first,
                        project.last)  # fmt: skip
        slots = [
            one
            for length in {hours.end - hours.start for hours in project.days}
            for one in openings(days, length)
        ]
        for some in subsets(slots, range(1, len(slots) + 1)):
            yield numbered(some, "unpaid-work", "work", "unpaid-work", "unpaid-work")


def one_to_ones(world: Facts, entry: Entry, leg: Leg) -> Iterator[Sessions]:
    assert leg.minutes is not None
    assert leg.sessions is not None
    length, number = int(leg.minutes.highest or 0), int(leg.sessions.lowest or 0)
    givers = [p for p in world.timetable.providers if {leg.with_, entry.code} & set(p.offers)]
    slots = [slot for provider in givers for slot in openings(provider, length)]
    under = entry.under[0] if entry.under else entry.code
    for some in subsets(slots, [number]):
        yield numbered(some, entry.code, leg.id, under, leg.kind)


def meetings(world: Facts, entry: Entry, leg: Leg) -> Iterator[Sessions]:
    """The meetings of each run; the run's name is kept as that of the provider."""
    for group in world.timetable.groups:
        if group.programme == entry.code:
            for run in runs(group, entry, world.timetable, START, day(60)):
                yield tuple(
                    PlannedSession(
                        f"{entry.code}-{number}", entry.code, leg.id, number,
                        from_instant(meeting.start), from_instant(meeting.end), entry.code,
                        entry.under[0], group.venue, "group", meeting.module, run.id,
                    )
                    for number, meeting in enumerate(run.meetings, start=1)
                )  # fmt: skip


Slot = tuple[int, int, int, Provider]


def openings(provider: Provider, length: int) -> list[Slot]:
    """Day, start and end of every appointment a provider could give."""
    found = []
    for offset in range(1, 61):
        on = day(offset)
        if (provider.first and on < provider.first) or (provider.last and on > provider.last):
            continue
        for hours in provider.hours:
            if hours.weekday == on.weekday():
                starts = range(hours.start, hours.end - length + 1, provider.step)
                found += [(offset, start, start + length, provider) for start in starts]
    return found


def subsets(slots: list[Slot], sizes: Iterable[int]) -> Iterator[tuple[Slot, ...]]:
    for size in sizes:
        yield from combinations(slots, size)


def numbered(slots: tuple[Slot, ...], part: str, leg: str, under: str, kind: str) -> Sessions:
    return tuple(
        PlannedSession(
            f"{part}-{leg}-{number}", part, leg, number, local(day(offset), start),
            local(day(offset), end), leg, under, provider.venue, kind, "", provider.id,
        )
        for number, (offset, start, end, provider) in enumerate(sorted(slots, key=_when), start=1)
    )  # fmt: skip


def _when(slot: Slot) -> tuple[int, int]:
    return slot[0], slot[1]


def written(world: Facts, chosen: tuple[Entry, ...], sessions: Sessions, months: int) -> Package:
    """The package of what was chosen and attended, its amounts the court's or the least."""
    end = last_day(START, months)
    requirements = tuple(
        _planned(world, entry, chosen, sessions, months)
        for entry in chosen
        if entry.kind is EntryKind.REQUIREMENT
    )
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, months, START, end)
    package = Package(order, requirements, sessions)
    if package.imposes("curfew"):
        return evolve(package, curfew=best_windows(package, world))
    return package


def _planned(
    world: Facts, entry: Entry, chosen: tuple[Entry, ...], sessions: Sessions, months: int
) -> PlannedRequirement:
    own = [session for session in sessions if session.requirement == entry.code]
    ask = world.case.ask_for(entry.code)
    terms = ask.terms if ask is not None else Terms()
    if entry.code == "rar":
        terms = Terms(days=max(1, len({session.day for session in own})))
    return PlannedRequirement(
        entry.code,
        terms,
        parts=tuple(
            PlannedPart(part.code, *_run_of(part, sessions))
            for part in chosen
            if entry.code in part.under
        ),
        start=START,
        end=last_day(START, terms.months or months),
        project=own[0].provider if own and entry.stream == "unpaid-work" else "",
        provider=own[0].provider if own and entry.stream == "treatment" else "",
    )


def _run_of(part: Entry, sessions: Sessions) -> tuple[str, str]:
    """The group and the run whose meetings are attended."""
    run = next((s.provider for s in sessions if s.part == part.code and s.kind == "group"), "")
    return run.partition("@")[0], run


def best_windows(package: Package, world: Facts) -> tuple[CurfewRow, ...]:
    """For each weekday the window that takes least work, of those that meet no visit.

    With no bound on a day or a week the weekdays are free of each other, so that the best seven
    are the best of each; equals stand nearest to the usual hour. None fits: the usual one.
    """
    terms = package.requirements[[r.code for r in package.requirements].index("curfew")].terms
    length, last = 60 * (terms.hours_a_day or 0), last_day(START, terms.months or 1)
    blocks = [visit.block for visit in visits(package, world)]
    soft = union(
        stretch for one in world.case.commitments if not one.firm
        for stretch in one.between(day(-2), day(64))
    )  # fmt: skip
    rows = []
    for weekday in range(7):
        days = [day(offset) for offset in range(62) if day(offset).weekday() == weekday]
        held = []
        for hour in sorted(range(24), key=lambda one: (abs(one - USUAL_HOUR), one)):
            row = CurfewRow(weekday, 60 * hour, 60 * hour + length)
            nights = [
                (at(on, row.start), at(on, row.end))
                for on in days
                if on <= last and (on != START or hour >= 12)  # not served in court
            ]
            if not any(overlap(block, night) for block in blocks for night in nights):
                held.append((minutes(meet(union(nights), soft)), len(held), row))
        rows.append(min(held)[2] if held else CurfewRow(weekday, 1140, 1140 + length))
    return tuple(rows)
