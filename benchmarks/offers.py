"""What the greedy planner books a course from, and the runs it may join."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from models.entry import Delivery, Entry
from models.facts import Facts
from models.runs import runs
from models.timetable import Run
from optimiser.provision import barred


@frozen
class Course:
    """What is to be booked: an entry under a requirement, between two days."""

    entry: Entry
    requirement: str
    first: date
    last: date
    hours: int | None = None

    @property
    def code(self) -> str:
        return self.entry.code


def open_runs(facts: Facts, course: Course) -> Iterator[Run]:
    """Every run with a place for this person in the days of the course, the soonest first.

    Of an attendance centre only as many meetings as the hours ask.
    """
    found: list[Run] = []
    for group in facts.timetable.groups:
        if group.programme == course.code and not any(True for _ in barred(facts, group)):
            edition = facts.entry(course.code, group.edition)
            found += runs(group, edition, facts.timetable, course.first, course.last)
    for run in sorted(found, key=lambda run: run.first):
        if course.hours is None:
            yield run
            continue
        length = run.meetings[0].end - run.meetings[0].start
        wanted = -(-60 * course.hours // length)
        if len(run.meetings) >= wanted:
            yield evolve(run, meetings=run.meetings[:wanted])


def delivered_by_group(entry: Entry) -> bool:
    return entry.main is not None and entry.main.delivery is Delivery.GROUP
