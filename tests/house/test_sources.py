"""Every source an answer can name is a document of the catalogue."""

import pytest

from models.catalogue import load, menu
from models.facts import Facts
from models.rules.rule import assumed, case_fact, local
from models.suitability import findings
from optimiser.candidates import candidates
from optimiser.telling import impasse, not_offered, signposts
from scenarios.reading import read_case
from scenarios.shipped import names
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()
CODES = frozenset(CATALOGUE.codes)


def shipped(name: str) -> Facts:
    read = read_case(name, CODES)
    timetable = read_timetable(read.timetable, CATALOGUE.entry).timetable
    held = menu(CATALOGUE, read.case)
    return Facts(read.case, held, timetable, findings(read.case, held))


@pytest.mark.parametrize("name", names())
def test_what_is_said_of_a_shipped_case_names_documents_of_the_catalogue(name):
    facts = shipped(name)
    found = candidates(facts)
    refused = (*not_offered(facts, found, ()), *impasse(facts, found).reasons, *signposts(facts))
    said = {one.source for one in refused}
    said |= {ruling.source for ruling in facts.menu.rulings}
    said |= {reason.source for one in facts.findings.values() for reason in one.reasons}
    assert {source.document for source in said} - set(CATALOGUE.documents) == set()
    assert {source for source in said if not source.section} == set()


def test_what_the_rules_rest_on_beside_the_law_is_a_document_too():
    grounds = [case_fact("sentence.asks"), local("tue-evening"), assumed("Visits")]
    assert [CATALOGUE.documents[one.document].code for one in grounds] == [
        "case",
        "timetable",
        "assumption",
    ]
