"""The person of a made-up case, and the hours of a life already taken: rotas, nights, worship."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.classes import Request
from models.case import (
    Address,
    Answer,
    Assessments,
    Case,
    Clinical,
    Dates,
    Dependence,
    Detox,
    Employment,
    Level,
    Need,
    NeedFact,
    Offence,
    OffenceKind,
    Person,
    Sentence,
    Severity,
    Sex,
)
from models.commitments import Commitment, CommitmentKind, DateRange, Shift

YES, NO = Answer.YES, Answer.NO
HOUR = 60
HOME = "here"
WORKDAYS = range(5)


def life(random: Random, start: date) -> tuple[Commitment, ...]:
    """Work on a rota of one, two or four weeks, nights among them; some worship and some care."""
    held = [random.choice(ROTAS)(random, start)]
    if random.random() < 0.25:
        weekday, hour = random.choice([(4, 13), (5, 10), (6, 10)])
        service = (Shift(weekday, hour * HOUR, hour * HOUR + 90),)
        held.append(Commitment(CommitmentKind.WORSHIP, True, "Worship", shifts=service))
    if random.random() < 0.25:
        school = tuple(Shift(weekday, 15 * HOUR, 15 * HOUR + 45) for weekday in WORKDAYS)
        firm = random.random() < 0.5
        held.append(Commitment(CommitmentKind.CARING, firm, "School", shifts=school))
    return tuple(held)


def _work(
    random: Random, start: date, title: str, shifts: list[Shift], weeks: int = 1
) -> Commitment:
    """Shifts repeated, with a fortnight of holiday in the year."""
    away = start + timedelta(days=random.randrange(40, 300))
    return Commitment(
        CommitmentKind.WORK,
        False,
        title,
        cycle_weeks=weeks,
        anchor=start if weeks > 1 else None,
        shifts=tuple(shifts),
        off=(DateRange(away, away + timedelta(days=13)),),
    )


def _days(random: Random, start: date) -> Commitment:
    """The same hours every week, by day."""
    begins = random.choice([7, 8, 9]) * HOUR
    ends = begins + random.choice([8, 8, 9]) * HOUR
    week = random.choice([WORKDAYS, range(1, 6), range(4)])
    return _work(random, start, "Days", [Shift(day, begins, ends) for day in week])


def _nights(random: Random, start: date) -> Commitment:
    """Four or five nights a week, every week."""
    begins = random.choice([21, 22]) * HOUR
    nights = random.choice([range(4), WORKDAYS])
    return _work(random, start, "Nights", [Shift(day, begins, begins + 8 * HOUR) for day in nights])


def _earlies_and_lates(random: Random, start: date) -> Commitment:
    """One week from six to two, the next from two to ten."""
    shifts = [Shift(day, 6 * HOUR, 14 * HOUR, 1) for day in WORKDAYS]
    shifts += [Shift(day, 14 * HOUR, 22 * HOUR, 2) for day in WORKDAYS]
    return _work(random, start, "Earlies and lates", shifts, 2)


def _days_and_nights(random: Random, start: date) -> Commitment:
    """A week of days, then a week of nights."""
    shifts = [Shift(day, 8 * HOUR, 16 * HOUR, 1) for day in WORKDAYS]
    shifts += [Shift(day, 22 * HOUR, 30 * HOUR, 2) for day in range(4)]
    return _work(random, start, "Days and nights", shifts, 2)


def _four_weeks(random: Random, start: date) -> Commitment:
    """Two long days, two long nights and four days off, over and over for four weeks."""
    first = random.randrange(8)
    shifts = []
    for day in range(28):
        place = (day + first) % 8
        if place < 4:
            begins = (7 if place < 2 else 19) * HOUR
            shifts.append(Shift(day % 7, begins, begins + 12 * HOUR, day // 7 + 1))
    return _work(random, start, "Long days and nights", shifts, 4)


def _four_weeks_of_shifts(random: Random, start: date) -> Commitment:
    """Earlies, lates, nights and a week of short days in turn."""
    begins = {1: 6, 2: 14, 3: 22, 4: 9}
    shifts = [
        Shift(day, hour * HOUR, (hour + (6 if week == 4 else 8)) * HOUR, week)
        for week, hour in begins.items()
        for day in WORKDAYS
    ]
    return _work(random, start, "Rotating shifts", shifts, 4)


ROTAS = (
    _days,
    _days,
    _nights,
    _earlies_and_lates,
    _days_and_nights,
    _four_weeks,
    _four_weeks_of_shifts,
)


def person(request: Request, start: date, months: int) -> Case:
    """Everything known of the person and the offence; what the court asks is laid over it."""
    linked = {Need(need) for need in request.needs}
    scores = Assessments(
        # In the row of OGRS scores whose suggested length of order holds the court's months.
        ogrs3=55 if months <= 12 else 78,
        ovp=25,
        rsr=0.9,
        rosh=Level.MEDIUM,
        sara_partner=Level.MEDIUM if request.offence == "partner-violence" else Level.LOW,
        sara_other=Level.LOW,
        osp_dc=Level.LOW,
        osp_iic=Level.LOW,
        audit=24 if request.dependent else 14,
        domains={"sex": 0, "thinking": 2, "relationships": 1, "self-management": 1},
        learning_screen=0,
        temper_score=1,
        aggression_score=1,
    )
    return Case(
        reference="",
        dates=Dates(
            sentence=start,
            conviction=start - timedelta(days=28),
            offence=DateRange(start - timedelta(days=90), start - timedelta(days=90)),
        ),
        sentence=Sentence(),
        person=_who(request, start),
        offences=(_offence(request),),
        assessments=scores,
        needs=tuple(NeedFact(need, YES if need in linked else NO) for need in Need),
        risk_order=tuple(Need(need) for need in request.needs),
        clinical=_clinical(request),
        consents=dict.fromkeys(("atr", "asro"), YES),
        provider_agrees=dict.fromkeys(("atr", "electronic-monitoring"), YES),
        attempts={"asro": 0},
        addresses=(Address("home", NO, NO, YES, YES, YES, NO),),
    )


def _who(request: Request, start: date) -> Person:
    return Person(
        born=date(start.year - 34, 2, 3),
        sex=Sex(request.sex),
        area=HOME,
        fit_for_unpaid_work=YES,
        employment=Employment.EMPLOYED,
        available_for_work=NO,
        first_conviction=NO,
        history_of_non_engagement=NO,
    )


def _offence(request: Request) -> Offence:
    at_home = request.offence == "partner-violence"
    return Offence(
        OffenceKind(request.offence),
        intoxicated=YES if "alcohol" in request.needs else NO,
        imprisonable=YES,
        against="female-partner" if at_home else "stranger",
        minor=NO,
    )


def _clinical(request: Request) -> Clinical:
    severity = Severity.DEPENDENT if request.dependent else Severity.NONE
    return Clinical(
        dependence=(
            Dependence("alcohol", severity, YES),
            Dependence("cannabis", Severity.NONE, YES),
        ),
        detox=Detox.NONE,
        someone_at_home=YES,
        alcohol_problematic=YES if "alcohol" in request.needs else NO,
        drugs_problematic=YES if "drugs" in request.needs else NO,
        alcohol_linked_to_partner_violence=NO,
        mental_health_stable=YES,
        mental_health_treatable=NO,
        gp_registered=YES,
        can_learn_in_group=YES,
        severe_learning_difficulty=NO,
        denies_offence=NO,
        denial_prevents_work=NO,
        discloses_partner_violence=NO,
        willing_to_discuss=YES,
        release_of_information=YES,
        motivated=YES,
        anger_linked=YES,
        pattern_of_violence=NO,
        housing_crisis=NO,
        housing_advice_only=NO,
        first_treatment=YES,
        complex_treatment_need=NO,
    )
