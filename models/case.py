"""The facts known when a pre-sentence report is written.

Every fact is optional except what an order cannot exist without: the dates of conviction and
sentence, the kind of order and its seriousness may be unknown only where said. An unknown fact is
`Answer.UNKNOWN`, None or an empty tuple, and is never read as a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from models.case_words import (
    Answer,
    Detox,
    Employment,
    Level,
    Need,
    OffenceKind,
    OrderKind,
    Purpose,
    Seriousness,
    Severity,
    Sex,
)
from models.commitments import Commitment, DateRange

# The words of a case are imported from here as its nouns are.
__all__ = [
    "Answer", "OrderKind", "Seriousness", "Purpose", "Need", "OffenceKind", "Level", "Severity",
    "Detox", "Sex", "Employment", "Dates", "Terms", "Ask", "Sentence", "Person", "Address",
    "Offence", "Assessments", "NeedFact", "Dependence", "Clinical", "ExistingOrder", "Limits",
    "Case",
]  # fmt: skip


@frozen
class Dates:
    """The dates rules turn on. `offence` is a range (one day where it is known), or None."""

    sentence: date
    conviction: date
    offence: DateRange | None = None


@frozen
class Terms:
    """The amounts of one requirement; None where unset. Whole units named in the field."""

    hours: int | None = None
    days: int | None = None
    months: int | None = None
    hours_a_day: int | None = None

    def items(self) -> tuple[tuple[str, int], ...]:
        """The amounts that are set, as (unit, value)."""
        pairs = (
            ("hours", self.hours),
            ("days", self.days),
            ("months", self.months),
            ("hours_a_day", self.hours_a_day),
        )
        return tuple((unit, value) for unit, value in pairs if value is not None)


@frozen
class Ask:
    """A requirement the court asks for, with what it fixed of it.

    `programmes` names programme or intervention codes the court wants under it; `areas` are the
    areas of an exclusion or restriction; `place` the address id of a curfew or residence.
    """

    requirement: str
    terms: Terms = Terms()
    programmes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    place: str = ""


@frozen
class Sentence:
    """What the court indicated. Months are whole months; None where not fixed or not known."""

    kind: OrderKind = OrderKind.COMMUNITY_ORDER
    seriousness: Seriousness | None = None
    purposes: tuple[Purpose, ...] = ()
    fine: Answer = Answer.UNKNOWN
    months: int | None = None
    operational_months: int | None = None
    supervision_months: int | None = None
    custody_months: int | None = None
    asks: tuple[Ask, ...] = ()
    rules_out: tuple[str, ...] = ()
    report: str = ""
    managed_by: str = ""


@frozen
class Person:
    """Who stands before the court; `reference` is the only name the product ever holds."""

    reference: str = ""
    born: date | None = None
    sex: Sex = Sex.UNKNOWN
    area: str = ""
    cannot_attend: tuple[str, ...] = ()
    fit_for_unpaid_work: Answer = Answer.UNKNOWN
    employment: Employment = Employment.UNKNOWN
    available_for_work: Answer = Answer.UNKNOWN
    first_conviction: Answer = Answer.UNKNOWN
    history_of_non_engagement: Answer = Answer.UNKNOWN
    kept_apart_from: tuple[str, ...] = ()


@frozen
class Address:
    """A place the person may live at, and what was checked about it."""

    id: str
    victim_there: Answer = Answer.UNKNOWN
    child_there: Answer = Answer.UNKNOWN
    residents_agree: Answer = Answer.UNKNOWN
    domestic_abuse_check: Answer = Answer.UNKNOWN
    monitoring_possible: Answer = Answer.UNKNOWN
    approved_premises: Answer = Answer.UNKNOWN
    probation_supports: Answer = Answer.UNKNOWN


@frozen
class Offence:
    kind: OffenceKind
    intoxicated: Answer = Answer.UNKNOWN
    imprisonable: Answer = Answer.UNKNOWN
    against: str = ""
    minor: Answer = Answer.UNKNOWN
    index: bool = True
    offence_date: DateRange | None = None


@frozen
class Assessments:
    """Scores of the service's own tools; None is not known. The product computes none of them.

    `domains` holds the four programme-needs domains (sex, thinking, relationships,
    self-management), each 0 to 2.
    """

    ogrs3: float | None = None
    ovp: float | None = None
    osp_dc: Level = Level.UNKNOWN
    osp_iic: Level = Level.UNKNOWN
    rsr: float | None = None
    rosh: Level = Level.UNKNOWN
    sara_partner: Level = Level.UNKNOWN
    sara_other: Level = Level.UNKNOWN
    audit: int | None = None
    domains: Mapping[str, int] = field(factory=dict)
    learning_screen: int | None = None
    aggression_score: int | None = None
    temper_score: int | None = None
    tier: int | None = None
    prolific: Answer = Answer.UNKNOWN
    vulnerabilities: tuple[str, ...] = ()
    vulnerabilities_assessed: Answer = Answer.UNKNOWN


@frozen
class NeedFact:
    need: Need
    linked: Answer = Answer.UNKNOWN
    score: int | None = None


@frozen
class Dependence:
    """Dependence on one substance ("alcohol", "opiates", "cocaine", "cannabis", "nps", ...)."""

    substance: str
    severity: Severity = Severity.UNKNOWN
    controlled: Answer = Answer.UNKNOWN
    testable: Answer = Answer.UNKNOWN

    @property
    def found(self) -> bool:
        """Whether it was found; what is not known is no finding."""
        return self.severity in (Severity.DEPENDENT, Severity.SEVERE)


@frozen
class Clinical:
    """Clinical and personal facts, each yes, no or unknown."""

    dependence: tuple[Dependence, ...] = ()
    detox: Detox = Detox.UNKNOWN
    someone_at_home: Answer = Answer.UNKNOWN
    detox_funded: Answer = Answer.UNKNOWN
    residential_treatment_sought: Answer = Answer.UNKNOWN
    alcohol_problematic: Answer = Answer.UNKNOWN
    drugs_problematic: Answer = Answer.UNKNOWN
    drug_treatment_needed: Answer = Answer.UNKNOWN
    alcohol_linked_to_partner_violence: Answer = Answer.UNKNOWN
    mental_health_stable: Answer = Answer.UNKNOWN
    mental_health_treatable: Answer = Answer.UNKNOWN
    hospital_order_warranted: Answer = Answer.UNKNOWN
    gp_registered: Answer = Answer.UNKNOWN
    can_learn_in_group: Answer = Answer.UNKNOWN
    severe_learning_difficulty: Answer = Answer.UNKNOWN
    denies_offence: Answer = Answer.UNKNOWN
    denial_prevents_work: Answer = Answer.UNKNOWN
    discloses_partner_violence: Answer = Answer.UNKNOWN
    willing_to_discuss: Answer = Answer.UNKNOWN
    release_of_information: Answer = Answer.UNKNOWN
    motivated: Answer = Answer.UNKNOWN
    anger_linked: Answer = Answer.UNKNOWN
    pattern_of_violence: Answer = Answer.UNKNOWN
    housing_crisis: Answer = Answer.UNKNOWN
    housing_advice_only: Answer = Answer.UNKNOWN
    recommended_by_probation: Answer = Answer.UNKNOWN
    first_treatment: Answer = Answer.UNKNOWN
    complex_treatment_need: Answer = Answer.UNKNOWN


@frozen
class ExistingOrder:
    """An order already running. Its sessions are firm."""

    kind: OrderKind = OrderKind.COMMUNITY_ORDER
    ends: date | None = None
    unpaid_work_hours_outstanding: int | None = None
    sessions: tuple[tuple[datetime, datetime], ...] = ()


@frozen
class Limits:
    """Loads the officer lowered for this person; None keeps the catalogue's.

    `finish_by` is the day by which the order, and all in it, ends.
    """

    attendances_a_day: int | None = None
    attendances_a_week: int | None = None
    finish_by: date | None = None


@frozen
class Case:
    """One case file. `consents` and `provider_agrees` are keyed by requirement code.

    `travel` holds one-way minutes from home by venue id. `plan_from` is the day the plan is made
    (the sentence date unless given); the system clock is never read. `completed` is None where
    nobody has asked, and empty where nothing was completed.
    """

    reference: str
    dates: Dates
    sentence: Sentence = Sentence()
    person: Person = Person()
    title: str = ""
    offences: tuple[Offence, ...] = ()
    assessments: Assessments = Assessments()
    needs: tuple[NeedFact, ...] = ()
    risk_order: tuple[Need, ...] = ()
    clinical: Clinical = Clinical()
    consents: Mapping[str, Answer] = field(factory=dict)
    provider_agrees: Mapping[str, Answer] = field(factory=dict)
    completed: tuple[str, ...] | None = None
    attempts: Mapping[str, int] = field(factory=dict)
    addresses: tuple[Address, ...] = ()
    existing: tuple[ExistingOrder, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    travel: Mapping[str, int] = field(factory=dict)
    limits: Limits = Limits()
    plan_from: date | None = None

    @property
    def today(self) -> date:
        """The day the plan is made."""
        return self.plan_from or self.dates.sentence

    @property
    def linked_needs(self) -> tuple[Need, ...]:
        """Needs said to be linked to the offending, in the officer's order of risk where given."""
        linked = [fact.need for fact in self.needs if fact.linked is Answer.YES]
        rank = {need: place for place, need in enumerate(self.risk_order)}
        return tuple(sorted(linked, key=lambda need: rank.get(need, len(rank))))

    def has_completed(self, code: str) -> Answer:
        """Whether a programme was completed before; unknown where nobody has asked."""
        if self.completed is None:
            return Answer.UNKNOWN
        return Answer.YES if code in self.completed else Answer.NO

    def ask_for(self, requirement: str) -> Ask | None:
        """What the court asked of a requirement, if anything."""
        return next((ask for ask in self.sentence.asks if ask.requirement == requirement), None)

    def dependence_on(self, substance: str) -> Dependence | None:
        return next((d for d in self.clinical.dependence if d.substance == substance), None)
