"""The region a case names, and its places: one misspelt would be passed over in silence."""

from __future__ import annotations

from models.case import Case
from models.errors import Complaint, InvalidInput
from models.structuring import nearest
from models.timetable import Timetable
from scenarios.shipped import TIMETABLES, fetch
from scenarios.timetable_doses import EntryOf
from scenarios.timetable_reading import ReadTimetable, read_timetable


def unknown_places(name: str, case: Case, timetable: Timetable) -> list[Complaint]:
    """Every place of a case that a timetable does not know; of a timetable without venues none."""
    venues = timetable.venues
    if not venues:
        return []
    areas = list(timetable.areas)
    ways = {f"travel.{venue}": venue for venue in case.travel}
    homes = {"person.area": case.person.area} if case.person.area else {}
    barred = {f"person.cannot_attend[{n}]": p for n, p in enumerate(case.person.cannot_attend)}
    known = [*venues, *(area for area in areas if area not in venues)]
    region = timetable.id
    return [
        *_strangers(name, ways, list(venues), f"a venue of {region}"),
        *_strangers(name, homes, areas, f"an area of {region}"),
        *_strangers(name, barred, known, f"a venue or area of {region}"),
    ]


def named_timetable(name: str, wanted: str, entry_of: EntryOf | None = None) -> ReadTimetable:
    """The timetable that the case in the file `name` wants.

    Raises
    ------
    InvalidInput
        Of the case, where there is no such timetable; of the timetable, where that is mistaken.
    """
    try:
        fetch(wanted, TIMETABLES)
    except InvalidInput as wrong:
        message = wrong.complaints[0].message
        said = message if wanted in message else f'"{wanted}": {message}'
        raise InvalidInput([Complaint(name, "$.timetable", wanted, said)]) from None
    return read_timetable(wanted, entry_of)


def _strangers(
    name: str, places: dict[str, str], known: list[str], called: str
) -> list[Complaint]:
    return [
        Complaint(name, f"$.{path}", place, f'"{place}" is not {called}{nearest(place, known)}')
        for path, place in places.items()
        if place not in known
    ]
