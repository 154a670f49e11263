"""Small impossible worlds, each of a kind of its own, and the smallest set that makes it so."""

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Ask,
    Clinical,
    Dependence,
    Detox,
    Person,
    Sentence,
    Seriousness,
    Severity,
    Terms,
)
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.entry import Delivery, Stage
from models.facts import PairRule
from models.findings import Finding, Reason, Verdict
from models.timetable import Cadence, Group, Intake, Project, Provider, Slot, Venue
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.reasons.impossible import in_the_way
from optimiser.solve import Effort
from tests.models.rules.build import (
    MADE_UP,
    START,
    case,
    day,
    exactly,
    facts,
    leg,
    programme,
    requirement,
    row,
    timetable,
)

HOUR = 60
HALL = Venue("hall", "Hall", areas=("town",))
OFFICE = Venue("office", "Office", areas=("county",))
PROGRAMME = requirement("programme")
COURSE = programme("course", leg(sessions=exactly(3)))
WORK = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
EXCLUSION = requirement("exclusion", units=("months",))
TUESDAYS = Group(
    "tuesdays", "course", "hall", (Slot(1, 14 * HOUR, 16 * HOUR),), START, day(90), Intake.CLOSED,
    9, starts=(day(1), day(8)),
)  # fmt: skip
GARDEN = Project(
    "garden", "Garden", "hall", (Slot(5, 9 * HOUR, 15 * HOUR),), START, day(300), places=9
)
ROWS = (
    row("unpaid-work", "hours", Bound(40, 300)),
    row("order", "months", Bound(None, 6), kind="community-order"),
    row("load", "attendances-a-day", Bound(None, 2)),
)


def world(*entries, asks=(), groups=(TUESDAYS,), projects=(GARDEN,), providers=(), pairs=(),
          rows=(), months=None, findings=(), **life):  # fmt: skip
    """A world in which the court asks some things; all is suitable but what is said not to be.

    Forty hours of unpaid work are always to be had instead.
    """
    entries = tuple({entry.code: entry for entry in (*entries, WORK)}.values())
    known = {finding.code: finding for finding in findings}
    sentence = Sentence(
        seriousness=Seriousness.MEDIUM, fine=Answer.YES, asks=tuple(asks), months=months
    )
    return facts(
        *ROWS,
        *rows,
        entries=entries,
        case=case(sentence=sentence, **life),
        timetable=timetable(
            HALL, OFFICE, groups=tuple(groups), projects=tuple(projects), providers=tuple(providers)
        ),
        pairs=pairs,
        findings=[
            known.get(entry.code, Finding(entry.code, Verdict.SUITABLE, ())) for entry in entries
        ],
    )


def firm(kind, weekday, start, end):
    return Commitment(kind, True, kind.value, shifts=(Shift(weekday, start * HOUR, end * HOUR),))


COURSE_ASKED = Ask("programme", programmes=("course",))
CARING = firm(CommitmentKind.CARING, 1, 13, 17)
ON_FRIDAY = firm(CommitmentKind.CARING, 4, 13, 17)
FIRM = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], commitments=(ON_FRIDAY, CARING))
EXCLUDED = world(
    PROGRAMME, COURSE, EXCLUSION,
    asks=[COURSE_ASKED, Ask("exclusion", Terms(months=3), areas=("county", "town"))],
)  # fmt: skip
SHORT = world(PROGRAMME, evolve(COURSE, order_months=4), asks=[COURSE_ASKED], months=3)
NEVER_TOGETHER = world(
    PROGRAMME, COURSE, EXCLUSION, asks=[COURSE_ASKED, Ask("exclusion", Terms(months=3))],
    pairs=(PairRule("a-pair", "exclusion", "course", "never-together", row("a", "pair", True)),),
)  # fmt: skip
NO_GROUP = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], groups=())
FULL = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], groups=[evolve(TUESDAYS, taken=9)])
# 13 Saturdays lie in three months from Monday 2 March: 13 x 6 = 78 hours.
HOURS = world(WORK, asks=[Ask("unpaid-work", Terms(hours=79))], months=3)
HOURS_FIT = world(WORK, asks=[Ask("unpaid-work", Terms(hours=78))], months=3)
NOT_SUITABLE = world(
    PROGRAMME, COURSE, asks=[COURSE_ASKED],
    findings=[
        Finding(
            "course",
            Verdict.NOT_SUITABLE,
            (Reason(Verdict.NOT_SUITABLE, "Not for this offence.", MADE_UP),),
        )
    ],
)  # fmt: skip
RULED_OUT = evolve(
    NO_GROUP,
    timetable=evolve(NO_GROUP.timetable, groups=(TUESDAYS,)),
    case=evolve(
        NO_GROUP.case, sentence=evolve(NO_GROUP.case.sentence, rules_out=("programme",))
    ),
)  # fmt: skip


def treated(detox):
    """Two weekly appointments in the one month of the requirement, in its last two weeks."""
    main = leg(
        "main", Stage.MAIN, Delivery.APPOINTMENT, exactly(2), exactly(HOUR), kind="treatment",
        with_="provider",
    )  # fmt: skip
    atr = requirement("atr", main, stream="treatment", units=("months",))
    clinic = Provider(
        "clinic", "Clinic", "hall", ("atr",), (Slot(1, 10 * HOUR, 12 * HOUR),),
        first=day(1), last=day(15), cadences=(Cadence("atr", 2, 7, HOUR),),
    )  # fmt: skip
    clinical = Clinical(
        dependence=(Dependence("alcohol", Severity.SEVERE),), detox=detox,
        someone_at_home=Answer.YES,
    )  # fmt: skip
    return world(
        atr, asks=[Ask("atr", Terms(months=1))], providers=[clinic], clinical=clinical,
        rows=[row("detox", "days", exactly(14))],
    )  # fmt: skip


DETOX = treated(Detox.HOME)
AWAY = world(
    PROGRAMME, COURSE, asks=[COURSE_ASKED], person=Person(cannot_attend=("hall",))
)  # fmt: skip
APART = world(
    PROGRAMME, COURSE, asks=[COURSE_ASKED], groups=[evolve(TUESDAYS, attended_by=("other",))],
    person=Person(kept_apart_from=("other", "nobody-here")),
)  # fmt: skip

ASKED, OFFERED = ("availability.asked", "course"), ("places.offered", "course")
KINDS = {
    "firm caring meets every session": (FIRM, {ASKED, OFFERED, ("clashes.firm", "commitments[1]")}),
    "the only venue is excluded": (EXCLUDED, {ASKED, OFFERED, ("places.exclusion", "town")}),
    "the order is too short": (
        SHORT, {ASKED, OFFERED, ("duration.programme", "course"), ("order.months", "order")}
    ),
    "two that never go together": (
        NEVER_TOGETHER, {ASKED, ("availability.asked", "exclusion"), ("a-pair", "exclusion")}
    ),
    "no group": (NO_GROUP, {ASKED, OFFERED}),
    "the group is full": (FULL, {ASKED, OFFERED, ("places.capacity", "tuesdays")}),
    "an hour more than the Saturdays hold": (
        HOURS,
        {
            ("availability.asked", "unpaid-work"),
            ("availability.amount", "unpaid-work"),
            ("order.months", "order"),
            ("places.offered", "unpaid-work"),
        },
    ),
    "not suitable": (NOT_SUITABLE, {ASKED, ("suitability", "course")}),
    "ruled out": (
        RULED_OUT, {ASKED, ("availability.ruled-out", "programme")}
    ),
    "a detox before treatment that is over too soon": (
        # Day 15 alone is left after it: one appointment of the two.
        DETOX,
        {
            ("availability.asked", "atr"),
            ("places.offered", "atr"),
            ("detox.free", "order"),
            ("treatment.number", "atr"),
        },
    ),
    "a venue that cannot be attended": (AWAY, {ASKED, OFFERED, ("places.barred", "hall")}),
    "somebody to be kept apart from": (APART, {ASKED, OFFERED, ("places.apart", "other")}),
}  # fmt: skip


def keys(found):
    return {(rule.rule, rule.subject) for rule in found.rules}


def is_possible(facts):
    return best_dated(facts, candidates(facts), Effort(20.0)) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_the_smallest_set_of_a_kind(kind):
    facts, expected = KINDS[kind]
    found = in_the_way(facts)
    assert keys(found) == expected
    assert found.conflicts.verified(tuple(keys(found)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_engine_finds_none_either(kind):
    assert not is_possible(KINDS[kind][0])


@pytest.mark.parametrize("possible", [HOURS_FIT, treated(Detox.NONE)])
def test_what_just_fits_has_nothing_in_the_way(possible):
    assert in_the_way(possible).rules == ()
    assert is_possible(possible)


def test_a_rule_says_its_sentence_and_its_source():
    said = {rule.rule: rule for rule in in_the_way(FIRM).rules}
    assert said["clashes.firm"].sentence == "Caring (caring) is firm: Tuesday 1pm to 5pm."
    assert str(said["clashes.firm"].source) == "case commitments[1]"
    assert said["places.offered"].sentence == (
        "course meets here on Tuesday 2pm to 4pm at Hall."
    )
    assert said["availability.asked"].sentence == "course is asked for."
