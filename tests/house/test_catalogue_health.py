"""The shipped catalogue as a whole: in order, complete, cited, and as many entries as we say."""

from collections import Counter

from models.catalogue import health, load
from models.dated import Clock
from models.entry import EntryKind
from models.sources import Strength

REQUIREMENTS = {
    "unpaid-work", "rar", "programme", "prohibited-activity", "curfew", "exclusion", "residence",
    "foreign-travel", "mhtr", "drr", "atr", "aamr", "attendance-centre", "electronic-monitoring",
    "supervision", "specified-activity", "driving-prohibition", "public-event-prohibition",
    "drinking-establishment-prohibition", "restriction-zone",
}  # fmt: skip
PROGRAMMES = {
    "asro", "osap", "liap", "did", "covaid", "idap", "cdvp", "n-sogp-core", "n-sogp-relapse",
    "relapse-prevention", "tsp", "resolve", "bbr", "building-choices-moderate",
    "building-choices-high",
}  # fmt: skip
INTERVENTIONS = {
    "foundations-connect", "foundations-grow", "foundations-thrive", "substance-brief", "anger",
    "women-change", "women-emotions", "women-relationships", "women-parenting", "ete",
    "engagement", "transition-hope", "pathway", "housing", "housing-support", "female-violence",
    "brief-advice", "extended-brief", "alcohol-activity",
}  # fmt: skip


def of(kind):
    return {code for code, record in load().records.items() if record.kind is kind}


def test_the_shipped_catalogue_is_healthy():
    assert [str(complaint) for complaint in health(load())] == []


def test_every_requirement_and_programme_is_held_and_no_other():
    assert of(EntryKind.REQUIREMENT) == REQUIREMENTS
    assert of(EntryKind.PROGRAMME) == PROGRAMMES


def test_every_intervention_of_the_guides_is_held():
    assert set() == INTERVENTIONS - of(EntryKind.INTERVENTION)


def test_self_help_is_never_enforced_and_never_scheduled():
    signposts = [load().entry(code) for code in of(EntryKind.SIGNPOST)]
    assert {(False, False)} == {(entry.enforceable, entry.scheduled) for entry in signposts}


def test_every_requirement_says_when_it_is_available():
    said = Counter(row.subject for row in load().rows if row.parameter == "available")
    assert dict.fromkeys({"order", *REQUIREMENTS}, 1) == dict(said)


def test_what_is_only_assumed_is_never_verified():
    verified = [
        row.id
        for row in load().rows
        if row.strength is Strength.ASSUMPTION and any(step.verified for step in row.steps)
    ]
    assert verified == []


def test_what_is_unverified_says_why_unless_it_is_our_own_assumption():
    silent = [
        row.id
        for row in load().rows
        for step in row.steps
        if not step.verified and not step.note and row.strength is not Strength.ASSUMPTION
    ]
    assert silent == []


def test_what_has_no_value_says_why():
    rows = [*load().rows, *(relation.row for relation in (*load().pairs, *load().sequences))]
    silent = [row.id for row in rows for step in row.steps if step.value is None and not step.note]
    assert silent == []


def test_no_guide_is_cited_as_seen_for_days_before_it_spoke():
    # By month: the day of a guide within its month is ours.
    catalogue = load()
    rules = [*catalogue.rows, *(rule.row for rule in (*catalogue.pairs, *catalogue.sequences))]
    early = [
        (row.id, step.since, step.source.document)
        for row in rules
        if row.strength in (Strength.GUIDE, Strength.GUIDELINE) and row.clock is Clock.SENTENCE
        for step in row.steps
        if step.verified and step.value is not None
        and step.since < catalogue.documents[step.source.document].since.replace(day=1)
    ]
    assert early == []
