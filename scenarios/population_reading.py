"""A population to nouns: a CSV or XLSX file, or a folder of cases; every mistake said at once.

A population of nobody is a population, and so is one of people nobody can place.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from attrs import evolve, frozen

from models.case import Case, OrderKind
from models.catalogue import Catalogue, menu
from models.entry import EntryKind
from models.errors import Complaint, InvalidInput
from models.moments import last_day
from models.population import UNPAID_WORK, Person, Population, Want
from models.timetable import Timetable
from scenarios.case_places import unknown_places
from scenarios.columns import NAMES, NEEDED
from scenarios.person_reading import (
    MOST_TREATMENTS,
    MOST_WANTS,
    Clerk,
    Setting,
    out_of_reach,
)
from scenarios.reading import read_case
from scenarios.shipped import SUFFIXES
from scenarios.tables import Row, fetch, rows

# Rows named in one note.
MOST_TOLD = 12
OF_NOBODY = "has a reference of nobody in the population or in a group; it keeps nobody apart."
DELIVERED = (EntryKind.PROGRAMME, EntryKind.INTERVENTION)


@frozen
class ReadPopulation:
    """A population, the sha256 of its file, and what is no mistake but worth knowing."""

    population: Population
    digest: str
    notes: tuple[str, ...] = ()


def offered(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The programmes and interventions of the catalogue, each with what it builds on."""
    entries = [catalogue.entry(code) for code in catalogue.codes]
    return {entry.code: entry.requires for entry in entries if entry.kind in DELIVERED}


def read_population(path: str | Path, setting: Setting, catalogue: Catalogue) -> ReadPopulation:
    """A file by its suffix, or a folder of cases.

    Raises
    ------
    InvalidInput
        With every mistake of the file, each with its row and column; of every file of a folder.
    """
    path = Path(path)
    if path.is_dir():
        return read_folder(path, setting, catalogue)
    return parse_population(str(path), fetch(path), setting)


def parse_population(name: str, data: bytes, setting: Setting) -> ReadPopulation:
    found, complaints = rows(name, data, NAMES, NEEDED)
    clerk = Clerk(setting)
    people = [clerk.person(row) for row in found]
    _complain_of_twins(found)
    _complain_of_selves(found, people)
    if complaints:
        raise InvalidInput(sorted(complaints, key=_place))
    return _read(people, sha256(data).hexdigest(), _rows_apart(found, people, setting.timetable))


def read_folder(path: Path, setting: Setting, catalogue: Catalogue) -> ReadPopulation:
    """Every case of a folder, by name of file; what its court asks for is what it wants."""
    people: list[Person] = []
    notes: list[str] = []
    complaints: list[Complaint] = []
    digest = sha256()
    seen: dict[str, str] = {}
    for file in sorted(each for each in path.iterdir() if each.suffix in SUFFIXES):
        try:
            read = read_case(file, frozenset(catalogue.codes), catalogue.units)
        except InvalidInput as invalid:
            complaints += invalid.complaints
            continue
        digest.update(read.digest.encode())
        case = read.case
        complaints += unknown_places(str(file), case, setting.timetable)
        if case.reference in seen:
            message = f"the same reference stands in {seen[case.reference]} already"
            complaints.append(Complaint(str(file), "$.reference", None, message))
        seen.setdefault(case.reference, file.name)
        wants = _asked(case, setting)
        hours, treatments = _hours(case), _treatments(case, setting)
        if len(wants) > MOST_WANTS:
            message = f"{len(wants)} programmes are asked for: at most {MOST_WANTS}"
            complaints.append(Complaint(str(file), "$.sentence.asks", None, message))
        elif len(treatments) > MOST_TREATMENTS:
            message = f"{len(treatments)} treatments are asked for: at most {MOST_TREATMENTS}"
            complaints.append(Complaint(str(file), "$.sentence.asks", None, message))
        elif wants or hours or treatments:
            person = _person(case, wants, setting, catalogue)
            people.append(evolve(person, unpaid_work_hours=hours, treatments=treatments))
        else:
            notes.append(
                f"{file.name} asks for no programme by name, no hours of unpaid work and no "
                "treatment: nobody to plan for."
            )
    if complaints:
        raise InvalidInput(complaints)
    notes += [
        f"{seen[person.reference]}: kept_apart_from {OF_NOBODY}"
        for person in _strangers(people, setting.timetable)
    ]
    return _read(people, digest.hexdigest(), notes)


def _read(people: list[Person], digest: str, notes: list[str]) -> ReadPopulation:
    if not people:
        notes.append("The population is empty: there is nobody to place.")
    return ReadPopulation(Population(tuple(people)), digest, tuple(notes))


def _complain_of_twins(found: list[Row]) -> None:
    seen: dict[str, int] = {}
    for row in found:
        reference = row.cells.get("reference", "")
        if reference and reference in seen:
            # The reference itself is not said: complaints may be kept where names may not.
            row.complain("reference", f"stands in row {seen[reference]} already")
        seen.setdefault(reference, row.number)


def _complain_of_selves(found: list[Row], people: list[Person]) -> None:
    for row, person in zip(found, people, strict=True):
        if person.reference and person.reference in person.case.person.kept_apart_from:
            row.complain("kept_apart_from", "nobody is kept apart from themselves")


def _strangers(people: list[Person], timetable: Timetable) -> list[Person]:
    """Who is to be kept apart from nobody who is known here, perhaps by a slip."""
    known = {person.reference for person in people}
    for group in timetable.groups:
        known.update(group.attended_by)
    return [one for one in people if not known.issuperset(one.case.person.kept_apart_from)]


def _rows_apart(found: list[Row], people: list[Person], timetable: Timetable) -> list[str]:
    """References are not said: notes may be kept where names may not."""
    strangers = set(map(id, _strangers(people, timetable)))
    at = [row.number for row, one in zip(found, people, strict=True) if id(one) in strangers]
    if not at:
        return []
    told = ", ".join(map(str, at[:MOST_TOLD])) + (" and others" if len(at) > MOST_TOLD else "")
    return [f"{'Row' if len(at) == 1 else 'Rows'} {told}: kept_apart_from {OF_NOBODY}"]


def _place(complaint: Complaint) -> tuple[int, int]:
    """The row, and the place of the column in a template: as a reader comes upon them."""
    row, _, column = complaint.path.removeprefix("row ").partition(", column ")
    return int(row), NAMES.index(column) if column in NAMES else -1


def _asked(case: Case, setting: Setting) -> tuple[Want, ...]:
    codes = tuple(dict.fromkeys(code for ask in case.sentence.asks for code in ask.programmes))
    return tuple(
        Want(code, after=tuple(one for one in setting.requires.get(code, ()) if one in codes))
        for code in codes
    )


def _hours(case: Case) -> int:
    """The hours of unpaid work that the court fixed; without them there is nothing to book yet."""
    ask = case.ask_for(UNPAID_WORK)
    return ask.terms.hours or 0 if ask is not None else 0


def _treatments(case: Case, setting: Setting) -> tuple[str, ...]:
    asked = (ask.requirement for ask in case.sentence.asks)
    return tuple(dict.fromkeys(code for code in asked if code in setting.treatments))


def _person(case: Case, wants: tuple[Want, ...], setting: Setting, catalogue: Catalogue) -> Person:
    who = case.person
    far = out_of_reach(setting.timetable, who.area, setting.reach, case.travel)
    ends = last_day(case.dates.sentence, _months(case, catalogue))
    by = case.limits.finish_by
    return Person(
        reference=case.reference,
        area=who.area,
        case=evolve(case, person=evolve(who, cannot_attend=(*who.cannot_attend, *far))),
        wants=wants,
        first=case.today if setting.begins is None else max(case.today, setting.begins),
        last=ends if by is None else min(ends, by),
    )


def _months(case: Case, catalogue: Catalogue) -> int:
    """The order's months as the court fixed them; else the longest the law allows (assumption)."""
    sentence = case.sentence
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    fixed = sentence.supervision_months if suspended else sentence.months
    if fixed is not None:
        return fixed
    parameter = "supervision-months" if suspended else "months"
    bound = menu(catalogue, case).bound("order", parameter, kind=sentence.kind.value)
    if bound is None or bound.highest is None:
        raise LookupError(f"the catalogue sets no longest order: order, {parameter}")
    return int(bound.highest)
