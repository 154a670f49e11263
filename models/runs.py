"""The dated sessions a person joining a group would attend: one run for each entry point.

Weekly slots are laid out over the calendar; a meeting that would fall on a bank holiday or in a
closure moves to the next slot. Places are not looked at here: a full group still has runs, so
that it can be said why they are not open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

import networkx as nx

from models.entry import Delivery, Entry, Leg, Module
from models.moments import at, monday
from models.timetable import Group, Intake, Meeting, Run, Slot, Timetable


def runs(
    group: Group, entry: Entry, timetable: Timetable, first: date, last: date
) -> tuple[Run, ...]:
    """Every run of a group with its first meeting on or after `first` and its last by `last`.

    None where the entry has no group leg, or neither it nor the group says how many sessions.
    """
    modules = modules_of(group, entry)
    if not modules:
        return ()
    days = list(meeting_days(group, timetable, group.first, last))
    unroll = _closed if group.intake is Intake.CLOSED else _rolling
    found = {run.id: run for run in unroll(group, modules, days) if run.first >= first}
    return tuple(sorted(found.values(), key=lambda run: run.first))


def meeting_days(
    group: Group, timetable: Timetable, first: date, last: date
) -> Iterator[tuple[date, Slot]]:
    """The days from `first` to `last` on which a group meets, each with its slot."""
    first = max(first, group.first, timetable.first)
    last = min(last, group.last, timetable.last)
    closures = group.closures + timetable.venues[group.venue].closures
    slots = sorted(group.slots, key=lambda slot: (slot.weekday, slot.start))
    week = monday(first)
    while week <= last:
        for slot in slots:
            day = week + timedelta(days=slot.weekday)
            if not first <= day <= last or day in timetable.holidays:
                continue
            if not any(day in closure for closure in closures):
                yield day, slot
        week += timedelta(days=7)


def group_leg(entry: Entry) -> Leg | None:
    """The leg a group delivers: the main one where it is a group's, else the first that is.

    An attendance centre's hours are attended on the days of the centre's group.
    """
    if entry.stream == "attendance-centre":
        return entry.main
    legs = [leg for leg in entry.legs if leg.delivery is Delivery.GROUP]
    return entry.main if entry.main in legs else next(iter(legs), None)


def modules_of(group: Group, entry: Entry) -> tuple[Module, ...]:
    """The modules a person does in this group, in catalogue order with prerequisites first.

    Sessions without modules are one module. Where the group settles a number that the catalogue
    leaves open, the modules share it evenly, the earlier ones one longer.
    """
    leg = group_leg(entry)
    number = sessions_of(group, leg)
    if leg is None or not number:
        return ()
    modules = leg.modules or (Module("", leg.title, number),)
    if sum(module.sessions for module in modules) == number:
        return _in_order(modules)
    each, longer = divmod(number, len(modules))
    return _in_order(
        tuple(
            Module(module.code, module.title, each + (place < longer), module.after)
            for place, module in enumerate(modules)
        )
    )


def sessions_of(group: Group, leg: Leg | None) -> int | None:
    """How many meetings a run of the group has; None where nobody says.

    The catalogue's number binds. The group's own counts where the catalogue has none, or a range
    that holds it; a range the group is silent on gives its lowest number.
    """
    bound = leg.sessions if leg is not None else None
    if bound is None:
        return group.sessions
    if group.sessions is not None and bound.holds(group.sessions):
        return group.sessions
    stated = bound.lowest or bound.highest
    return None if stated is None else int(stated)


def prerequisites(modules: Sequence[Module]) -> nx.DiGraph[str]:
    """The graph of modules, an arrow from each to those that wait for it.

    Raises
    ------
    ValueError
        Where modules wait for each other in a circle, which is named.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(module.code for module in modules)
    graph.add_edges_from((code, module.code) for module in modules for code in module.after)
    if not nx.is_directed_acyclic_graph(graph):
        circle = [code for code, _ in nx.find_cycle(graph)]
        raise ValueError(f"Modules wait for each other: {' -> '.join([*circle, circle[0]])}.")
    return graph


def _in_order(modules: tuple[Module, ...]) -> tuple[Module, ...]:
    by_code = {module.code: module for module in modules}
    place = {module.code: number for number, module in enumerate(modules)}
    sorted_codes = nx.lexicographical_topological_sort(
        prerequisites(modules), key=lambda code: place.get(code, -1)
    )
    return tuple(by_code[code] for code in sorted_codes if code in by_code)


def _closed(
    group: Group, modules: tuple[Module, ...], days: list[tuple[date, Slot]]
) -> Iterator[Run]:
    """A cohort from each start: as many slots as there are sessions, module after module."""
    number = sum(module.sessions for module in modules)
    for start in group.starts:
        ahead = (day for day in days if day[0] >= start)
        cohort = list(islice(ahead, number))
        if len(cohort) == number:
            taught = iter(cohort)
            yield _run(group, [_occurrence(group, module, taught) for module in modules])


def _rolling(
    group: Group, modules: tuple[Module, ...], days: list[tuple[date, Slot]]
) -> Iterator[Run]:
    """A newcomer at the start of each module that waits for none, until all modules are done."""
    by_code = {module.code: module for module in modules}
    graph = prerequisites(modules)
    before = {code: nx.ancestors(graph, code) & by_code.keys() for code in by_code}
    laps = cycle([by_code[code] for code in group.modules if code in by_code] or modules)
    taught = iter(days)
    occurrences = []
    while len(occurrence := _occurrence(group, module := next(laps), taught)) == module.sessions:
        occurrences.append((module.code, occurrence))
    for entrance, (code, _) in enumerate(occurrences):
        if before[code]:
            continue
        attended: dict[str, tuple[Meeting, ...]] = {}
        for taken, meetings in islice(occurrences, entrance, None):
            if taken not in attended and before[taken] <= attended.keys():
                attended[taken] = meetings
                if len(attended) == len(by_code):
                    yield _run(group, list(attended.values()))
                    break


def _occurrence(
    group: Group, module: Module, days: Iterator[tuple[date, Slot]]
) -> tuple[Meeting, ...]:
    """One module taught once, on the next days; short where the days run out."""
    return tuple(
        Meeting(group.id, day, at(day, slot.start), at(day, slot.end), module.code, number)
        for number, (day, slot) in enumerate(islice(days, module.sessions), start=1)
    )


def _run(group: Group, occurrences: list[tuple[Meeting, ...]]) -> Run:
    meetings = tuple(meeting for occurrence in occurrences for meeting in occurrence)
    return Run(f"{group.id}@{meetings[0].day.isoformat()}", group, meetings)
