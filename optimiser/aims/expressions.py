"""The aims of a schedule as expressions of the draft, beside `measure`, their plain measure.

Each is exact, so that what is proved least in the draft is the value measured in the schedule.
"""

from __future__ import annotations

from models.entry import EntryKind
from optimiser.draft import Draft
from optimiser.linear import Expression, Flat, Literal, total, weighted
from optimiser.streams import Stream

PATTERN = 10_000
JOINT = 2_000


def tiers(draft: Draft) -> tuple[Expression, ...]:
    """The aims a schedule decides, in order, after the outline's own share of the first four.

    Proportionality, practice, work, travel, waiting, days to the last session, order months,
    attended plus curfew minutes. Made once a draft.
    """
    if not draft.aims:
        draft.aims = _tiers(draft)
    return draft.aims


def flat_tiers(draft: Draft) -> tuple[Flat, ...]:
    """The same taken apart, once a draft: what is asked for, and measured in a solution."""
    if not draft.flat_aims:
        draft.flat_aims = tuple(Flat.of(aim) for aim in tiers(draft))
    return draft.flat_aims


def _tiers(draft: Draft) -> tuple[Expression, ...]:
    return (
        total(draft.proportionality),
        total(draft.practice),
        work(draft),
        weighted((cost.travel, cost.literal) for cost in draft.costs),
        waiting(draft),
        last_session(draft),
        draft.months,
        restriction(draft),
    )


def ranges(draft: Draft) -> tuple[tuple[int, int], ...]:
    """What each of the tiers comes to at the least and at the most."""
    codes, windows = _waited_for(draft), draft.curfew_windows.values()
    minutes = sum(number * stream.minutes for number, stream in _sessions(draft)) + sum(
        max(sum(meeting.end - meeting.start for meeting in c.run.meetings) for c in choices)
        for choices in draft.runs.values()
    )
    lost = sum(max(cost.lost, 0) for cost in draft.costs)
    return (
        (0, len(draft.proportionality)),
        (0, len(draft.practice)),
        (0, lost + sum(max((window.lost for window in held), default=0) for held in windows)),
        (0, 2 * most_attended(draft) * max((cost.travel for cost in draft.costs), default=0)),
        (0, sum(max((day for day, _ in draft.first(code)), default=0) for code in codes)),
        (over_after(draft), draft.horizon.days),
        (draft.outline.least_months, draft.horizon.months),
        (0, minutes + sum(max((window.total for window in held), default=0) for held in windows)),
    )


def most_attended(draft: Draft) -> int:
    """More sessions than can be attended."""
    return sum(number for number, _ in _sessions(draft)) + sum(
        max(len(choice.run.meetings) for choice in choices) for choices in draft.runs.values()
    )


def _sessions(draft: Draft) -> list[tuple[int, Stream]]:
    """How many sessions of each stream there are at the most; work days at one project."""
    held = [
        (min(stream.highest, len(draft.present(key))), stream)
        for key, stream in draft.streams.items()
        if stream.project is None
    ]
    lengths = {
        stream.key: [
            slots[0].end - slots[0].start
            for day in draft.present(stream.key)
            for slots in [draft.slots(stream.key, day)]
        ]
        for stream in draft.of("unpaid-work")
        if draft.present(stream.key)
    }
    if lengths:
        goal = 60 * (draft.outline.terms["unpaid-work"].hours or 0)
        longest, shortest = max(map(max, lengths.values())), min(map(min, lengths.values()))
        key = max(lengths, key=lambda one: max(lengths[one]))
        # Without its longest day the work falls short of the goal.
        held.append(((goal + longest) // shortest + 1, draft.streams[key]))
    return held


def work(draft: Draft) -> Expression:
    """Minutes of commitments not firm that attendance and curfew take."""
    lost = [(cost.lost, cost.literal) for cost in draft.costs if cost.lost]
    nights = [
        (draft.curfew_windows[weekday][place].lost, literal)
        for (weekday, place), literal in draft.curfew.items()
    ]
    return weighted(lost + nights)


def work_twice(draft: Draft) -> Expression:
    """No more than twice the work of a draft laid out roughly, which knows no cost of pairs."""
    nights = [
        (2 * draft.curfew_windows[weekday][place].lost, literal)
        for (weekday, place), literal in draft.curfew.items()
    ]
    return weighted(draft.least_lost_twice + nights)


def waiting(draft: Draft) -> Expression:
    """Days to the first main session of each programme and treatment, summed."""
    return weighted(
        (day, literal) for code in _waited_for(draft) for day, literal in draft.first(code)
    )


def _waited_for(draft: Draft) -> list[str]:
    codes = [p.code for p in draft.outline.parts if p.entry.kind is EntryKind.PROGRAMME]
    return codes + [r.code for r in draft.outline.requirements if r.entry.stream == "treatment"]


def over_after(draft: Draft) -> int:
    """The last day of the last group, whichever runs are taken: no schedule is over before it."""
    return max((min(one.last for one in held) for held in draft.runs.values() if held), default=0)


def last_session(draft: Draft) -> Literal:
    """The day of the last session: at least the day of everything attended."""
    model, least = draft.model, over_after(draft)
    last = model.new_int_var(least, draft.horizon.days, "last session")
    for key, stream in draft.streams.items():
        # Days before the last group is over need no row, and what is held once needs one alone.
        later = [(day - least, lit) for day, lit in draft.present(key).items() if day > least]
        for held in (later,) if stream.highest == 1 and later else [[one] for one in later]:
            model.add(last >= least + weighted(held))
    for choices in draft.runs.values():
        model.add(last >= weighted((c.last, c.literal) for c in choices))
    for start, excused in draft.lasting:
        model.add(last >= start - start * excused)
    return last


def restriction(draft: Draft) -> Expression:
    """Attended minutes plus the curfew's minutes over all its nights."""
    attended = [(minutes, literal) for _, minutes, literal in draft.attended()]
    nights = [
        (draft.curfew_windows[weekday][place].total, literal)
        for (weekday, place), literal in draft.curfew.items()
    ]
    return weighted(attended + nights)


def tidiness(draft: Draft) -> tuple[Expression, list[list[Literal]]]:
    """The last tie-break: fewer weekdays a stream, fewer joint meetings, then earlier sessions.

    Also the literals each weekday's Boolean stands for, in the order the Booleans were made, so
    that a solution in hand can be completed.
    """
    terms: list[tuple[int, Literal]] = []
    standing_for: list[list[Literal]] = []
    for key, stream in draft.streams.items():
        weekdays: dict[int, list[Literal]] = {}
        for day, literal in draft.present(key).items():
            weekdays.setdefault(draft.horizon.date(day).weekday(), []).append(literal)
            if stream.kind == "review":
                terms.append((JOINT, literal))
        for weekday, literals in weekdays.items():
            used = draft.model.new_bool_var(f"{key} on weekday {weekday}")
            draft.model.add_max_equality(used, literals)
            terms.append((PATTERN, used))
            standing_for.append(literals)
    terms += [(day, literal) for day, _, literal in draft.attended()]
    terms += [(100 * place, literal) for (_, place), literal in draft.curfew.items()]
    return weighted(terms), standing_for
