"""The least world with a choice of half-days: six hours of unpaid work beside a job."""

from models.case import Answer, Ask, Sentence, Seriousness, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.facts import Facts
from models.findings import Finding, Verdict
from models.timetable import Project, Slot
from tests.models.rules.build import (
    case,
    day,
    facts,
    requirement,
    row,
    timetable,
)

WORK = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
COMMUNITY = row("order", "months", Bound(None, 2), kind="community-order")


def working(lost: int, hours: int = 6) -> Facts:
    """Six hours on Tuesday the 3rd, losing so many minutes, or on Saturday the 7th, losing none."""
    slots = (Slot(1, 540, 900), Slot(5, 540, 900))
    garden = Project("garden", "Garden", "office", slots, day(1), day(5), 9)
    # The way there begins at 8:30, home is reached at 15:30.
    job = Commitment(CommitmentKind.WORK, False, "job", shifts=(Shift(1, 510, 510 + lost),))
    ask = Ask("unpaid-work", Terms(hours=hours))
    return facts(
        COMMUNITY,
        entries=[WORK],
        case=case(
            sentence=Sentence(seriousness=Seriousness.MEDIUM, fine=Answer.YES, asks=(ask,)),
            commitments=(job,),
        ),
        timetable=timetable(projects=(garden,)),
        findings=[Finding("unpaid-work", Verdict.SUITABLE, ())],
    )
