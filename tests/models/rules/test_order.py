"""The order itself."""

from datetime import date, timedelta

import pytest

from models.case import Answer, Offence, OffenceKind, OrderKind, Person, Purpose, Sentence
from models.dated import Bound
from models.moments import last_day
from models.package import OrderTerms, Override
from models.rules import faults, overridden
from models.rules.grounds import of_law
from tests.models.rules.build import (
    START,
    case,
    day,
    facts,
    found,
    package,
    planned,
    requirement,
    row,
    sentences,
    session,
)

THREE_YEARS = row("order", "months", Bound(None, 36), kind="community-order")
PUNITIVE = row("order", "punitive-element", True, kind="community-order")
CURFEW = requirement("curfew", purposes=(Purpose.PUNISHMENT,))
RAR = requirement("rar", purposes=(Purpose.REHABILITATION,))


def suspended(months: int, operational: int, **more: object) -> OrderTerms:
    kind = OrderKind.SUSPENDED_SENTENCE_ORDER
    return OrderTerms(kind, months, START, last_day(START, months), operational, **more)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([Answer.YES], []),
        ([Answer.UNKNOWN], []),
        ([Answer.NO, Answer.UNKNOWN], []),
        ([], []),
        ([Answer.NO], ["The order: no offence of the case is punishable with imprisonment."]),
    ],
)
def test_an_order_needs_an_offence_punishable_with_imprisonment(answers, said):
    offences = tuple(Offence(OffenceKind.OTHER, imprisonable=answer) for answer in answers)
    world = facts(row("order", "imprisonable", True), case=case(offences=offences))
    assert said == sentences("order.imprisonable", package(), world)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2008, 3, 2), []),  # eighteen on the day of conviction
        (date(2008, 3, 3), ["The order: 17 years old at conviction, at least 18."]),
        (None, []),
    ],
)
def test_an_order_is_for_adults_at_conviction(born, said):
    world = facts(row("order", "age", Bound(18, None)), case=case(person=Person(born=born)))
    assert said == sentences("order.age", package(), world)


def test_an_order_holds_a_requirement():
    assert found("order.requirement", package(planned("rar")), facts()) == []
    said = ["The order: no requirement, at least one."]
    assert said == sentences("order.requirement", package(), facts())


@pytest.mark.parametrize(
    ("months", "said"),
    [(35, []), (36, []), (37, ["An order of 37 months: at most 36."])],
)
def test_a_community_order_runs_for_three_years_at_most(months, said):
    assert said == sentences("order.length", package(months=months), facts(THREE_YEARS))


def test_months_the_court_fixed_are_kept():
    world = facts(case=case(sentence=Sentence(months=12)))
    assert found("order.length", package(months=12), world) == []
    said = ["An order of 11 months: the court fixed 12."]
    assert said == sentences("order.length", package(months=11), world)


def test_an_order_ends_on_the_last_day_of_its_months():
    # Twelve months from 2 March 2026 end on 1 March 2027.
    kind = OrderKind.COMMUNITY_ORDER
    held = package(order=OrderTerms(kind, 12, START, date(2027, 3, 2)))
    said = "An order that ends on 2 March 2027: 12 months from 2 March 2026 end on 1 March 2027."
    assert [said] == sentences("order.length", held, facts())


@pytest.mark.parametrize(
    ("months", "operational", "said"),
    [
        (18, 18, []),
        (6, 24, []),
        (5, 24, ["An order of 5 months: at least 6."]),
        (6, 25, ["An operational period of 25 months: at most 24."]),
        (19, 18, ["Supervision of 19 months: no longer than the operational period of 18 months."]),
    ],
)
def test_the_periods_of_a_suspended_sentence(months, operational, said):
    world = facts(
        row("order", "supervision-months", Bound(6, 24)),
        row("order", "operational-months", Bound(6, 24)),
    )
    held = package(order=suspended(months, operational))
    assert said == sentences("order.length", held, world)


@pytest.mark.parametrize(("offset", "faulty"), [(0, 0), (364, 0), (-1, 1), (365, 1)])
def test_sessions_lie_within_the_order(offset, faulty):
    # Twelve months from 2 March 2026 are 365 days: offsets 0 to 364.
    held = package(sessions=[session("tsp", offset)])
    assert faulty == len(found("order.holds", held, facts()))


def test_unpaid_work_may_go_on_to_the_end_of_the_operational_period():
    # Supervision of 12 months ends at offset 364; 18 months, on 1 September 2027, at 548.
    order = suspended(12, 18)
    works = [session("unpaid-work", 548), session("unpaid-work", 549), session("tsp", 548)]
    faulty = [
        len(found("order.holds", package(order=order, sessions=[one]), facts())) for one in works
    ]
    assert faulty == [0, 1, 1]


def test_a_community_order_has_a_punitive_element():
    world = facts(PUNITIVE, entries=[CURFEW, RAR])
    assert found("order.punishment", package(planned("curfew")), world) == []
    said = ["The order: no requirement serves punishment and no fine is said to be imposed."]
    assert said == sentences("order.punishment", package(planned("rar")), world)


def test_a_fine_is_a_punitive_element_and_no_fine_is_none():
    for answer, faulty in ((Answer.YES, 0), (Answer.NO, 1), (Answer.UNKNOWN, 1)):
        world = facts(PUNITIVE, entries=[RAR], case=case(sentence=Sentence(fine=answer)))
        assert faulty == len(found("order.punishment", package(planned("rar")), world))


def test_a_suspended_sentence_needs_no_punitive_element():
    held = package(planned("rar"), order=suspended(12, 12))
    assert found("order.punishment", held, facts(row("order", "punitive-element", True))) == []


def test_an_override_sets_the_punitive_element_aside_and_nothing_else():
    world = facts(PUNITIVE, THREE_YEARS, entries=[RAR])
    overrides = (
        Override("order.length", "Asked nicely."),
        Override("order.punishment", "Terminal illness."),
    )
    held = package(planned("rar"), months=37, overrides=overrides)
    assert [fault.rule for fault in faults(held, world)] == ["order.length"]
    silenced = [(fault.rule, fault.sentence[-28:]) for fault in overridden(held, world)]
    assert silenced == [("order.punishment", "Set aside: Terminal illness.")]


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (1, []),
        (0, []),
        (-1, ["An order from 1 March 2026: the sentence is on 2 March 2026."]),
    ],
)
def test_no_order_begins_before_the_sentence(begins, said):
    start = day(begins)
    terms = OrderTerms(OrderKind.COMMUNITY_ORDER, 12, start, last_day(start, 12))
    held = package(planned("rar"), order=terms)
    assert sentences("order.begins", held, facts()) == said
    assert all(of_law(fault, facts()) for fault in found("order.begins", held, facts()))


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (1, []),
        (0, []),
        (-1, ["rar starts on 1 March 2026: the order on 2 March 2026."]),
    ],
)
def test_no_requirement_starts_before_its_order(begins, said):
    held = package(planned("rar", start=day(begins)))
    assert sentences("duration.starts", held, facts()) == said
    assert all(of_law(fault, facts()) for fault in found("duration.starts", held, facts()))


def test_a_requirement_that_does_not_say_when_it_starts_is_no_fault():
    assert found("duration.starts", package(planned("rar")), facts()) == []


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((364,), []),
        ((100, 364), []),
        ((363,), ["The last requirement ends on 28 February 2027: the order on 1 March 2027."]),
        ((365,), ["a ends on 2 March 2027: the order on 1 March 2027."]),
        ((100, None), []),  # the one without an end runs with the order
    ],
)
def test_the_last_requirement_ends_with_the_order(ends, said):
    held = package(
        *(
            planned(code, end=None if end is None else day(end))
            for code, end in zip("ab", ends, strict=False)
        )
    )
    assert said == sentences("order.last-ends", held, facts())


def test_months_longer_than_the_order_end_after_it():
    assert found("order.last-ends", package(planned("atr", months=12)), facts()) == []
    late = package(planned("atr", months=13))
    assert sentences("order.last-ends", late, facts()) == [
        "atr ends on 1 April 2027: the order on 1 March 2027."
    ]


def test_an_order_with_unpaid_work_goes_on_until_the_hours_are_done():
    held = package(planned("unpaid-work", end=day(365)))
    assert found("order.last-ends", held, facts()) == []
    due = last_day(START, 12)
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 12, START, due + timedelta(days=1))
    assert found("order.length", package(planned("unpaid-work"), order=order), facts()) == []


@pytest.mark.parametrize("value", [False, None])
def test_what_the_law_of_the_date_does_not_ask_is_not_asked(value):
    world = facts(
        row("order", "imprisonable", value),
        row("order", "punitive-element", value),
        row("order", "age", value),
        row("order", "months", value),
        entries=[RAR],
        case=case(
            offences=(Offence(OffenceKind.OTHER, imprisonable=Answer.NO),),
            person=Person(born=date(2020, 1, 1)),
        ),
    )
    assert [fault.rule for fault in faults(package(planned("rar")), world)] == []


@pytest.mark.parametrize(
    ("rule", "held", "parameter"),
    [
        ("order.requirement", package(), "least-requirements"),
        ("order.last-ends", package(planned("rar", end=day(400))), "end"),
        (
            "order.length",
            package(planned("rar"), order=suspended(13, 12)),
            "supervision-within-operational",
        ),
    ],
)
def test_the_law_is_cited_where_the_catalogue_has_it(rule, held, parameter):
    ruling = row("order", parameter, True)
    (cited,) = found(rule, held, facts(ruling))
    assert cited.source == ruling.source
    (uncited,) = found(rule, held, facts())
    assert str(uncited.source).startswith("assumption")


@pytest.mark.parametrize(
    ("fixed", "said"),
    [
        ({"supervision_months": 12, "operational_months": 18}, []),
        ({"supervision_months": 11}, ["An order of 12 months: the court fixed 11."]),
        ({"operational_months": 17}, ["An operational period of 18 months: the court fixed 17."]),
        # The months of the order where those of its supervision are not fixed.
        ({"months": 13}, ["An order of 12 months: the court fixed 13."]),
        ({"months": 13, "supervision_months": 12}, []),
    ],
)
def test_the_periods_of_a_suspended_sentence_that_the_court_fixed_are_kept(fixed, said):
    kind = OrderKind.SUSPENDED_SENTENCE_ORDER
    world = facts(case=case(sentence=Sentence(kind, **fixed)))
    assert said == sentences("order.length", package(order=suspended(12, 18)), world)


def test_a_community_order_has_no_months_of_supervision():
    world = facts(case=case(sentence=Sentence(months=12, supervision_months=6)))
    assert found("order.length", package(months=12), world) == []
    # And no operational period to keep to.
    due = last_day(START, 12)
    held = package(order=OrderTerms(OrderKind.COMMUNITY_ORDER, 12, START, due, 11))
    assert found("order.length", held, facts()) == []


def test_a_suspended_sentence_whose_operational_period_is_not_said_is_held_to_none():
    kind = OrderKind.SUSPENDED_SENTENCE_ORDER
    held = package(order=OrderTerms(kind, 12, START, last_day(START, 12)))
    world = facts(
        row("order", "operational-months", Bound(6, 24)),
        case=case(sentence=Sentence(kind, operational_months=18)),
    )
    assert found("order.length", held, world) == []
    work = package(order=held.order, sessions=[session("unpaid-work", 364)])
    assert found("order.holds", work, world) == []


@pytest.mark.parametrize(
    ("days", "added", "faulty"),
    [
        # Twelve months from 2 March 2026 end on 1 March 2027, day 364; three more on 1 June, 456.
        (364, (), 0),
        (363, (), 1),
        (365, (), 1),
        (363, (3,), 1),
        (456, (3,), 0),
        (457, (3,), 1),
        (456, (None, 3, 1), 0),  # as far as the longest extension
        (457, (None, 3, 1), 1),
    ],
)
def test_an_order_ends_with_its_months_and_what_was_added_to_any_of_them(days, added, faulty):
    requirements = (planned(f"r{n}", months=3, extended_months=m) for n, m in enumerate(added))
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 12, START, day(days))
    assert faulty == len(found("order.length", package(*requirements, order=order), facts()))


@pytest.mark.parametrize(("days", "faulty"), [(363, 1), (364, 0), (365, 0)])
def test_with_unpaid_work_an_order_may_go_on_but_not_end_early(days, faulty):
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 12, START, day(days))
    held = package(planned("unpaid-work"), order=order)
    assert faulty == len(found("order.length", held, facts()))


def test_one_requirement_imposed_for_punishment_is_enough():
    world = facts(PUNITIVE, entries=[CURFEW, RAR])
    assert found("order.punishment", package(planned("rar"), planned("curfew")), world) == []
    assert len(found("order.punishment", package(planned("stocks")), world)) == 1


def test_of_several_ends_it_is_the_last_that_is_said():
    held = package(planned("a", end=day(100)), planned("b", end=day(363)))
    said = ["The last requirement ends on 28 February 2027: the order on 1 March 2027."]
    assert sentences("order.last-ends", held, facts()) == said


def test_running_days_that_are_over_before_lend_nothing_to_what_ends_last():
    # A month shorter the order would end on 1 May; the residence ends after, the days long before.
    world = facts(row("aamr", "days-run-on", True))
    days = planned("aamr", days=30, end=date(2026, 3, 31))
    residence = planned("residence", end=date(2026, 5, 15))
    assert len(found("order.last-ends", package(days, residence, months=3), world)) == 1
    later = planned("aamr", days=75, end=date(2026, 5, 15))
    assert found("order.last-ends", package(later, residence, months=3), world) == []
