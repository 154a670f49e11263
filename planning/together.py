"""Whether somebody could attend several runs: what is told of those who wait turns on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from models.moments import monday
from models.population import Person
from models.timetable import Run
from optimiser.allocation.joint import LINK_MINUTES
from optimiser.allocation.offer import Offer
from optimiser.allocation.people import Load, homes


def stand_together(runs: Sequence[Run], person: Person, offer: Offer, load: Load) -> bool:
    """No two sessions meet, each day leaves time for the ways, and no day or week is too full."""
    own = load.of(person)
    met = [(one, run.group.venue) for run in runs for one in run.meetings]
    weeks = Counter(monday(meeting.day) for meeting, _ in met)
    days = Counter(meeting.day for meeting, _ in met)
    if max(weeks.values()) > own.a_week or max(days.values()) > own.a_day:
        return False
    home = {run.group.venue: int(homes([person], run.group, offer)[0]) for run in runs}
    shared = sorted(
        ((one.start, one.end, venue) for one, venue in met if days[one.day] > 1),
    )
    for (_, ends, there), (starts, _, then) in pairwise(shared):
        way, gap = offer.timetable.between(there, then), starts - ends
        linked = way is not None and way <= gap <= way + LINK_MINUTES
        if gap < 0 or not (linked or gap >= home[there] + home[then]):
            return False
    return True
