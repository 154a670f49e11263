"""One row of a population file to one person, with a case the law can read.

Thousands of rows say the same few things: what a text was read as is kept, and shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from attrs import evolve, frozen

from models.case import Assessments, Case, Dates, Sentence, Sex
from models.case import Person as Defendant
from models.circumstances import age_on
from models.commitments import Commitment, CommitmentKind, DateRange
from models.population import Person, Want
from models.structuring import Parse, Wrong, choice, day, listed, nearest, number, real
from models.timetable import Timetable
from scenarios.case_checks import ADULT
from scenarios.cell_reading import each, figure, kinds, one_of, parted, priorities, whole
from scenarios.pattern_reading import pattern
from scenarios.tables import Row

T = TypeVar("T")

# Bounds of absurdity: beyond them a number is a slip of the keyboard.
MINUTES = number(0, 24 * 60)
OGRS = real(0, 100)
MOST_WANTS = 3
MOST_TREATMENTS = 2
NONE = "none"
TIMES = tuple(CommitmentKind)


@frozen
class Setting:
    """What rows are read against.

    Parameters
    ----------
    requires : mapping
        The catalogue's programmes and interventions, each with what it builds on.
    patterns : mapping of str to str
        Named patterns of time, in short text.
    week_one : date
        A day of week 1 of a rota that does not say.
    begins : date or None
        The day the plan is made: nobody starts before it.
    reach : int or None
        The most minutes one way for a row without a limit of its own.
    hours : int
        The most hours of unpaid work the law allows.
    treatments : tuple of str
        The requirements that are delivered as treatment appointments.
    """

    timetable: Timetable
    requires: Mapping[str, tuple[str, ...]]
    week_one: date
    patterns: Mapping[str, str] = {}
    begins: date | None = None
    reach: int | None = None
    hours: int = 0
    treatments: tuple[str, ...] = ()


@frozen
class Days:
    """The days of a row; None where there is none or it could not be read."""

    sentence: date | None
    convicted: date | None
    offence: date | None
    born: date | None
    arrives: date | None
    order_ends: date | None


class Clerk:
    """Reads the rows of one file."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        venues = setting.timetable.venues
        areas = setting.timetable.areas
        known = setting.timetable.id
        self._area: Parse[str] = one_of(areas, f"an area of {known}")
        place: Parse[str] = one_of(sorted({*venues, *areas}), f"a place of {known}")
        if not venues:
            # Nothing is known of places, so that none is known to be wrong.
            self._area = place = str
        self._places = cache(each(place))
        self._code = one_of(sorted(setting.requires), "a programme of the catalogue")
        self._treatment = one_of(sorted(setting.treatments), "a treatment requirement")
        self._codes = cache(self._read_codes)
        self._day = cache(day)
        self._sex = cache(choice(Sex))
        self._kinds = cache(kinds)
        self._wants = cache(self._read_wants)
        self._time = cache(self._read_time)
        self._out_of_reach = cache(self._find_out_of_reach)
        self._held: dict[object, Any] = {}

    def person(self, row: Row) -> Person:
        days = self._days(row)
        _check_days(row, days)
        case = self._case(row, days)
        first = days.arrives or case.dates.sentence
        begins = self._setting.begins
        hours = row.read("unpaid_work", figure(whole(1, self._setting.hours)), 0)
        treatments = row.read("treatment", self._treated, ())
        if "programmes" not in row.cells and not {"unpaid_work", "treatment"} & row.cells.keys():
            row.complain("programmes", "is empty, and so are unpaid_work and treatment")
        return Person(
            reference=case.reference,
            area=case.person.area,
            case=case,
            wants=self._wanted(row, case.completed or ()),
            first=first if begins is None else max(first, begins),
            last=days.order_ends or date.max,
            unpaid_work_hours=hours,
            treatments=treatments,
        )

    def _days(self, row: Row) -> Days:
        sentence = row.require("sentence", self._day, None)
        return Days(
            sentence=sentence,
            convicted=row.read("convicted", self._day, sentence),
            offence=row.read("offence", self._day, None),
            born=row.read("born", self._day, None),
            arrives=row.read("arrives", self._day, sentence),
            order_ends=row.require("order_ends", self._day, None),
        )

    def _case(self, row: Row, days: Days) -> Case:
        reference = row.require("reference", str, "")
        sentence = days.sentence or date.min
        area = row.read("area", self._area, "")
        limit = row.read("travel_limit", figure(MINUTES), self._setting.reach)
        ogrs3 = row.read("ogrs3", figure(OGRS), None)
        return Case(
            reference=reference,
            dates=self._dates(sentence, days.convicted or sentence, days.offence),
            sentence=COMMUNITY_ORDER,
            person=Defendant(
                reference=reference,
                born=days.born,
                sex=row.read("sex", self._sex, Sex.UNKNOWN),
                area=area,
                cannot_attend=self._away(
                    row.read("cannot_attend", self._places, ()), area, limit
                ),
                kept_apart_from=row.read("kept_apart_from", parted, ()),
            ),
            offences=row.read("offence_kinds", self._kinds, ()),
            assessments=NOTHING_ASSESSED if ogrs3 is None else Assessments(ogrs3=ogrs3),
            completed=row.read("completed", self._codes, None),
            commitments=self._commitments(row),
        )

    def _dates(self, sentence: date, convicted: date, offence: date | None) -> Dates:
        on = None if offence is None else DateRange(offence, offence)
        return self._shared(("dates", sentence, convicted, offence), Dates(sentence, convicted, on))

    def _commitments(self, row: Row) -> tuple[Commitment, ...]:
        found = (
            row.read(kind.value, lambda text, k=kind: self._time(text, k), None) for kind in TIMES
        )
        held = tuple(one for one in found if one is not None)
        return self._shared(tuple(map(id, held)), held)

    def _read_time(self, text: str, kind: CommitmentKind) -> Commitment | None:
        if text.casefold() == NONE:
            return None
        setting = self._setting
        named = setting.patterns.get(text)
        if named is None and not any(mark.isdigit() for mark in text):
            hint = nearest(text, sorted(setting.patterns))
            raise Wrong(f'no pattern is called "{text}"{hint}')
        return pattern(named or text, kind, setting.week_one)

    def _away(self, named: tuple[str, ...], area: str, limit: int | None) -> tuple[str, ...]:
        """Where a person cannot go or is not to: of many areas, most venues there are."""
        away = (*named, *self._out_of_reach(area, limit))
        return self._shared(("away", named, area, limit), away)

    def _find_out_of_reach(self, area: str, limit: int | None) -> tuple[str, ...]:
        return out_of_reach(self._setting.timetable, area, limit)

    def _wanted(self, row: Row, completed: tuple[str, ...]) -> tuple[Want, ...]:
        wants = row.read("programmes", self._wants, ())
        numbers = row.read("priority", priorities, (1,))
        if len(numbers) not in (1, len(wants)) and wants:
            message = f"{len(numbers)} numbers for {len(wants)} programmes: one, or one for each"
            row.complain("priority", message, row.cells["priority"])
        for want in wants:
            if want.programme in completed:
                message = f'"{want.programme}" is wanted and was completed before'
                row.complain("completed", message, want.programme)
        if len(numbers) != len(wants):
            numbers = numbers[:1] * len(wants)
        key = ("wants", tuple(want.programme for want in wants), wants, numbers)
        return self._shared(
            key,
            tuple(
                want if priority == 1 else evolve(want, priority=priority)
                for want, priority in zip(wants, numbers, strict=True)
            ),
        )

    def _read_codes(self, text: str) -> tuple[str, ...]:
        return () if text.casefold() == NONE else each(self._code)(text)

    def _read_wants(self, text: str) -> tuple[Want, ...]:
        """`a; b + c`: a before b and before c; what an entry builds on comes first anyhow."""
        steps = [[code.strip() for code in step.split("+")] for step in text.split(";")]
        codes = listed(self._code)([code for step in steps for code in step])
        if len(codes) > MOST_WANTS:
            raise Wrong(f"{len(codes)} programmes: at most {MOST_WANTS}")
        for code in codes:
            if codes.count(code) > 1:
                raise Wrong(f'"{code}" stands there {codes.count(code)} times')
        wants = []
        for place, step in enumerate(steps):
            before = steps[place - 1] if place else []
            for code in step:
                needed = [one for one in self._setting.requires[code] if one in codes]
                wants.append(Want(code, after=tuple(dict.fromkeys((*before, *needed)))))
        return tuple(wants)

    def _treated(self, text: str) -> tuple[str, ...]:
        codes: tuple[str, ...] = each(self._treatment)(text)
        if len(codes) > MOST_TREATMENTS:
            raise Wrong(f"{len(codes)} treatments: at most {MOST_TREATMENTS}")
        if len(set(codes)) < len(codes):
            raise Wrong(f'"{codes[0]}" stands there twice')
        return codes

    def _shared(self, key: object, value: T) -> T:
        """The first value made for a key; equal ones made later are let go."""
        kept: T = self._held.setdefault(key, value)
        return kept


def out_of_reach(
    timetable: Timetable, area: str, limit: int | None, travel: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """The venues farther from home than so many minutes; `travel` is the person's own ways."""
    if limit is None:
        return ()
    return tuple(
        venue.id
        for venue in timetable.venues.values()
        if (travel or {}).get(
            venue.id, venue.home_minutes.get(area, timetable.default_home_minutes)
        )
        > limit
    )


COMMUNITY_ORDER = Sentence()
NOTHING_ASSESSED = Assessments()


def _check_days(row: Row, days: Days) -> None:
    """What days say of each other, as far as both are known: one that is not hides no mistake."""
    early = _before(days.order_ends, days.sentence)
    checks = (
        ("convicted", _before(days.sentence, days.convicted), "is after the date of sentence"),
        ("arrives", _before(days.arrives, days.sentence), "is before the date of sentence"),
        ("order_ends", early, "is before the date of sentence"),
        ("offence", _before(days.convicted, days.offence), "is after the date of conviction"),
    )
    for column, wrong, message in checks:
        if wrong:
            row.complain(
                column, f"{row.cells.get(column, '')} {message}".strip(), row.cells.get(column)
            )
    if _before(days.order_ends, days.arrives) and not early:
        message = f"{days.arrives} is after the order ends on {days.order_ends}"
        row.complain("arrives", message, days.arrives)
    if days.born and days.convicted and age_on(days.convicted, days.born) < ADULT:
        message = "under 18 at conviction: this product is for people convicted at 18 or over"
        row.complain("born", message, days.born)


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other
