"""A case, its region and the catalogue, read into facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands.guarding import wrong

if TYPE_CHECKING:
    from datetime import datetime

    from models.errors import Complaint
    from models.facts import Facts

REGION = "east-midlands"  # for a case that names no timetable


def facts_of(
    case: str, timetable: str | None, plan_from: datetime | None
) -> tuple[Facts, tuple[tuple[str, str], ...]]:
    """The facts, and the inputs they were read from with their hashes."""
    from attrs import evolve

    from models.catalogue import load, menu
    from models.errors import InvalidInput, noting
    from models.facts import Facts
    from models.suitability import findings
    from scenarios.case_places import named_timetable, unknown_places
    from scenarios.reading import read_case
    from scenarios.timetable_reading import read_timetable

    catalogue = load()
    complaints: list[Complaint] = []
    read = region = None
    with noting(complaints):
        read = read_case(case, frozenset(catalogue.codes), catalogue.units)
    with noting(complaints):
        if not timetable and read is not None and read.timetable:
            region = named_timetable(read.name, read.timetable, catalogue.entry)
        else:
            region = read_timetable(timetable or REGION, catalogue.entry)
    if read is not None and region is not None:
        # Passed over, a misspelt home or a misspelt bar would send the person a wrong way.
        complaints += unknown_places(read.name, read.case, region.timetable)
    if read is None or region is None or complaints:
        raise InvalidInput(complaints)
    known = read.case
    if plan_from is not None:
        if plan_from.date() < known.dates.sentence:
            wrong("--from", plan_from.date(), "the plan is made on or after the day of sentence")
        known = evolve(known, plan_from=plan_from.date())
    offered = menu(catalogue, known)
    facts = Facts(known, offered, region.timetable, findings(known, offered))
    inputs = [("case", read.digest), ("timetable", region.digest), ("catalogue", digest())]
    if plan_from is not None:
        inputs.append(("from", plan_from.date().isoformat()))
    return facts, tuple(inputs)


def digest() -> str:
    """One hash for all files of the catalogue."""
    from hashlib import sha256

    from models.catalogue.catalogue import shipped

    whole = sha256()
    for name, data in shipped():
        whole.update(f"{name} {len(data)}\n".encode() + data)
    return whole.hexdigest()
