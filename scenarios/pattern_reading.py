"""Weekly times written short: `mon-fri 08:00-16:30`, or a rota `1: mon-wed 06:00-14:00 | 2: off`.

    pattern = week [ "|" week ... ] [ "@" day ]
    week    = [ number ":" ] ( "off" | stretch [ "," stretch ... ] )
    stretch = days time "-" time          an end not after the start is the next day's
    days    = day | day "-" day | day "+" day ...

`@ 2026-06-01` names a day of week 1 of a rota; without it week 1 is the region's (`week_one` of
the plan).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from models.commitments import Commitment, CommitmentKind
from models.moments import WEEKDAYS
from models.structuring import Reader, Wrong, nearest
from scenarios.commitment_reading import commitments

SHORT = tuple(day[:3] for day in WEEKDAYS)
STRETCH = re.compile(r"^(?P<days>[a-z+-]+)\s+(?P<start>\d{1,2}:\d\d)\s*-\s*(?P<end>\d{1,2}:\d\d)$")
WEEK = re.compile(r"^(?:(?P<number>\d{1,2})\s*:(?!\d\d))?\s*(?P<rest>.+)$")


def pattern(text: str, kind: CommitmentKind, week_one: date) -> Commitment:
    """A commitment of a kind from its short text.

    Raises
    ------
    Wrong
        With a sentence for each mistake.
    """
    written, _, anchor = text.partition("@")
    weeks = written.split("|")
    table: dict[str, Any] = {"kind": kind.value, "cycle_weeks": len(weeks), "shifts": []}
    if len(weeks) > 1:
        table["anchor"] = anchor.strip() or week_one
    elif anchor:
        raise Wrong('"@" names week 1 of a rota of several weeks; here is one')
    free = []
    for place, week in enumerate(weeks, start=1):
        found = _week(week.strip().casefold(), place)
        table["shifts"] += [row | {"week": place} for row in found]
        if not found:
            free.append(place)
    table["free_weeks"] = free
    reader = Reader("", {"commitments": [table]})
    (made,) = commitments(reader)
    if reader.complaints:
        said = Wrong(reader.complaints[0].message)
        said.mistakes = [("", None, complaint.message) for complaint in reader.complaints]
        raise said
    return made


def _week(text: str, place: int) -> list[dict[str, Any]]:
    match = WEEK.match(text)
    if match is None:
        raise Wrong(f"week {place} is empty: a week without a shift is written off")
    if match["number"] is not None and int(match["number"]) != place:
        raise Wrong(f"week {match['number']} stands in the place of week {place}")
    if match["rest"].strip() == "off":
        return []
    return [_stretch(part.strip()) for part in match["rest"].split(",")]


def _stretch(text: str) -> dict[str, Any]:
    match = STRETCH.match(text)
    if match is None:
        raise Wrong(f'"{text}" is not days and times as "mon-fri 08:00-16:30"')
    start, end = (match[name].rjust(5, "0") for name in ("start", "end"))
    return {"days": [WEEKDAYS[day] for day in _days(match["days"])], "start": start, "end": end}


def _days(text: str) -> list[int]:
    if "-" in text:
        first, last = (_day(part) for part in text.split("-", 1))
        return [day % len(SHORT) for day in range(first, last + 1 + len(SHORT) * (last < first))]
    return [_day(part) for part in text.split("+")]


def _day(text: str) -> int:
    known = dict(zip((*SHORT, *WEEKDAYS), (*range(len(SHORT)), *range(len(SHORT))), strict=True))
    if text not in known:
        raise Wrong(f'"{text}" is not a day{nearest(text, SHORT)}')
    return known[text]
