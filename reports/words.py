"""How days, times, amounts and lists are written: "2 March 2026", "9:30am to 4:30pm"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from models.moments import clock_aloud as clock

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date) -> str:
    """
    >>> day(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(values: list[date]) -> str:
    """Several days, the year said once where it changes.

    >>> days([date(2026, 11, 4), date(2026, 11, 18), date(2027, 1, 6)])
    '4 November, 18 November 2026 and 6 January 2027'
    """
    following = [*values[1:], None]
    return listing(
        day(one) if after is None or after.year != one.year else day(one).rpartition(" ")[0]
        for one, after in zip(values, following, strict=True)
    )


def full_day(value: date) -> str:
    """
    >>> full_day(date(2026, 3, 2))
    'Monday 2 March 2026'
    """
    return f"{DAYS[value.weekday()]} {day(value)}"


def short_day(value: date) -> str:
    """For a line that stands under a heading with the year: "Mon 2 March"."""
    return f"{DAYS[value.weekday()][:3]} {value.day} {MONTHS[value.month - 1]}"


def span(first: date, last: date) -> str:
    """The days from one to another, with no word said twice.

    >>> span(date(2026, 6, 8), date(2026, 6, 14))
    '8 to 14 June 2026'
    """
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{first.day} to {day(last)}"


def time(moment: datetime) -> str:
    return clock(moment.hour * 60 + moment.minute)


def times(start: datetime, end: datetime) -> str:
    return f"{time(start)} to {time(end)}"


def duration(minutes: int) -> str:
    """
    >>> duration(45), duration(120), duration(150), duration(0)
    ('45 minutes', '2 hours', '2 hours 30 minutes', 'none')
    """
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    parts += [count(rest, "minute")] if rest else []
    return " ".join(parts) or "none"


def brief(minutes: int) -> str:
    """For a column of figures.

    >>> brief(150), brief(45), brief(87840), brief(0)
    ('2 h 30 min', '45 min', '1,464 h', 'none')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours:,} h"] if hours else []
    parts += [f"{rest} min"] if rest else []
    return " ".join(parts) or "none"


def count(number: int, noun: str, plural: str = "") -> str:
    """
    >>> count(1, "day"), count(1200, "day")
    ('1 day', '1,200 days')
    """
    return f"{number:,} {plural or noun + 's'}" if number != 1 else f"1 {noun}"


def amount(unit: str, value: int) -> str:
    """An amount of a requirement: "6 months", "12 hours a day"."""
    if unit == "hours_a_day":
        return f"{count(value, 'hour')} a day"
    return count(value, unit.removesuffix("s"))


def listing(items: Iterable[str], last: str = "and") -> str:
    """
    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    *before, final = list(items) or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def sentence(text: str) -> str:
    """With a capital and a full stop, whatever stood there."""
    text = text.strip()
    if not text:
        return ""
    # A source in brackets after a full stop closes a sentence too.
    closed = text[-1] in ".?!" or (text[-1] == ")" and ". (" in text)
    return text[0].upper() + text[1:] + ("" if closed else ".")


def inside(name: str) -> str:
    """A name as it stands inside a sentence: acronyms keep their capitals.

    >>> inside("Unpaid work"), inside("UPW: Estates")
    ('unpaid work', 'UPW: Estates')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def weekdays(numbers: list[int]) -> str:
    """Days of the week in order, three or more in a row as a span; Monday is 0.

    >>> weekdays([0, 1, 2, 3, 4]), weekdays([5, 6]), weekdays([0, 2, 3, 4])
    ('Monday to Friday', 'Saturday and Sunday', 'Monday and Wednesday to Friday')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        names = [DAYS[number] for number in run]
        said += names if len(run) < 3 else [f"{names[0]} to {names[-1]}"]
    return listing(said)


def spoken(code: str) -> str:
    """A code of the nouns as words: "suspended-sentence-order" is "suspended sentence order"."""
    return code.replace("-", " ").replace("_", " ")


def plain(text: str) -> str:
    """One line without control characters, so that no file can steer a terminal.

    >>> plain("a\\nb\\x1b[2J")
    'a b [2J'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
