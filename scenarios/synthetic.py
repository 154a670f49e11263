"""Made-up populations from a seed: the same seed, the same people, whatever the machine.

python -m scenarios.synthetic NUMBER SEED FIRST > population.csv
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from models.case import Sex
from models.moments import MINUTES_A_DAY, clock, last_day
from scenarios.columns import NAMES
from scenarios.pattern_reading import SHORT

Mix = Mapping[str, Any]
QUARTER = 15
HOUR = 60
YOUNGEST, OLDEST = 19, 62


@cache
def mix() -> Mix:
    """The shipped mix (`synthetic.toml`)."""
    return tomllib.loads(files("scenarios").joinpath("synthetic.toml").read_text("utf-8"))


def people(
    number: int, seed: int, first: date, weights: Mix | None = None
) -> tuple[dict[str, str], ...]:
    """Rows of a population file around the first day of a plan."""
    random, held = Random(seed), weights or mix()
    # Drawn by themselves, so that who asks for no hours and no treatment is who they were.
    beside = Random(f"{seed}: bookings")
    return tuple(
        _person(random, held, place, first) | _booked(beside, held)
        for place in range(1, number + 1)
    )


def written(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The rows as a population file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _person(random: Random, mix: Mix, place: int, first: date) -> dict[str, str]:
    sex = _drawn(random, mix["sexes"])
    wanted = [row for row in mix["wants"] if row.get("sex", sex) == sex]
    want = random.choices(wanted, [row["weight"] for row in wanted])[0]
    span = mix["sentenced"]
    sentence = _court_day(first + timedelta(days=random.randint(span["from"], span["to"])))
    convicted = sentence - timedelta(days=random.randrange(0, 43, 7))
    offence = convicted - timedelta(days=random.randint(30, 300))
    born = offence - timedelta(days=random.randint(YOUNGEST * 366, OLDEST * 365))
    least = want.get("least_months", 0)
    months = {length: weight for length, weight in mix["months"].items() if int(length) >= least}
    row = {
        "reference": _reference(place),
        "area": _drawn(random, mix["areas"]),
        "sex": Sex(sex).value,
        "born": born.isoformat(),
        "offence_kinds": random.choice(want["kinds"]),
        "offence": offence.isoformat(),
        "convicted": convicted.isoformat(),
        "sentence": sentence.isoformat(),
        "order_ends": last_day(sentence, int(_drawn(random, months))).isoformat(),
        "programmes": want["programmes"],
        "priority": str(random.randint(*want["priority"])),
        "work": WORK[_drawn(random, mix["work"])](random),
    }
    if row["work"] == "none" and _happens(random, mix, "untold"):
        row["work"] = ""
    for kind in ("worship", "caring"):
        if _happens(random, mix, kind):
            row[kind] = _drawn(random, mix[kind])
    if _happens(random, mix, "travel_limit"):
        row["travel_limit"] = _drawn(random, mix["limits"])
    if _happens(random, mix, "ogrs3_known"):
        row["ogrs3"] = str(random.randint(*want["ogrs3"]))
    if place > 1 and _happens(random, mix, "kept_apart"):
        row["kept_apart_from"] = _reference(random.randrange(1, place))
    return row


def _booked(random: Random, mix: Mix) -> dict[str, str]:
    """Hours of unpaid work and a treatment, where the mix has any."""
    return {
        column: _drawn(random, mix[column])
        for column in ("unpaid_work", "treatment")
        if column in mix and _happens(random, mix, column)
    }


def _reference(place: int) -> str:
    return f"made-up-{place:05d}"


def _court_day(day: date) -> date:
    """Courts sit on weekdays: a weekend is the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _drawn(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _happens(random: Random, mix: Mix, name: str) -> bool:
    return random.randrange(100) < int(mix["percent"][name])


def _no_work(random: Random) -> str:
    return "none"


def _days(random: Random) -> str:
    """Five days a week, each person's own hours."""
    first = random.choices(("mon", "tue", "wed"), (85, 10, 5))[0]
    last = SHORT[(SHORT.index(first) + 4) % len(SHORT)]
    return f"{first}-{last} {_shift(random, 6 * HOUR, 10 * HOUR, 7 * HOUR, 9 * HOUR)}"


def _part_time(random: Random) -> str:
    days = "+".join(sorted(random.sample(SHORT, random.randint(2, 4)), key=SHORT.index))
    return f"{days} {_shift(random, 7 * HOUR, 17 * HOUR, 4 * HOUR, 6 * HOUR)}"


def _early_late(random: Random) -> str:
    early = 5 * HOUR + random.randrange(0, 9) * QUARTER
    length = 8 * HOUR
    weeks = [f"mon-fri {_times(early, length)}", f"mon-fri {_times(early + length, length)}"]
    return _rota(random, weeks)


def _nights(random: Random) -> str:
    start = 20 * HOUR + random.randrange(0, 13) * QUARTER
    length = random.choice((8, 9, 10)) * HOUR
    return _rota(random, [f"sun-wed {_times(start, length)}", f"thu-sat {_times(start, length)}"])


def _weekends(random: Random) -> str:
    return f"fri-sun {_shift(random, 8 * HOUR, 14 * HOUR, 7 * HOUR, 10 * HOUR)}"


def _four_weeks(random: Random) -> str:
    """Earlies, lates, nights and a week off."""
    early = 6 * HOUR + random.randrange(0, 5) * QUARTER
    starts = (early, early + 8 * HOUR, early + 16 * HOUR)
    days = random.choice(("mon-fri", "tue-sat", "mon-thu"))
    return _rota(random, [*(f"{days} {_times(start, 8 * HOUR)}" for start in starts), "off"])


WORK: dict[str, Callable[[Random], str]] = {
    "none": _no_work,
    "days": _days,
    "part-time": _part_time,
    "early-late": _early_late,
    "nights": _nights,
    "weekends": _weekends,
    "four-weeks": _four_weeks,
}


def _rota(random: Random, weeks: list[str]) -> str:
    """The weeks in turn, begun at any of them."""
    turned = random.randrange(len(weeks))
    weeks = weeks[turned:] + weeks[:turned]
    return " | ".join(f"{place}: {week}" for place, week in enumerate(weeks, start=1))


def _shift(random: Random, earliest: int, latest: int, shortest: int, longest: int) -> str:
    start = random.randrange(earliest, latest + 1, QUARTER)
    return _times(start, random.randrange(shortest, longest + 1, QUARTER * 2))


def _times(start: int, length: int) -> str:
    return f"{clock(start)}-{clock((start + length) % MINUTES_A_DAY)}"


def main(arguments: Sequence[str]) -> None:
    number, seed, first = arguments
    sys.stdout.buffer.write(written(people(int(number), int(seed), date.fromisoformat(first))))


if __name__ == "__main__":
    main(sys.argv[1:])
