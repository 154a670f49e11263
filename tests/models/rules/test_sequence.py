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


def rules_of(*rules: SequenceRule, **more: object):
    return facts(entries=ENTRIES, sequences=rules, **more)


def test_a_sequence_not_in_force_or_of_other_circumstances_is_not_asked_for():
    held = dated(bbr=(22,), liap=(21,))

    def rule(value, *when):
        return SequenceRule(
            "order-of-two", "bbr", "liap", "before", row("s", "s", value), when=when
        )

    medium = rule(True, "seriousness-medium")
    for one, faulty in (
        (rule(False), 0),
        (rule(None), 0),
        (rule(True, "seriousness-high"), 0),
        (rule(True, "seriousness-medium", "seriousness-high"), 0),
        (medium, 1),
    ):
        assert faulty == len(found("order-of-two", held, rules_of(one)))
    # What is passed over keeps none that follows it from being read.
    assert len(found("order-of-two", held, rules_of(rule(False), rule(True, "detox-home"), medium)))


def test_early_without_a_figure_is_never_late():
    assert found("order-of-two", dated(bbr=(300,)), world("early")) == []


@pytest.mark.parametrize(
    ("relation", "bbr", "said"),
    [
        ("before", (7, 30), "bbr ends on 1 April 2026: before liap, begun on 23 March 2026."),
        ("not-before", (7, 30), "bbr begins on 9 March 2026: not before liap on 23 March 2026."),
        (
            "with-or-before",
            (22, 30),
            "bbr begins on 24 March 2026: no later than liap on 23 March 2026.",
        ),
        ("early", (15, 30), "bbr begins on 17 March 2026: by 16 March 2026."),
    ],
)
def test_what_is_out_of_order_is_said_with_its_days(relation, bbr, said):
    held = dated(bbr=bbr, liap=(21, 40))
    assert sentences("order-of-two", held, world(relation, days=14)) == [said]


def test_of_one_class_each_stands_to_the_others_and_none_to_itself():
    # Both of the class, 7 to 20 and 21 to 30: the later does not end before the earlier begins.
    entries = [programme(code, classes=("violence",)) for code in ("bbr", "liap")]
    rule = SequenceRule("x", "violence", "violence", "before", row("s", "s", True))
    world = facts(entries=entries, sequences=(rule,))
    assert found("x", dated(bbr=(7, 20)), world) == []
    (fault,) = found("x", dated(bbr=(7, 20), liap=(21, 30)), world)
    assert fault.occurrences == 1


def test_a_programme_of_neither_class_stands_in_no_order():
    assert found("order-of-two", dated(bbr=(7, 20), core=(10,), liap=(21,)), world("before")) == []


def test_what_an_entry_builds_on_that_ends_too_late_is_said_with_both_days():
    held = dated(core=(7, 20, 27), grow=(14, 40, 50))
    said = ["grow: needs core first, which ends on 29 March 2026; it begins on 16 March 2026."]
    assert sentences("sequence.requires", held, facts(entries=ENTRIES)) == said


def test_where_either_has_no_sessions_yet_no_order_is_broken():
    for days in ({"core": (), "grow": (7,)}, {"core": (7,), "grow": ()}):
        assert found("sequence.requires", dated(**days), facts(entries=ENTRIES)) == []


def test_what_the_catalogue_does_not_hold_is_nothing_to_build_on():
    held = dated(core=(7,), grow=(21,))
    said = ["grow: needs core, which is not in the package nor completed."]
    assert sentences("sequence.requires", held, facts(entries=ENTRIES[-1:])) == said


@pytest.mark.parametrize(
    ("ranked", "bbr", "said"),
    [
        # Of its two needs the one ranked first counts, and of its days the first.
        ((Need.RELATIONSHIPS, Need.ALCOHOL, Need.PARTNER_VIOLENCE), (20, 40), []),
        (
            (Need.RELATIONSHIPS, Need.ALCOHOL, Need.PARTNER_VIOLENCE),
            (22, 40),
            [
                "bbr begins on 24 March 2026: the greater risk begins no later than liap on "
                "23 March 2026."
            ],
        ),
        ((Need.RELATIONSHIPS, Need.ALCOHOL), (), []),  # no sessions yet
    ],
)
def test_the_greatest_risk_is_the_first_of_a_programme_s_needs(ranked, bbr, said):
    held = dated(liap=(21,), bbr=bbr)
    ranked_case = case(risk_order=ranked)
    assert said == sentences(
        "sequence.greatest-risk", held, facts(entries=ENTRIES, case=ranked_case)
    )


def test_a_programme_without_sessions_stands_in_no_order():
    for relation in ("before", "not-before", "with-or-before", "early"):
        assert found("order-of-two", dated(bbr=(), liap=(7,)), world(relation, days=14)) == []
        assert found("order-of-two", dated(bbr=(7,), liap=()), world(relation, days=14)) == []


def test_it_is_where_each_begins_that_counts_for_no_later():
    held = dated(bbr=(21, 60), liap=(21, 40))
    assert found("order-of-two", held, world("with-or-before")) == []
    assert found("order-of-two", held, world("not-before")) == []


def test_what_an_entry_builds_on_is_over_with_its_last_session():
    held = dated(core=(7, 10, 27), grow=(14, 40))
    assert len(found("sequence.requires", held, facts(entries=ENTRIES))) == 1


def test_a_row_on_the_greatest_risk_is_cited_with_its_own_force():
    ranked = case(risk_order=(Need.RELATIONSHIPS, Need.ALCOHOL))
    held, ruling = dated(bbr=(22,), liap=(21,)), row("order", "greatest-risk", True)
    (cited,) = found("sequence.greatest-risk", held, facts(ruling, entries=ENTRIES, case=ranked))
    assert (cited.force, cited.source) == (Force.MUST, ruling.source)
    (uncited,) = found("sequence.greatest-risk", held, facts(entries=ENTRIES, case=ranked))
    assert str(uncited.source) == "case risk_order"
