"""The words a case is told in: closed lists, each word spelt as it stands in the file."""

from __future__ import annotations

from enum import Enum


class Answer(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class OrderKind(Enum):
    COMMUNITY_ORDER = "community-order"
    SUSPENDED_SENTENCE_ORDER = "suspended-sentence-order"


class Seriousness(Enum):
    """The offence-seriousness band the court indicated (not to be confused with OGRS bands)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Purpose(Enum):
    """The statutory purposes of sentencing (dlnr-2017 1.0)."""

    PUNISHMENT = "punishment"
    CRIME_REDUCTION = "crime-reduction"
    REHABILITATION = "rehabilitation"
    PROTECTION = "protection"
    REPARATION = "reparation"


class Need(Enum):
    """An OASys-style need; `linked` in the case says whether it is tied to the offending."""

    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    THINKING = "thinking"
    ATTITUDES = "attitudes"
    RELATIONSHIPS = "relationships"
    PARTNER_VIOLENCE = "partner-violence"
    VIOLENCE = "violence"
    SEXUAL_OFFENDING = "sexual-offending"
    DRINK_DRIVING = "drink-driving"
    EMOTIONS = "emotions"
    TEMPER = "temper"
    MENTAL_HEALTH = "mental-health"
    ACCOMMODATION = "accommodation"
    FINANCE = "finance"
    ETE = "ete"
    LIFESTYLE = "lifestyle"
    MATURITY = "maturity"
    PARENTING = "parenting"
    ENGAGEMENT = "engagement"


class OffenceKind(Enum):
    VIOLENCE = "violence"
    PARTNER_VIOLENCE = "partner-violence"
    OTHER_DOMESTIC = "other-domestic"
    SEXUAL = "sexual"
    DRINK_DRIVING = "drink-driving"
    DRIVING = "driving"
    ACQUISITIVE = "acquisitive"
    DRUGS = "drugs"
    PUBLIC_ORDER = "public-order"
    CRIMINAL_DAMAGE = "criminal-damage"
    WEAPON = "weapon"
    OTHER = "other"


class Level(Enum):
    """A level of risk an assessment tool gave."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very-high"
    UNKNOWN = "unknown"


class Severity(Enum):
    """How far a person depends on a substance: a clinical finding, never inferred from a score."""

    NONE = "none"
    DEPENDENT = "dependent"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class Detox(Enum):
    HOME = "home"
    RESIDENTIAL = "residential"
    NONE = "none"
    UNKNOWN = "unknown"


class Sex(Enum):
    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNKNOWN = "unknown"


class Employment(Enum):
    EMPLOYED = "employed"
    SELF_EMPLOYED = "self-employed"
    UNEMPLOYED = "unemployed"
    STUDENT = "student"
    RETIRED = "retired"
    UNABLE = "unable"
    UNKNOWN = "unknown"
