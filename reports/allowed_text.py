"""What another option may lose against the first: a limit is read beside every list it makes."""

from __future__ import annotations

from models.allowed_loss import AllowedLoss
from reports import words


def allowed(loss: AllowedLoss) -> str:
    """One line.

    >>> allowed(AllowedLoss(work_minutes=0, work_percent=10, practice=2, contact=1))[:56]
    'Allowed loss against option 1: of work, study and care 1'
    """
    said = (
        f"of work, study and care {_work(loss)}",
        f"needs and purposes unanswered, {_more(loss.answering)}",
        f"departures from usual practice, {_more(loss.practice)}",
        f"of them in contact with the officer, {_more(loss.contact)}",
    )
    return f"Allowed loss against option 1: {'; '.join(said)}."


def _work(loss: AllowedLoss) -> str:
    amounts = [words.duration(loss.work_minutes)] if loss.work_minutes else []
    amounts += [f"{loss.work_percent}% of its own"] if loss.work_percent else []
    if not amounts:
        return "nothing more"
    return f"{' or '.join(amounts)}{', whichever is more' if len(amounts) > 1 else ''}"


def _more(number: int) -> str:
    return f"at most {number:,} more" if number else "none more"
