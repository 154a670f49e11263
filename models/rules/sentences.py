"""Values and limits in the words of a court officer."""

from __future__ import annotations

from models.dated import Bound
from models.entry import EntryKind
from models.facts import Facts
from models.figures import figure
from models.moments import clock_aloud
from models.moments import day_of as day_of
from models.package import PlannedSession


def when(session: PlannedSession) -> str:
    minute = session.start.hour * 60 + session.start.minute
    return f"{day_of(session.day)} at {clock_aloud(minute)}"


def counted(number: float, unit: str) -> str:
    """A number of units.

    >>> counted(1, "day"), counted(2, "day"), counted(1, "hours"), counted(10**9, "hours-a-day")
    ('1 day', '2 days', '1 hour', '1000000000 hours a day')
    """
    word, _, rest = unit.replace("_", "-").replace("-", " ").partition(" ")
    word = word.removesuffix("s") + ("" if number == 1 else "s")
    return f"{figure(number)} {word} {rest}".rstrip()


def duration(minutes: int) -> str:
    """Minutes as hours and minutes.

    >>> duration(150), duration(120), duration(45)
    ('2 hours 30 minutes', '2 hours', '45 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = ([counted(hours, "hour")] if hours else []) + (
        [counted(rest, "minute")] if rest else []
    )
    return " ".join(parts) or "0 minutes"


def end_broken(bound: Bound, value: float) -> str:
    """The end of a bound that a value lies outside of.

    >>> end_broken(Bound(40, 300), 320), end_broken(Bound(40, 300), 39)
    ('at most 300', 'at least 40')
    """
    if bound.lowest is not None and value < bound.lowest:
        return f"at least {figure(bound.lowest)}"
    return f"at most {figure(bound.highest)}" if bound.highest is not None else "any"


def name_of(code: str, facts: Facts) -> str:
    """What the catalogue calls an entry; the code itself where it holds none."""
    entry = facts.menu.entries.get(code)
    return entry.name if entry is not None else code


def mid_name(code: str, facts: Facts) -> str:
    """A name inside a sentence: a requirement's without its capital, a programme's as it is."""
    entry = facts.menu.entries.get(code)
    requirement = entry is not None and entry.kind is EntryKind.REQUIREMENT
    return in_a_sentence(name_of(code, facts)) if requirement else name_of(code, facts)


def in_a_sentence(name: str) -> str:
    """A name or a sentence as it stands inside another: acronyms keep their capitals.

    >>> in_a_sentence("Electronic monitoring"), in_a_sentence("ASRO")
    ('electronic monitoring', 'ASRO')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
