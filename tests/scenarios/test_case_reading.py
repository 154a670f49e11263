"""What a case file says is what the case holds, and nothing else is believed."""

import json
import tomllib
from datetime import UTC, date, datetime

import pytest

from models.case import Answer, Case, Dates, Detox, Level, Need, Seriousness, Sex, Terms
from models.commitments import CommitmentKind, DateRange
from models.errors import InvalidInput
from models.moments import instant
from models.structuring import MOST_BYTES
from scenarios.reading import parse_case, read_case
from scenarios.shipped import fetch, names

LEAST = """
schema = 1
reference = "least"
[dates]
conviction = 2026-05-11
sentence = 2026-06-08
"""
MONDAY = date(2026, 6, 8)


def case(more=""):
    return parse_case("case.toml", (LEAST + more).encode())


def commitment(more):
    return case(f"[[commitments]]\n{more}").commitments[0]


def complaint(more):
    with pytest.raises(InvalidInput) as refused:
        case(more)
    return [str(one) for one in refused.value.complaints]


def test_the_least_case_is_its_two_dates():
    dates = Dates(sentence=date(2026, 6, 8), conviction=date(2026, 5, 11))
    expected = Case(reference="least", dates=dates)
    actual = case()
    assert expected.dates == actual.dates
    assert expected.sentence == actual.sentence
    assert expected.clinical == actual.clinical
    assert expected.assessments == actual.assessments
    assert actual.person.reference == "least"


def test_what_is_not_said_is_unknown_and_never_a_no():
    person = case().person
    assert (
        person.fit_for_unpaid_work,
        person.sex,
        person.born,
    ) == (Answer.UNKNOWN, Sex.UNKNOWN, None)
    assert (case().clinical.detox, case().assessments.rosh) == (Detox.UNKNOWN, Level.UNKNOWN)


def test_an_empty_list_of_completed_programmes_says_that_none_was():
    assert case().completed is None
    named = parse_case("case.toml", ("completed = []\n" + LEAST).encode())
    assert named.completed == ()


def test_an_offence_on_one_day_is_a_range_of_that_day():
    text = LEAST.replace("[dates]", "[dates]\noffence = 2026-03-14")
    expected = DateRange(date(2026, 3, 14), date(2026, 3, 14))
    assert expected == parse_case("case.toml", text.encode()).dates.offence


def test_conviction_and_offence_may_fall_on_one_day_and_so_may_sentence():
    text = LEAST.replace("2026-06-08", "2026-05-11\noffence = 2026-05-11")
    dates = parse_case("case.toml", text.encode()).dates
    assert dates.conviction == dates.sentence == dates.offence.end


def test_an_offence_before_the_orders_of_today_is_read_for_others_to_flag():
    text = LEAST.replace("[dates]", "[dates]\noffence = 2005-04-03")
    assert date(2005, 4, 3) == parse_case("case.toml", text.encode()).dates.offence.start


def test_eighteen_on_the_day_of_conviction_is_old_enough():
    assert date(2008, 5, 11) == case("[person]\nborn = 2008-05-11").person.born


def test_eighteen_a_day_after_conviction_is_not():
    assert complaint("[person]\nborn = 2008-05-12") == [
        "case.toml: $.person.born: under 18 at conviction: "
        "this product is for people convicted at 18 or over"
    ]


def test_what_the_court_asks_holds_its_amounts():
    asked = case('[[sentence.asks]]\nrequirement = "unpaid-work"\nhours = 120').sentence.asks[0]
    assert ("unpaid-work", Terms(hours=120)) == (asked.requirement, asked.terms)


def test_words_become_their_enums():
    read = case('[sentence]\nseriousness = "high"\n[[needs]]\nneed = "ete"\nlinked = "yes"')
    assert read.sentence.seriousness == Seriousness.HIGH
    assert read.linked_needs == (Need.ETE,)


def test_a_bound_is_inside():
    read = case("[assessments]\nogrs3 = 100\naudit = 40\nlearning_screen = 9")
    assert (
        read.assessments.ogrs3,
        read.assessments.audit,
        read.assessments.learning_screen,
    ) == (100, 40, 9)


@pytest.mark.parametrize(
    ("kind", "firm"), [("work", False), ("education", False), ("worship", True), ("caring", True)]
)
def test_worship_and_caring_are_firm_unless_said(kind, firm):
    shifts = 'shifts = [{ days = ["monday"], start = "09:00", end = "10:00" }]'
    assert firm == commitment(f'kind = "{kind}"\n{shifts}').firm
    assert (not firm) == commitment(
        f'kind = "{kind}"\nfirm = {str(not firm).lower()}\n{shifts}'
    ).firm


def test_a_night_shift_ends_the_next_day():
    shifts = 'shifts = [{ days = ["monday"], start = "22:00", end = "06:00" }]'
    (start, end) = next(commitment(f'kind = "work"\n{shifts}').on(MONDAY))
    # 22:00 to 06:00 is 8 hours, 480 minutes.
    assert instant(end) - instant(start) == 480
    assert date(2026, 6, 9) == end.date()


def test_a_row_of_days_is_a_shift_on_each():
    shifts = 'shifts = [{ days = ["monday", "sunday"], start = "09:00", end = "17:00" }]'
    assert [shift.weekday for shift in commitment(f'kind = "work"\n{shifts}').shifts] == [0, 6]


def test_a_rota_turns_from_its_anchor():
    rota = commitment(
        'kind = "work"\ncycle_weeks = 2\nanchor = 2026-06-10\nfree_weeks = [2]\n'
        'shifts = [{ days = ["monday"], start = "06:00", end = "14:00", week = 1 }]'
    )
    # The anchor, a Wednesday, lies in the week of Monday 8 June: week 1; 15 June is week 2.
    assert [len(list(rota.on(date(2026, 6, day)))) for day in (8, 15, 22)] == [1, 0, 1]


def test_shifts_that_touch_do_not_overlap():
    shifts = commitment(
        'kind = "work"\nshifts = [{ days = ["friday"], start = "22:00", end = "06:00" },'
        '{ days = ["saturday"], start = "06:00", end = "12:00" }]'
    ).shifts
    assert len(shifts) == 2


def test_the_sabbath_is_two_stretches_that_touch_at_midnight():
    worship = next(
        c for c in read_case("sabbath-observant").case.commitments
        if c.kind is CommitmentKind.WORSHIP
    )  # fmt: skip
    # Friday 15:00 to 24:00 is 9 hours, Saturday 0:00 to 21:30 is 21.5: 30.5 hours in all.
    assert sum(shift.end - shift.start for shift in worship.shifts) == 30.5 * 60


def test_times_of_an_existing_order_are_london_times():
    sessions = "[{ start = 2026-06-20T09:00:00, end = 2026-06-20T13:00:00 }]"
    ((start, end),) = case(f"[[existing]]\nsessions = {sessions}").existing[0].sessions
    # In June London is an hour ahead of UTC.
    assert datetime(2026, 6, 20, 8, 0, tzinfo=UTC) == start
    assert instant(end) - instant(start) == 240


def test_a_mistaken_number_of_weeks_is_said_once():
    assert complaint(
        '[[commitments]]\nkind = "work"\ncycle_weeks = 99\nanchor = 2026-06-01\n'
        'shifts = [{ days = ["monday"], start = "06:00", end = "14:00", week = 4 }]'
    ) == ["case.toml: $.commitments[0].cycle_weeks: 99 is above 52"]


def test_no_complaint_holds_a_fact_that_is_not_mistaken():
    said = " ".join(complaint('[person]\narea = "derby"\n[clinical]\ndetox = "rehab"'))
    assert ("rehab" in said, "derby" in said) == (True, False)


def test_a_file_too_big_is_refused_unread(tmp_path):
    path = tmp_path / "huge.toml"
    path.write_bytes(b"#" * (MOST_BYTES + 100))
    with pytest.raises(InvalidInput) as refused:
        read_case(path)
    # One byte more than is taken was read, and no more.
    expected = f"the file has {MOST_BYTES + 1} bytes; at most {MOST_BYTES} are read"
    assert [expected] == [one.message for one in refused.value.complaints]


def test_a_file_that_is_not_utf_8_is_refused_with_the_line():
    # Not among the files of tests/bad: everything in the checkout is UTF-8.
    with pytest.raises(InvalidInput) as refused:
        parse_case("case.toml", 'schema = 1\nreference = "café"\n'.encode("latin-1"))
    assert [one.message for one in refused.value.complaints] == ["line 2 is not UTF-8 text"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("no-such-file.toml", "there is no such file"),
        (".", "this is a folder, not a file"),
        ("mision", 'no case is called "mision"; did you mean "mission"?'),
        ("a\0b.toml", "the file cannot be opened for reading"),
    ],
)
def test_a_file_that_is_not_there_is_said_so(wanted, message):
    with pytest.raises(InvalidInput) as refused:
        read_case(wanted)
    assert [message] == [one.message for one in refused.value.complaints]


def test_a_case_in_json_is_the_case_in_toml():
    for name in names():
        file, data = fetch(name)
        table = tomllib.loads(data.decode())
        as_json = json.dumps(table, default=lambda moment: moment.isoformat()).encode()
        assert parse_case(file, data) == parse_case("case.json", as_json)


def test_the_same_bytes_have_the_same_digest(tmp_path):
    _, data = fetch("mission")
    path = tmp_path / "copy.toml"
    path.write_bytes(data)
    assert read_case("mission").digest == read_case(path).digest
    path.write_bytes(data + b"\n")
    assert read_case("mission").digest != read_case(path).digest


def test_a_case_names_its_timetable():
    assert read_case("mission").timetable == "east-midlands"
