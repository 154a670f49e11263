"""How findings become a fault: its force, its words, its count, and whose it is."""

import pytest
from attrs import evolve

from models.dated import Ruling
from models.findings import Finding, Reason, Verdict
from models.rules.rule import assumed, by_subject, case_fact, found, gathered
from models.sources import Force, Strength
from tests.models.rules.build import (
    MADE_UP,
    facts,
    package,
    planned,
    row,
    sentences,
    session,
)
from tests.models.rules.build import found as found_by

MUST, SHOULD, MAY = (
    row("rar", force.value, True, force) for force in (Force.MUST, Force.SHOULD, Force.MAY)
)


def cited(section: str, ground: Ruling) -> Ruling:
    return evolve(ground, source=evolve(MADE_UP, section=section))


def test_a_fault_is_as_sure_and_as_strong_as_the_row_it_rests_on():
    unsure = evolve(MUST, verified=False)
    (of_row,) = found("a.rule", "rar", unsure, ["One.", "Two."])
    assert (of_row.verified, of_row.strength, of_row.source) == (False, Strength.GUIDE, MADE_UP)
    assert (of_row.sentence, of_row.occurrences, of_row.force) == ("One.", 2, Force.MUST)
    (of_case,) = found("a.rule", "rar", case_fact("sentence"), ["One."])
    assert (of_case.verified, of_case.strength) == (True, None)
    assert of_case.source == case_fact("sentence")


def test_nothing_said_and_what_only_may_be_make_no_fault_whatever_force_is_given():
    assert list(found("a.rule", "rar", MUST, [])) == []
    assert list(found("a.rule", "rar", MAY, ["One."], force=Force.MUST)) == []
    (softer,) = found("a.rule", "rar", MUST, ["One."], force=Force.SHOULD)
    assert softer.force is Force.SHOULD


@pytest.mark.parametrize(
    ("grounds", "speaks", "times"),
    [
        ((SHOULD, MUST), 1, 2),  # the first must, though a should comes before it
        ((MUST, SHOULD), 0, 2),
        ((SHOULD, assumed("x")), 1, 2),
        ((MAY, SHOULD, MUST, MUST), 2, 3),  # what only may be is not among them
        ((MAY, SHOULD, SHOULD), 1, 2),
        ((MAY, MAY), None, 0),
    ],
)
def test_of_several_findings_the_first_must_speaks_and_all_that_bind_count(grounds, speaks, times):
    said = [
        (cited(f"at {place}", one) if isinstance(one, Ruling) else one, f"At {place}.")
        for place, one in enumerate(grounds)
    ]
    faults = list(gathered("a.rule", "rar", said))
    assert [(fault.sentence, fault.occurrences) for fault in faults] == (
        [] if speaks is None else [(f"At {speaks}.", times)]
    )
    for fault in faults:
        ground = said[speaks][0]
        assert fault.source == (ground.source if isinstance(ground, Ruling) else ground)


def test_findings_of_one_subject_make_one_fault_wherever_they_stand_among_others():
    broken = [("b", MUST, "B one."), ("a", MUST, "A."), ("b", MUST, "B two.")]
    told = [
        (fault.subject, fault.sentence, fault.occurrences) for fault in by_subject("x", broken)
    ]
    assert told == [("a", "A.", 1), ("b", "B one.", 2)]


def test_of_a_finding_only_what_stands_against_it_is_said_and_cited():
    reasons = (
        Reason(Verdict.REFER, "To be referred.", evolve(MADE_UP, section="r")),
        Reason(Verdict.NOT_SUITABLE, "A victim.", evolve(MADE_UP, section="v")),
        Reason(Verdict.NOT_SUITABLE, "No consent.", evolve(MADE_UP, section="c")),
    )
    finding = Finding("rar", Verdict.NOT_SUITABLE, reasons)
    (fault,) = found_by("suitability", package(planned("rar")), facts(findings=[finding]))
    assert (fault.sentence, fault.occurrences) == ("rar: A victim.", 2)
    assert fault.source == evolve(MADE_UP, section="v")
    bare = facts(findings=[Finding("rar", Verdict.NOT_SUITABLE, reasons[:1])])
    assert sentences("suitability", package(planned("rar")), bare) == ["rar: found not suitable."]


def test_the_sessions_of_a_part_are_in_the_order_of_their_starts():
    held = package(sessions=[session("a", 9), session("b", 3), session("a", 2), session("a", 5)])
    ids = ["a-main-2-10:00", "a-main-5-10:00", "a-main-9-10:00"]
    assert [one.id for one in held.of("a")] == ids


def test_a_package_planned_whole_with_nothing_to_attend_is_dated():
    assert not package(planned("curfew")).dated
    assert package(planned("curfew"), unattended=True).dated
    assert package(sessions=[session("a", 1)]).dated
