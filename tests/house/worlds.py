"""Small worlds in which both books are asked about one and the same package.

A world is a draft that holds only what one family of constraints needs. A schedule is fixed in
it day by day, and the same days are written down as a package for the rules. What either book
answers is one number: the departures of a package that is allowed, None for one that is not.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from itertools import chain
from types import ModuleType

from attrs import field, frozen
from ortools.sat.python import cp_model

from models.case import Terms
from models.entry import Entry
from models.facts import Facts
from models.findings import Finding, Verdict
from models.moments import from_instant, last_day, local
from models.package import (
    CurfewRow,
    OrderTerms,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.rules import faults
from models.runs import runs
from models.sources import Force
from models.timetable import Cadence, Group, Intake, Project, Provider, Run, Slot
from optimiser.candidates import Candidate
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.linear import Literal, total
from optimiser.outline import Outline
from optimiser.package_draft import PackageDraft
from optimiser.streams import Stream
from tests.models.rules.build import START, day

NINE, TEN = 9 * 60, 10 * 60
EVERY_DAY = range(7)
DETOX_DAYS = 14


@frozen
class Schedule:
    """What is attended when, as day numbers of the order.

    `attended` is keyed by stream, the number of an appointment left out ("atr/main@clinic"):
    which appointment is the third is for the book to say.
    """

    months: int = 3
    attended: Mapping[str, tuple[int, ...]] = field(factory=dict)
    runs: Mapping[str, Run] = field(factory=dict)
    detox: int | None = None
    curfew: Mapping[int, int] = field(factory=dict)


def suitable(code: str) -> Finding:
    return Finding(code, Verdict.SUITABLE)


def candidate(entry: Entry, **more: object) -> Candidate:
    return Candidate(entry, suitable(entry.code), **more)  # type: ignore[arg-type]


def cohort(code: str, *starts: int, weekdays: Iterable[int] = EVERY_DAY, id: str = "") -> Group:
    """A closed group with a cohort from each start, an hour on each of its weekdays."""
    return Group(
        id=id or f"{code}-group",
        programme=code,
        venue="office",
        slots=tuple(Slot(weekday, TEN, TEN + 60) for weekday in weekdays),
        first=START,
        last=day(400),
        intake=Intake.CLOSED,
        places=9,
        starts=tuple(day(start) for start in starts),
    )


def provider(id: str, *offers: str, cadence: Cadence | None = None, **more: object) -> Provider:
    """Open on every weekday from nine to ten: one appointment of an hour a day."""
    hours = tuple(Slot(weekday, NINE, TEN) for weekday in EVERY_DAY)
    cadences = (cadence,) if cadence is not None else ()
    return Provider(id, id, "office", offers, hours, cadences=cadences, **more)  # type: ignore[arg-type]


def project(id: str, minutes: Mapping[int, int] | int = 360, **more: object) -> Project:
    """Whole days from nine, on every weekday unless minutes are given by weekday."""
    lengths = dict.fromkeys(EVERY_DAY, minutes) if isinstance(minutes, int) else minutes
    days = tuple(Slot(weekday, NINE, NINE + length) for weekday, length in lengths.items())
    held: dict[str, object] = {"first": START, "last": day(400), "places": 9, **more}
    return Project(id, id, "office", days, **held)  # type: ignore[arg-type]


def outline(
    *requirements: Candidate,
    parts: Iterable[Candidate] = (),
    terms: Mapping[str, Terms] | None = None,
    least_months: int = 1,
    rar_days: int = 0,
) -> Outline:
    """Each part stands under its first carrier."""
    held, amounts = tuple(parts), terms or {}
    return Outline(
        requirements,
        held,
        {part.code: part.carriers[0] for part in held},
        {one.code: amounts.get(one.code, Terms()) for one in requirements},
        (0, 0, 0, 0),
        least_months,
        rar_days,
    )


def draft(
    facts: Facts, held: Outline, *streams: Stream, months: int = 3, work_months: int = 0
) -> Draft:
    """An empty draft in which these streams and the candidates' runs are on offer."""
    made = Draft(facts, held, Horizon(START, months, work_months), Days(facts))
    for one in (*held.parts, *held.requirements):
        if one.runs:
            made.offer_runs(one, one.runs)
    for stream in streams:
        made.offer(stream)
    return made


def unrolled(entry: Entry, *groups: Group, facts: Facts) -> tuple[Run, ...]:
    """The runs of some groups; unrolling is data that both books share."""
    return tuple(
        run for group in groups for run in runs(group, entry, facts.timetable, START, day(400))
    )


@cache
def named(key: str) -> str:
    """A stream's name without the number of the appointment.

    >>> named("atr/main#3@clinic")
    'atr/main@clinic'
    """
    before, _, after = key.partition("#")
    return before + "".join(after.partition("@")[1:])


def days_on_offer(made: Draft, name: str) -> set[int]:
    return {at for key in made.streams if named(key) == name for at in made.present(key)}


def departures_of(made: Draft, schedule: Schedule) -> int | None:
    """The optimiser's book: the least departures with exactly this schedule, None if refused."""
    model = made.model.clone()
    by_name: dict[tuple[str, int], list[Literal]] = {}
    for key in made.streams:
        for at, literal in made.present(key).items():
            by_name.setdefault((named(key), at), []).append(literal)
    wanted = {(name, at) for name, days in schedule.attended.items() for at in days}
    assert wanted <= by_name.keys(), f"not on offer: {sorted(wanted - by_name.keys())}"
    for place, literals in by_name.items():
        model.add(total(literals) == (place in wanted))
    for code, choices in made.runs.items():
        for choice in choices:
            model.add(choice.literal == (choice.run is schedule.runs.get(code)))
    for month in range(1, made.horizon.months + 1):
        model.add(made.reaches(month) == (month <= schedule.months))
    for at, literal in made.detox.items():
        model.add(literal == (at == schedule.detox))
    for (weekday, place), literal in made.curfew.items():
        model.add(literal == (schedule.curfew.get(weekday) == place))
    return _least(model, made.departures.values())


def departures_of_choice(made: PackageDraft, codes: Iterable[str]) -> int | None:
    """The same for a package draft and the requirements and parts chosen in it."""
    model, wanted = made.model.clone(), set(codes)
    for code, literal in made.chosen.items():
        model.add(literal == (code in wanted))
    return _least(model, made.departures.values())


def _least(model: cp_model.CpModel, departs: Iterable[Literal]) -> int | None:
    model.minimize(total(departs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def written(made: Draft, schedule: Schedule) -> Package:
    """The package a schedule stands for."""
    end = last_day(START, schedule.months)
    sessions = tuple(chain(_appointments(made, schedule), _meetings(made, schedule)))
    requirements = tuple(
        _planned(made, one, schedule, sessions, end) for one in made.outline.requirements
    )
    rows = tuple(
        CurfewRow(weekday, window.start, window.end)
        for weekday, place in schedule.curfew.items()
        for window in [made.curfew_windows[weekday][place]]
    )
    detox = None
    if schedule.detox is not None:
        detox = day(schedule.detox), day(schedule.detox + DETOX_DAYS - 1)
    sentence = made.facts.case.sentence
    whole = sentence.operational_months
    order = OrderTerms(sentence.kind, schedule.months, START, end, whole)
    return Package(order, requirements, sessions, rows, detox)


def _appointments(made: Draft, schedule: Schedule) -> Iterable[PlannedSession]:
    for name, days in schedule.attended.items():
        for number, at in enumerate(sorted(days), start=1):
            key = next(k for k in made.streams if named(k) == name and at in made.present(k))
            stream, slot = made.streams[key], made.slots(key, at)[0]
            yield PlannedSession(
                id=f"{name}-{number}", part=stream.part, leg=stream.leg, number=number,
                start=local(day(at), slot.start), end=local(day(at), slot.end),
                title=stream.title, requirement=stream.requirement, venue=slot.venue,
                kind=stream.kind, provider=slot.giver,
            )  # fmt: skip


def _meetings(made: Draft, schedule: Schedule) -> Iterable[PlannedSession]:
    entries = {one.code: one.entry for one in (*made.outline.parts, *made.outline.requirements)}
    for code, run in schedule.runs.items():
        main = entries[code].main
        assert main is not None
        for number, meeting in enumerate(run.meetings, start=1):
            yield PlannedSession(
                id=f"{code}-{number}", part=code, leg=main.id, number=number,
                start=from_instant(meeting.start), end=from_instant(meeting.end), title=code,
                requirement=made.outline.carrier.get(code, code), venue=run.group.venue,
                kind="group", module=meeting.module,
            )  # fmt: skip


def _planned(
    made: Draft,
    one: Candidate,
    schedule: Schedule,
    sessions: tuple[PlannedSession, ...],
    end: date,
) -> PlannedRequirement:
    terms = made.outline.terms[one.code]
    own = [session for session in sessions if session.requirement == one.code]
    parts = tuple(
        PlannedPart(part.code, *_group_of(schedule.runs.get(part.code)))
        for part in made.outline.parts
        if made.outline.carrier[part.code] == one.code
    )
    return PlannedRequirement(
        one.code,
        terms,
        parts=parts,
        start=START,
        end=_last(one.code, terms, end),
        project=next((s.provider for s in own if s.kind == "unpaid-work"), ""),
        provider=own[0].provider if own and one.entry.stream == "treatment" else "",
    )


def _last(code: str, terms: Terms, end: date) -> date:
    """The last day of its months, of days of abstinence, or of the order."""
    if terms.months:
        return min(end, last_day(START, terms.months))
    return min(end, day(terms.days - 1)) if terms.days and code == "aamr" else end


def _group_of(run: Run | None) -> tuple[str, str]:
    return ("", "") if run is None else (run.group.id, run.id)


def faults_of(package: Package, facts: Facts, rules: Iterable[str]) -> int | None:
    """The rules' book: the departures of the package from these rules, None if a must is broken."""
    found = [fault for fault in faults(package, facts, dated=True) if fault.rule in set(rules)]
    if any(fault.force is Force.MUST for fault in found):
        return None
    return len(found)


@frozen
class Balance:
    """What both books answered to every schedule of some worlds.

    `differing` are the schedules over which they disagree, with both answers (rules first).
    """

    answers: tuple[int | None, ...]
    differing: tuple[tuple[Schedule, int | None, int | None], ...]

    @property
    def kinds(self) -> set[int | None]:
        """The different answers met: worlds in which all is allowed prove nothing."""
        return set(self.answers)


def balance(
    posts: Iterable[Callable[[Draft], None]],
    rules: Iterable[str],
    worlds: Iterable[tuple[Draft, Iterable[Schedule]]],
    facts: Facts | None = None,
) -> Balance:
    """Ask both books about every schedule; `facts` are the rules' own where they differ."""
    answers: list[int | None] = []
    differing = []
    asked, families = tuple(rules), tuple(posts)
    for made, schedules in worlds:
        for post in families:
            post(made)
        for schedule in schedules:
            law = faults_of(written(made, schedule), facts or made.facts, asked)
            constraint = departures_of(made, schedule)
            answers.append(law)
            if law != constraint:
                differing.append((schedule, law, constraint))
    return Balance(tuple(answers), tuple(differing))


def mutant(module: ModuleType, text: str, instead: str) -> Callable[[Draft], None]:
    """The `post` of a family in whose source one comparison is changed."""
    assert module.__file__ is not None
    with open(module.__file__, encoding="utf-8") as file:
        source = file.read()
    assert text in source, f"{module.__name__} no longer says {text!r}: choose another mutation"
    changed: dict[str, object] = {"__name__": f"mutant of {module.__name__}"}
    exec(compile(source.replace(text, instead), "mutant", "exec"), changed)
    post = changed["post"]
    assert callable(post)
    return post
