"""Whether a part is attended whole: every leg, every module, the run it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.dated import Bound
from models.entry import Delivery, Entry, Leg, Stage
from models.facts import Facts
from models.fault import Fault
from models.moments import instant
from models.package import Package, PlannedPart, PlannedSession
from models.rules.lookups import group_of, main_sessions, parts, treatments
from models.rules.rule import Ground, gathered, local
from models.rules.sentences import counted, end_broken
from models.runs import group_leg, runs
from models.timetable import Group


def dose(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each leg has its sessions and minutes, modules are whole and in order, as the run has them.

    The main leg of a treatment is the provider's cadence, which the treatment rules keep.
    """
    for part, entry in parts(package, facts):
        group = group_of(part, facts)
        broken: list[tuple[Ground, str]] = []
        if part.group and group is None:
            broken.append((local(part.group), f"{entry.name}: no group {part.group} is on offer."))
        for leg in entry.legs:
            broken += _short(entry, leg, _wanted(entry, leg, group), package)
        run = list(_unlike_run(part, entry, group, package, facts))
        broken += run or list(_modules(entry, main_sessions(entry, package)))
        yield from gathered("attendance.dose", part.code, broken)
    for requirement, entry in treatments(package, facts):
        others = [leg for leg in entry.legs if leg.stage is not Stage.MAIN]
        broken = [said for leg in others for said in _short(entry, leg, leg.sessions, package)]
        yield from gathered("attendance.dose", requirement.code, broken)


def _wanted(entry: Entry, leg: Leg, group: Group | None) -> Bound | None:
    """How many sessions of a leg: the guide's number, else the group's own where it is silent."""
    if leg.sessions is None and group is not None and group.sessions is not None:
        return Bound(group.sessions, group.sessions) if leg is group_leg(entry) else None
    return leg.sessions


def _short(
    entry: Entry, leg: Leg, wanted: Bound | None, package: Package
) -> Iterator[tuple[Ground, str]]:
    sessions = package.of(entry.code, leg.id)
    name = f"{entry.name}, {leg.title}"
    if wanted is not None and not wanted.holds(len(sessions)):
        limit = end_broken(wanted, len(sessions))
        yield leg.source, f"{name}: {counted(len(sessions), 'sessions')}, {limit}."
    if leg.minutes is None:
        return
    for session in sessions:
        if not leg.minutes.holds(session.minutes):
            limit = end_broken(leg.minutes, session.minutes)
            yield leg.source, f"{name} of {counted(session.minutes, 'minutes')}: {limit}."


def _unlike_run(
    part: PlannedPart, entry: Entry, group: Group | None, package: Package, facts: Facts
) -> Iterator[tuple[Ground, str]]:
    """The sessions of the group leg are exactly the meetings of the run that the part names."""
    leg = group_leg(entry)
    if group is None or leg is None or leg.delivery is not Delivery.GROUP:
        return
    sessions = package.of(entry.code, leg.id)
    if not sessions:
        return
    attended = [(instant(session.start), instant(session.end)) for session in sessions]
    offered = runs(group, entry, facts.timetable, sessions[0].day, sessions[-1].day)
    for run in offered:
        if part.run and run.id != part.run:
            continue
        if [(meeting.start, meeting.end) for meeting in run.meetings] == attended:
            return
    named = part.run or f"of {group.id}"
    yield local(group.id), f"{entry.name}: its sessions are not those of the run {named}."


def _modules(entry: Entry, sessions: Sequence[PlannedSession]) -> Iterator[tuple[Ground, str]]:
    leg = entry.main
    if leg is None or not leg.modules or not any(session.module for session in sessions):
        return
    modules = {module.code: module for module in leg.modules}
    taught = [session.module for session in sessions]
    unnamed = taught.count("")
    stated = leg.sessions is not None and leg.sessions.lowest == leg.sessions.highest
    for code, module in modules.items():
        held = taught.count(code)
        if stated and not module.sessions - unnamed <= held <= module.sessions:
            given = counted(held, "sessions")
            yield leg.source, f"{entry.name}, {module.title}: {given}, exactly {module.sessions}."
    done: list[str] = []
    for place, code in enumerate(taught):
        if not code or (done and code == done[-1]):
            continue
        title = modules[code].title if code in modules else code
        if code in done:
            yield leg.source, f"{entry.name}, {title}: begun, left and taken up again."
        for before in modules[code].after if code in modules else ():
            if before not in done and "" not in taught[:place]:
                first = modules[before].title if before in modules else before
                yield leg.source, f"{entry.name}, {title}: only after {first}."
        done.append(code)
