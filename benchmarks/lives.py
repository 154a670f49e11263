"""The person of a made-up case and what is known of them; every fact a criterion asks for."""

from __future__ import annotations

from datetime import date, timedelta

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
from models.commitments import DateRange

YES, NO = Answer.YES, Answer.NO
HOME = "here"


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
