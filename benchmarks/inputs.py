"""The shipped cases as a benchmark takes them: parsed before the clock starts, judged after."""

from __future__ import annotations

from attrs import frozen

from models.case import Case
from models.catalogue import load, menu
from models.catalogue.catalogue import Catalogue
from models.facts import Facts
from models.suitability import findings
from models.timetable import Timetable
from scenarios.reading import read_case
from scenarios.shipped import names
from scenarios.timetable_reading import read_timetable

REGION = "east-midlands"  # for a case that names no timetable


@frozen
class Parsed:
    """A case and its region as read from their files, and the catalogue."""

    name: str
    case: Case
    timetable: Timetable
    catalogue: Catalogue

    def facts(self) -> Facts:
        """The law and the findings of the case: part of answering, so inside the clock."""
        offered = menu(self.catalogue, self.case)
        return Facts(self.case, offered, self.timetable, findings(self.case, offered))


def parsed(name: str) -> Parsed:
    """A shipped case with the region it names."""
    catalogue = load()
    read = read_case(name, frozenset(catalogue.codes))
    region = read_timetable(read.timetable or REGION, catalogue.entry)
    return Parsed(name, read.case, region.timetable, catalogue)


__all__ = ["Parsed", "names", "parsed"]
