"""An offence nobody dated: what the date would settle is conditional, and both laws are shown."""

from datetime import date

from attrs import evolve

from models.case import Case, Dates
from models.catalogue import load, menu
from models.commitments import DateRange
from models.facts import Facts
from models.suitability import findings
from optimiser.assumptions import either_law
from optimiser.options import propose
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable
from tests.models.rules.build import package, planned, timetable

CATALOGUE = load()


def dated(name: str, offence: DateRange | None) -> Facts:
    """A shipped case with another date of offence."""
    read = read_case(name, frozenset(CATALOGUE.codes))
    case = evolve(read.case, dates=evolve(read.case.dates, offence=offence))
    held = menu(CATALOGUE, case)
    region = read_timetable(read.timetable, CATALOGUE.entry).timetable
    return Facts(case, held, region, findings(case, held))


def conditions(facts: Facts) -> list[str]:
    """What the first option that holds a RAR depends on."""
    options = propose(facts, 1).options
    return [one.code for option in options[:1] for one in option.conditions]


def test_a_rar_the_court_asks_for_an_undated_offence_is_conditional():
    assert conditions(dated("crc-woman-2018", None)) == ["rar"]
    after = date(2015, 2, 1)
    assert conditions(dated("crc-woman-2018", DateRange(after, after))) == []


def test_an_offence_surely_before_the_rar_leaves_none_to_ask_for():
    before = date(2015, 1, 31)
    found = propose(dated("crc-woman-2018", DateRange(before, before)), 1)
    assert (found.options, found.impasse is None) == ((), False)


def test_the_bounds_of_either_date_are_shown_with_the_one_used():
    # Convicted before the rules of 28 June 2022: 12 or 16 hours, by the date of the offence.
    dates = Dates(
        date(2013, 3, 4), date(2013, 2, 4), DateRange(date(2012, 12, 2), date(2012, 12, 3))
    )
    case = Case("r", dates)
    facts = Facts(case, menu(CATALOGUE, case), timetable(), {})
    said = list(either_law(facts, package(planned("curfew"))))
    assert said == [
        "Two to twelve hours in a day for offences before 3 December 2012, then two to sixteen. "
        "The date of the offence decides: 2 to 12 from 2005-04-04 (dlnr-2017 3.6), 2 to 16 from "
        "2012-12-03 (dlnr-2017 3.6); 2 to 12 hours a day is used, lawful on each.",
        "At most six months for offences before 3 December 2012, then twelve. "
        "The date of the offence decides: at most 6 from 2005-04-04 (imposition-2025 curfew note), "
        "at most 12 from 2012-12-03 (dlnr-2017 3.6); at most 6 months is used, lawful on each.",
    ]
