"""What the double-entry tests share: who gives appointments, and schedules drawn from few days."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from random import Random

from models.entry import Delivery, Entry
from models.timetable import Cadence
from optimiser.draft import Draft
from optimiser.streams import Stream
from tests.house.worlds import (
    Balance,
    Schedule,
    provider,
)

OFFICER = provider("officer", "officer")
CLINIC = provider("clinic", "atr", cadence=Cadence("atr", 3, 7, 60))
ONE_TO_ONE = Delivery.APPOINTMENT
OFFICE_HOURS = Stream(
    "contact/appointment", "contact", "appointment", "order", "contact", "t", 60, 0, 92,
    (OFFICER,), 0, 92,
)  # fmt: skip
Worlds = Iterable[tuple[Draft, Iterable[Schedule]]]


def subsets(days: Iterable[int], *sizes: int) -> Iterator[tuple[int, ...]]:
    """Every choice of so many of some days."""
    pool = tuple(days)
    for size in sizes:
        yield from combinations(pool, size)


def drawn(seed: int, days: Iterable[int], highest: int) -> tuple[int, ...]:
    """A few of a handful of days, the same for the same seed."""
    random, pool = Random(seed), sorted(days)
    return tuple(sorted(random.sample(pool, random.randint(0, highest))))


def agreed(found: Balance, *kinds: int | None) -> bool:
    """Both books agree on every schedule, and every kind of answer was met."""
    assert found.differing == ()
    assert found.kinds >= set(kinds), f"only {found.kinds} met"
    return True


def appointments(entry: Entry, leg_id: str, number: int, last: int = 31) -> Stream:
    """The stream of a leg of appointments of a part."""
    held = next(one for one in entry.legs if one.id == leg_id)
    return Stream(
        key=f"{entry.code}/{leg_id}", part=entry.code, leg=leg_id, requirement=entry.under[0],
        kind=held.kind, title=held.title, minutes=60, lowest=number, highest=number,
        givers=(OFFICER,), first=0, last=last, stage=held.stage.value,
        rar=entry.under[0] == "rar" and held.counts,
    )  # fmt: skip
