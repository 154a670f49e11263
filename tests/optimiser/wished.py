"""One small world for wishes: a programme by day near home, or in the evening, round a day job."""

from models.case import Answer, Ask, Need, NeedFact, Purpose, Sentence, Seriousness
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.facts import Facts
from models.findings import Finding, Verdict
from models.timetable import Group, Intake, Project, Slot
from tests.models.rules.build import (
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

CODES = ("programme", "unpaid-work", "asro", "tsp", "exclusion")
KNOWN = frozenset((*CODES, "curfew"))
OFFICE_HOURS = tuple(Shift(weekday, 540, 1020) for weekday in range(5))
JOB = Commitment(CommitmentKind.WORK, False, "Job", shifts=OFFICE_HOURS)


def group(id: str, code: str, weekday: int, start: int, **more: object) -> Group:
    """Two hours a week; a cohort in the second week and one in the sixth."""
    held: dict[str, object] = {"places": 9, **more}
    starts = (day(7 + weekday), day(35 + weekday))
    return Group(
        id, code, "office", (Slot(weekday, start, start + 120),), START, day(200),
        Intake.CLOSED, starts=starts, **held,  # type: ignore[arg-type]
    )  # fmt: skip


GROUPS = (
    group("asro-tue-day", "asro", 1, 600),
    group("asro-wed-eve", "asro", 2, 1080),
    group("tsp-thu-eve", "tsp", 3, 1080),
)
GARDEN = Project("garden", "Garden", "office", (Slot(5, 540, 960),), START, day(200), 9)


def world(
    *commitments: Commitment, asked: tuple[str, ...] = ("asro",), months: int | None = None
) -> Facts:
    """An order of up to four months; ASRO is asked for and TSP is on offer beside it."""
    session = leg(sessions=exactly(2), minutes=exactly(120))
    ask = Ask("programme", programmes=asked)
    known = case(
        sentence=Sentence(
            seriousness=Seriousness.MEDIUM,
            purposes=(Purpose.REHABILITATION,),
            fine=Answer.YES,
            months=months,
            asks=(ask,) if asked else (),
        ),
        commitments=commitments or (JOB,),
        needs=(NeedFact(Need.ALCOHOL, Answer.YES),),
    )
    return facts(
        row("order", "months", Bound(None, 4), kind="community-order"),
        row("load", "evening-start", "17:00"),
        row("unpaid-work", "hours", Bound(4, 300)),
        row("unpaid-work", "hours", Bound(6, 20), seriousness="medium"),
        entries=[
            requirement("programme", units=("days",)),
            requirement("unpaid-work", stream="unpaid-work", units=("hours",)),
            requirement("exclusion", units=("months",)),
            programme("asro", session, needs=(Need.ALCOHOL,), purposes=(Purpose.REHABILITATION,)),
            programme("tsp", session, purposes=(Purpose.REHABILITATION,)),
        ],
        case=known,
        timetable=timetable(groups=GROUPS, projects=(GARDEN,)),
        findings=[Finding(code, Verdict.SUITABLE, ()) for code in CODES],
    )
