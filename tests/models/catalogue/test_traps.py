"""The traps of the field that are data: each is easily got wrong and each is held here."""

from datetime import date

import pytest

from models.case import Purpose
from models.catalogue import load
from models.dated import Bound
from models.entry import Delivery, EntryKind, Stage
from models.sources import Force

RECENT = date(2026, 6, 8)
PARTS = (EntryKind.PROGRAMME, EntryKind.INTERVENTION)


def entries():
    catalogue = load()
    return [
        catalogue.entry(code, document)
        for code in catalogue.codes
        for document in catalogue.editions(code)
    ]


def pair(rule):
    return next(found for found in load().pairs if found.row.id == rule)


def sequence(rule):
    return next(found for found in load().sequences if found.row.id == rule)


@pytest.mark.parametrize(
    ("conviction", "expected"),
    [(date(2022, 6, 27), True), (date(2022, 6, 28), False), (date(2022, 6, 29), False)],
)
def test_the_attendance_centre_ends_with_convictions_on_28_june_2022(menu_on, conviction, expected):
    # Trap 1: the guide of 2017 still offers it.
    found = menu_on(date(2022, 9, 1), conviction, offence=date(2021, 1, 1))
    assert expected == found.ruling("attendance-centre", "available").value


@pytest.mark.parametrize(
    ("offence", "conviction", "hours", "months"),
    [
        (date(2012, 12, 2), date(2013, 2, 1), 12, 6),
        (date(2012, 12, 3), date(2013, 2, 1), 16, 12),
        (date(2012, 12, 2), date(2022, 6, 27), 12, 6),
        (date(2012, 12, 3), date(2022, 6, 27), 16, 12),
        (date(2012, 12, 2), date(2022, 6, 28), 20, 24),
        (date(2012, 12, 3), date(2022, 6, 28), 20, 24),
    ],
)
def test_curfew_turns_on_the_offence_and_then_on_the_conviction(
    menu_on, offence, conviction, hours, months
):
    # Trap 2.
    found = menu_on(conviction, conviction, offence)
    assert Bound(2, hours) == found.bound("curfew", "hours-a-day")
    assert Bound(None, months) == found.bound("curfew", "months")


def test_the_months_of_a_curfew_count_from_first_effect_since_the_code(menu_on):
    before, after = (
        menu_on(day, day, date(2019, 1, 1)).ruling("curfew", "counted-from").value
        for day in (date(2020, 11, 30), date(2020, 12, 1))
    )
    assert (before, after) == ("order", "first effect")


def test_the_112_hours_are_of_any_seven_days_and_only_by_conviction(menu_on):
    # Trap 3: 7 days of 16 hours are 112, so it bites only above sixteen.
    before = menu_on(date(2022, 6, 27), offence=date(2022, 1, 1))
    after = menu_on(date(2022, 6, 28), offence=date(2022, 1, 1)).ruling("curfew", "hours-a-week")
    assert before.ruling("curfew", "hours-a-week") is None
    assert (Bound(None, 7 * 16), "hours in any seven days") == (after.value, after.row.unit)


@pytest.mark.parametrize(
    ("sentence", "force"),
    [(date(2012, 12, 2), Force.MUST), (date(2012, 12, 3), Force.SHOULD)],
)
def test_the_six_months_of_an_atr_were_law_and_are_now_a_choice(menu_on, sentence, force):
    # Trap 4.
    ruling = menu_on(sentence, offence=date(2012, 1, 1)).ruling("atr", "months")
    assert (6, force) == (ruling.value.lowest, ruling.row.force)


def test_the_slip_about_longer_atrs_bounds_nothing(menu_on):
    # Trap 5: kept as a conflict; a twelve-month ATR is inside every row.
    assert any("slip" in words for words in load().entry("atr").conflicts)
    for keys in ({}, {"treatment": "complex"}):
        assert menu_on(RECENT, offence=RECENT).bound("atr", "months", **keys).holds(12)


def test_dependence_is_never_read_off_audit():
    # Trap 6: no criterion of a treatment requirement turns on the score.
    for code in ("atr", "aamr"):
        raw = load().records[code].editions[-1].raw_criteria
        assert "dependence" in [criterion["test"] for criterion in raw]
        assert "score" not in [criterion["test"] for criterion in raw]


def test_resolve_schedules_the_larger_total_and_shows_both():
    # Trap 7: 26 sessions stated, and also 23 + 4 = 27.
    resolve = load().entry("resolve")
    counted = sum(leg.sessions.lowest for leg in resolve.legs if leg.counts)
    assert counted == 27
    assert "26" in " ".join(resolve.conflicts)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("tsp", 15 + 4),
        ("covaid", 10 + 3),
        ("bbr", 24 + 6),
        ("resolve", 23 + 4),
        ("building-choices-moderate", 21 + 6),  # the template's 27: with the first and the review
        ("asro", 20),  # meetings with the case manager stand before and after it
        ("osap", 26),  # "additionally" four before it and four after
        ("n-sogp-core", 32),
        ("n-sogp-relapse", 12),
    ],
)
def test_the_days_of_a_programme_are_the_sessions_its_guide_has_of_it(code, days):
    # Trap 13: the court fixes days of taking part in the programme (CJA 2003 s.202).
    legs = load().entry(code).legs
    assert days == sum(leg.sessions.lowest for leg in legs if leg.counts)


def test_the_two_thousand_and_nine_covaid_consists_of_its_selection_and_booster_as_well():
    legs = load().entry("covaid", "noms-alcohol").legs
    assert sum(leg.sessions.lowest for leg in legs if leg.counts) == 10 + 3


@pytest.mark.parametrize("code", ["covaid", "atr"])
def test_where_two_guides_differ_there_are_two_editions(code):
    # Trap 7.
    assert load().editions(code) == ("noms-alcohol", "dlnr-2017")


def test_ranges_and_unknown_lengths_are_held_as_they_are():
    # Trap 8: between 32 and 36 full days, of which no guide gives the minutes.
    core = load().entry("n-sogp-core").main
    assert (Bound(32, 36), None) == (core.sessions, core.minutes)


def test_absences_differ_by_stage():
    # Trap 9: beyond two in the core, two already in relapse prevention.
    allowed = {
        code: {one.allowed for one in load().entry(code).attendance}
        for code in ("asro", "n-sogp-core", "n-sogp-relapse")
    }
    assert {"asro": {2}, "n-sogp-core": {2}, "n-sogp-relapse": {1}} == allowed


@pytest.mark.parametrize(
    ("offence", "expected"),
    [
        (date(2015, 1, 31), {"rar": False, "supervision": True, "specified-activity": True}),
        (date(2015, 2, 1), {"rar": True, "supervision": False, "specified-activity": False}),
    ],
)
def test_the_rar_takes_over_with_offences_on_1_february_2015(menu_on, offence, expected):
    # Trap 10.
    found = menu_on(date(2015, 6, 1), offence=offence)
    assert expected == {code: found.ruling(code, "available").value for code in expected}


def test_rar_bands_are_keyed_to_ogrs_and_the_others_to_seriousness():
    # Trap 11.
    keys = {
        (row.subject, name) for row in load().rows for name, _ in row.when if row.subject != "order"
    }
    assert {"ogrs"} == {name for subject, name in keys if subject == "rar"}
    assert ("unpaid-work", "seriousness") in keys
    assert {"rar"} == {subject for subject, name in keys if name == "ogrs"}


def test_the_court_fixes_days_of_a_programme():
    # Trap 13.
    programme = load().entry("programme")
    assert programme.units == ("days",)
    assert "days are used" in programme.conflicts[0]


@pytest.mark.parametrize(("code", "months"), [("tsp", 9), ("covaid", 6), ("bbr", 12)])
def test_providers_ask_for_least_order_lengths(code, months):
    # Trap 14.
    entry = load().entry(code)
    assert (months, "dlnr-2017") == (entry.order_months, entry.order_months_source.document)


@pytest.mark.parametrize(
    ("rule", "first", "second", "relation", "force"),
    [
        ("liap-never-alone", "liap", "seen-by-officer", "never-alone", Force.MUST),
        ("did-atr", "did", "atr", "not-usually-together", Force.SHOULD),
        ("attendance-centre-rar", "attendance-centre", "rar", "not-usually-together", Force.SHOULD),
        ("aamr-atr", "aamr", "atr", "never-together", Force.MUST),
        ("anger-accredited", "anger", "anger-programme", "never-together", Force.MUST),
        ("rar-beside-atr", "atr", "rar", "usually-with", Force.SHOULD),
        ("rar-beside-drr", "drr", "rar", "usually-with", Force.SHOULD),
        ("dv-alcohol-support", "dv-programme", "alcohol-support", "usually-with", Force.SHOULD),
    ],
)
def test_companions_and_exclusions(rule, first, second, relation, force):
    # Trap 15.
    found = pair(rule)
    assert (first, second, relation, force) == (
        found.first, found.second, found.relation, found.row.force,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "first", "second", "relation"),
    [
        ("dv-no-later-than-liap", "dv-programme", "liap", "with-or-before"),
        ("asro-osap-not-before-dv", "asro-osap", "dv-programme", "not-before"),
        ("atr-before-dv", "atr", "dv-programme", "before"),
    ],
)
def test_the_ideal_order_is_left_to_the_officer(rule, first, second, relation):
    # Trap 15: LIAP never alone is firm, the order of the rest is a should.
    found = sequence(rule)
    expected = (first, second, relation, Force.SHOULD)
    assert expected == (found.first, found.second, found.relation, found.row.force)


def test_every_domestic_violence_programme_inherits_the_rules():
    # Trap 15: keyed to a class, so that a new programme needs no new rule.
    classed = {entry.code for entry in entries() if "dv-programme" in entry.classes}
    assert {"idap", "cdvp", "bbr"} <= classed


def test_programmes_never_stand_inside_a_rar_or_an_atr():
    # Trap 15.
    inside = {
        (entry.code, carrier)
        for entry in entries()
        if entry.kind is EntryKind.PROGRAMME
        for carrier in entry.under
    }
    assert {"programme"} == {carrier for _, carrier in inside}


def test_nothing_is_carried_by_the_treatment_requirements():
    # Trap 15: only treatment counts towards an ATR.
    carriers = {carrier for entry in entries() if entry.kind in PARTS for carrier in entry.under}
    assert set() == carriers & {"atr", "drr", "mhtr"}


def test_consent_is_asked_where_the_law_asks_it():
    # Trap 16.
    asked = {
        code: [one["test"] for one in load().records[code].editions[-1].raw_criteria]
        for code in ("atr", "drr", "mhtr", "rar", "unpaid-work")
    }
    assert [code for code, tests in asked.items() if "consents" in tests] == ["atr", "drr", "mhtr"]


def test_one_requirement_at_low_seriousness_is_a_should(menu_on):
    # Trap 18.
    found = menu_on(RECENT, offence=RECENT)
    ruling = found.band("order", "requirements", seriousness="low")
    assert (Bound(None, 1), Force.SHOULD) == (ruling.value, ruling.row.force)
    assert found.band("order", "requirements", seriousness="medium") is None


def test_the_punitive_element_is_for_community_orders_only(menu_on):
    found = menu_on(RECENT, offence=RECENT)
    kinds = ("community-order", "suspended-sentence-order")
    ruled = [found.ruling("order", "punitive-element", kind=kind) for kind in kinds]
    assert [ruling is not None for ruling in ruled] == [True, False]
    day_before = menu_on(date(2014, 2, 3), offence=date(2013, 12, 10))
    assert day_before.ruling("order", "punitive-element", kind="community-order") is None


@pytest.mark.parametrize(
    ("conviction", "highest", "verified"),
    [(date(2026, 3, 21), 24, True), (date(2026, 3, 22), 36, False)],
)
def test_suspended_periods_grow_with_convictions_on_22_march_2026(
    menu_on, conviction, highest, verified
):
    found = menu_on(RECENT, conviction, date(2026, 1, 5))
    ruling = found.ruling("order", "operational-months", kind="suspended-sentence-order")
    assert (Bound(6, highest), verified) == (ruling.value, ruling.verified)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [(date(2026, 1, 21), Bound(None, 12)), (date(2026, 1, 22), None)],
)
def test_the_window_of_unpaid_work_turns_on_the_day_of_the_plan(menu_on, plan, expected):
    # Removed for orders whenever made: the sentence of 2025 changes nothing.
    found = menu_on(date(2025, 11, 3), offence=date(2025, 6, 1), plan=plan)
    assert expected == found.bound("unpaid-work", "window-months")


def test_bands_after_the_guideline_of_2025_are_kept_and_marked(menu_on):
    before, after = (
        menu_on(day, offence=date(2025, 1, 6)).band("unpaid-work", "hours", seriousness="low")
        for day in (date(2025, 8, 31), date(2025, 9, 1))
    )
    assert (Bound(40, 80), True) == (before.value, before.verified)
    assert (Bound(40, 80), False) == (after.value, after.verified)
    table = menu_on(date(2025, 9, 1), offence=date(2025, 1, 6)).ruling("order", "ranges")
    assert (table.value, table.verified) == (None, False)


def test_foreign_travel_is_for_offences_from_3_december_2012(menu_on):
    available = [
        menu_on(date(2013, 3, 4), offence=day).ruling("foreign-travel", "available").value
        for day in (date(2012, 12, 2), date(2012, 12, 3))
    ]
    assert available == [False, True]


def test_an_offence_before_april_2005_is_outside(menu_on):
    available = [
        menu_on(date(2006, 3, 6), offence=day).ruling("order", "available").value
        for day in (date(2005, 4, 3), date(2005, 4, 4))
    ]
    assert available == [False, True]


def test_a_fortnightly_atr_holds_in_six_months():
    # Before treatment one appointment a week: three-way, brief intervention, preparation.
    # Twelve fortnightly appointments lie 11 * 14 = 154 days apart, first to last. Sentenced on
    # a Monday, day 0: one before appointment in each of weeks 1 to 3 (days 0, 7, 14), treatment
    # from day 15 to day 169, and what must follow fits before day 181, the shortest six months.
    atr = load().entry("atr")
    least = {
        stage: sum(leg.sessions.lowest for leg in atr.legs if leg.stage is stage) for stage in Stage
    }
    assert least == {Stage.BEFORE: 3, Stage.MAIN: 12, Stage.DURING: 1, Stage.AFTER: 2}
    begins = 7 * (least[Stage.BEFORE] - 1) + 1
    assert begins + 14 * (least[Stage.MAIN] - 1) == 169 < 181 - 7
    assert all(leg.delivery is Delivery.APPOINTMENT for leg in atr.legs)


def test_purposes_are_the_guides_main_purposes():
    expected = {
        "unpaid-work": {Purpose.PUNISHMENT, Purpose.REPARATION, Purpose.REHABILITATION},
        "rar": {Purpose.REHABILITATION, Purpose.REPARATION},
        "curfew": {Purpose.PUNISHMENT, Purpose.PROTECTION},
        "foreign-travel": {Purpose.PUNISHMENT, Purpose.PROTECTION},
        "atr": {Purpose.REHABILITATION},
    }
    assert expected == {code: set(load().entry(code).purposes) for code in expected}


@pytest.mark.parametrize(
    ("rule", "both"),
    [
        ("idap-or-cdvp", {"idap", "cdvp"}),
        ("bbr-or-idap", {"bbr", "idap"}),
        ("bbr-or-cdvp", {"bbr", "cdvp"}),
    ],
)
def test_two_programmes_for_partner_violence_never_stand_in_one_order(rule, both):
    # A man whom the court wants on CDVP, with a need around relationships, was given BBR too.
    found = pair(rule)
    assert both == {found.first, found.second}
    assert (found.row.force, str(found.relation)) == (Force.MUST, "never-together")
    dv = {e.code for e in entries() if "dv-programme" in e.classes}
    assert both < dv == {"idap", "cdvp", "bbr"}


def test_the_one_to_ones_of_building_choices_stand_in_its_first_four_modules():
    legs = load().entry("building-choices-moderate").legs
    [group] = [leg for leg in legs if leg.stage is Stage.MAIN]
    [beside] = [leg for leg in legs if leg.stage is Stage.DURING]
    assert beside.in_modules == tuple(module.code for module in group.modules)[:4]


def test_the_reviews_after_alcohol_treatment_are_the_officers():
    reviews = [leg for leg in load().entry("atr").legs if leg.kind == "review"]
    assert {leg.with_ for leg in reviews} == {"officer"}
