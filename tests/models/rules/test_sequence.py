"""Which comes first."""

import pytest

from models.case import Need
from models.facts import SequenceRule
from models.fault import Aim
from models.sources import Force
from tests.models.rules.build import (
    case,
    facts,
    found,
    package,
    planned,
    programme,
    row,
    sentences,
    session,
)

ENTRIES = [
    programme("liap", needs=(Need.ALCOHOL,)),
    programme("bbr", needs=(Need.PARTNER_VIOLENCE, Need.RELATIONSHIPS)),
    programme("core"),
    programme("grow", requires=("core",)),
]


def dated(**days: tuple[int, ...]):
    """A package of programmes with a session on each of the given days after the start."""
    sessions = [session(code, offset) for code, offsets in days.items() for offset in offsets]
    return package(planned("programme", *days), sessions=sessions)


def world(relation: str, **more: object):
    rule = SequenceRule("order-of-two", "bbr", "liap", relation, row("s", "s", True), **more)
    return facts(entries=ENTRIES, sequences=(rule,))


@pytest.mark.parametrize(
    ("relation", "bbr", "liap", "faulty"),
    [
        ("before", (7, 20), (21,), 0),
        ("before", (7, 20), (20,), 1),  # ends on the day the other begins
        ("not-before", (21,), (21, 30), 0),
        ("not-before", (20,), (21, 30), 1),
        ("with-or-before", (21,), (21,), 0),
        ("with-or-before", (22,), (21,), 1),
    ],
)
def test_two_classes_in_order(relation, bbr, liap, faulty):
    assert faulty == len(found("order-of-two", dated(bbr=bbr, liap=liap), world(relation)))


def test_one_of_the_two_alone_is_in_order():
    for relation in ("before", "not-before", "with-or-before"):
        assert found("order-of-two", dated(bbr=(7,)), world(relation)) == []


@pytest.mark.parametrize(("first", "faulty"), [(14, 0), (15, 1)])
def test_early_is_within_days_of_the_start(first, faulty):
    assert faulty == len(found("order-of-two", dated(bbr=(first, 40)), world("early", days=14)))


@pytest.mark.parametrize(("begins", "faulty"), [(21, 0), (20, 1)])
def test_what_an_entry_builds_on_ends_before_it_begins(begins, faulty):
    held = dated(core=(7, 20), grow=(begins, 40))
    assert faulty == len(found("sequence.requires", held, facts(entries=ENTRIES)))


def test_what_an_entry_builds_on_is_there_or_completed():
    held = package(planned("programme", "grow"))
    said = ["grow: needs core, which is not in the package nor completed."]
    assert said == sentences("sequence.requires", held, facts(entries=ENTRIES))
    done = facts(entries=ENTRIES, case=case(completed=("core",)))
    assert found("sequence.requires", held, done) == []


@pytest.mark.parametrize(("bbr", "faulty"), [(20, 0), (21, 0), (22, 1)])
def test_the_greatest_risk_begins_no_later(bbr, faulty):
    ranked = case(risk_order=(Need.RELATIONSHIPS, Need.ALCOHOL))
    held = dated(bbr=(bbr,), liap=(21,))
    departures = found("sequence.greatest-risk", held, facts(entries=ENTRIES, case=ranked))
    assert [(Force.SHOULD, Aim.PRACTICE)] * faulty == [(f.force, f.aim) for f in departures]


def test_needs_the_officer_did_not_rank_have_no_order():
    ranked = case(risk_order=(Need.RELATIONSHIPS,))
    held = dated(bbr=(30,), liap=(21,))
    assert found("sequence.greatest-risk", held, facts(entries=ENTRIES, case=ranked)) == []
