"""The shipped cases are many kinds of people, and each can be taken."""

from datetime import timedelta

import pytest

from models.case import Case, Employment, OrderKind, Seriousness
from models.catalogue import load, menu
from models.commitments import CommitmentKind
from models.entry import EntryKind
from models.findings import Verdict
from models.moments import MINUTES_A_DAY, add_months
from models.runs import runs
from models.suitability import findings
from scenarios.checking import check
from scenarios.reading import read_case
from scenarios.shipped import TIMETABLES, names
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()
CODES = frozenset(CATALOGUE.codes)
READ = {name: read_case(name, CODES) for name in names()}
CASES: dict[str, Case] = {name: read.case for name, read in READ.items()}
FINDINGS = {name: findings(case, menu(CATALOGUE, case)) for name, case in CASES.items()}
PROGRAMMES = [c for c, r in CATALOGUE.records.items() if r.kind is EntryKind.PROGRAMME]

# Whichever group of the programme asked for is joined, work is lost. (The shopkeeper's unpaid work
# and the landscaper's court reviews cost work as well, but no group shows it.)
AT_STAKE = {
    "bus-driver-building-choices": "building-choices-moderate",
    "delivery-driver-asro": "asro",
    "farm-worker-thinking-skills": "tsp",
    "sexual-offence-core-group": "n-sogp-core",
    "two-jobs-domestic-violence": "cdvp",
    "violent-on-rota": "resolve",
}

# Enacted, no commencement seen: no court can ask for them yet.
NOT_YET = {
    "driving-prohibition", "public-event-prohibition", "drinking-establishment-prohibition",
    "restriction-zone",
}  # fmt: skip


def asked(case):
    """The codes a court asks for, requirements and what is to be under them."""
    return {c for ask in case.sentence.asks for c in (ask.requirement, *ask.programmes)}


def months(case):
    return case.sentence.months or case.sentence.supervision_months or 0


def turns(case):
    """Whether the person works a rota of several weeks, or through midnight."""
    return any(
        one.cycle_weeks > 1 or any(shift.end > MINUTES_A_DAY for shift in one.shifts)
        for one in case.commitments
        if one.kind is CommitmentKind.WORK
    )


def test_there_are_at_least_twenty_six():
    assert len(CASES) >= 26


@pytest.mark.parametrize("name", CASES)
def test_each_can_be_taken_and_knows_its_places(name):
    assert check([name]) == []


@pytest.mark.parametrize("name", CASES)
def test_each_is_called_what_its_file_is_called_and_has_a_title(name):
    assert CASES[name].reference == name
    assert CASES[name].title


@pytest.mark.parametrize("name", CASES)
def test_each_names_a_shipped_timetable(name):
    assert READ[name].timetable in names(TIMETABLES)


def test_titles_tell_the_cases_apart():
    assert len({case.title for case in CASES.values()}) == len(CASES)


def test_at_least_eight_ask_three_requirements_over_a_year_six_of_them_on_a_rota_or_nights():
    long = [c for c in CASES.values() if len(c.sentence.asks) >= 3 and months(c) >= 12]
    assert len(long) >= 8
    assert sum(turns(case) for case in long) >= 6


def test_every_programme_is_asked_for_by_some_court():
    assert set(PROGRAMMES) - {code for case in CASES.values() for code in asked(case)} == set()


def test_every_requirement_a_court_can_make_is_asked_for_by_some_court():
    wanted = {code for case in CASES.values() for code in asked(case)}
    assert set(CATALOGUE.requirements) - wanted == NOT_YET


@pytest.mark.parametrize("name", sorted(set(CASES) - {"missing-facts", "no-lawful-package"}))
def test_what_a_court_asks_is_suitable_on_the_facts(name):
    """Only the case about missing facts leaves a finding open on what it is about."""
    verdicts = {code: FINDINGS[name][code].verdict for code in sorted(asked(CASES[name]))}
    assert verdicts == dict.fromkeys(verdicts, Verdict.SUITABLE)


@pytest.mark.parametrize("code", PROGRAMMES)
def test_every_programme_is_refused_somewhere_with_a_reason_and_a_source(code):
    refused = [
        found[code].reasons[0]
        for found in FINDINGS.values()
        if code in found and found[code].verdict is Verdict.NOT_SUITABLE
    ]
    assert refused
    assert all(reason.sentence and reason.source.section for reason in refused)


def runs_in_work(name, code):
    """For every run of a programme that could still be joined, whether it meets work."""
    case = CASES[name]
    timetable = read_timetable(READ[name].timetable, CATALOGUE.entry).timetable
    last = add_months(case.dates.sentence, months(case))
    for group in timetable.groups:
        if group.programme == code and group.taken < group.places:
            entry = CATALOGUE.entry(code, group.edition)
            for run in runs(group, entry, timetable, case.dates.sentence, last):
                yield any(meets_work(case, meeting) for meeting in run.meetings)


def meets_work(case, meeting):
    eve = meeting.day - timedelta(days=1)
    stretches = [s for one in case.commitments for s in one.between(eve, meeting.day)]
    return any(start < meeting.end and meeting.start < end for start, end in stretches)


@pytest.mark.parametrize(("name", "code"), AT_STAKE.items())
def test_no_group_of_what_the_court_asks_can_be_joined_without_loss_of_work(name, code):
    assert code in asked(CASES[name])
    met = list(runs_in_work(name, code))
    assert met
    assert all(met)


def test_work_is_at_stake_in_at_least_six_cases():
    assert len(AT_STAKE) >= 6


def test_missing_facts_leave_findings_not_known():
    found = FINDINGS["missing-facts"].values()
    assert sum(one.verdict is Verdict.NOT_KNOWN for one in found) >= 10


def test_the_mission_asks_for_treatment_the_programme_and_activity_days():
    mission = CASES["mission"]
    assert asked(mission) == {"atr", "programme", "asro", "rar"}
    assert (mission.dates.sentence.year, mission.person.employment) == (2026, Employment.EMPLOYED)


@pytest.mark.parametrize(
    ("name", "kind"), [("friday-observant", "friday"), ("sabbath-observant", "saturday")]
)
def test_worship_is_firm_on_its_day(name, kind):
    weekday = {"friday": 4, "saturday": 5}[kind]
    worship = [one for one in CASES[name].commitments if one.kind is CommitmentKind.WORSHIP]
    assert [one.firm for one in worship] == [True]
    assert weekday in {shift.weekday for shift in worship[0].shifts}


def test_the_kinds_of_person_a_court_sees_are_there():
    assert turns(CASES["nurse-on-rota"])
    assert turns(CASES["night-worker"])
    assert [c.kind for c in CASES["single-parent"].commitments] == [CommitmentKind.CARING]
    assert CASES["unemployed-young-adult"].person.employment is Employment.UNEMPLOYED
    assert CASES["low-first-order"].sentence.seriousness is Seriousness.LOW
    suspended = CASES["suspended-order-care-worker"].sentence
    assert suspended.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    assert CASES["old-offence"].dates.offence.end.year == 2013
