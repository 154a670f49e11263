"""The `forecast` table of a plan file to an outlook, every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.structuring import Reader, Wrong, day, filled, number, real, text, word
from planning.forecast_fillers import FILLERS
from planning.forecast_outlook import Arrivals, Outlook

SHARE = real(0, 1)
# Bounds of absurdity: beyond them a number is a slip of the keyboard.
REPLICATIONS = number(1, 10_000)
A_WEEK = real(0, 100_000)
# What the calibrated figures are for: shorter nothing has come to rest, longer they are guesses.
MONTHS = range(6, 37)


def read_outlook(file: str, table: Mapping[str, Any], begin: date, seed: int) -> Outlook:
    """What the table asks; `begin` and `seed` are the plan's, where it has none of its own.

    Raises
    ------
    InvalidInput
        With every mistake of the table.
    """
    reader = Reader(file, table, "$.forecast")
    standard = Outlook(begin, 1)
    asked = Outlook(
        begin=reader.take("begin", day, begin),
        months=reader.take("months", months),
        seed=reader.take("seed", number(0), seed),
        replications=reader.take("replications", REPLICATIONS, standard.replications),
        filler=reader.take("filler", word(*FILLERS), standard.filler),
        region=reader.take("region", text, ""),
        arrivals=tuple(_arrivals(row) for row in reader.tables("arrivals")),
        leaving_a_week=reader.take("leaving_a_week", SHARE, None),
        completed=reader.take("completed", SHARE, None),
        absent=reader.take("absent", SHARE, None),
        caught_up=reader.take("caught_up", SHARE, None),
        booked_ahead_weeks=reader.take("booked_ahead_weeks", number(0, 104), None),
        reach_minutes=reader.take("reach_minutes", number(0, 1440), None),
        order_months=reader.take("order_months", number(1, 36), None),
    )
    reader.finish()
    return asked


def months(value: Any) -> int:
    """How long a forecast is."""
    asked = number()(value)
    if asked not in MONTHS:
        raise Wrong(f"a forecast is of {MONTHS[0]} to {MONTHS[-1]} months, not of {asked}")
    return asked


def _arrivals(row: Reader) -> Arrivals:
    return Arrivals(
        programme=row.take("programme", filled),
        a_week=row.take("a_week", A_WEEK),
        area=row.take("area", text, ""),
    )
