"""Files are known by what they hold, and every mistake of every file is said."""

from importlib.resources import files

import pytest

from scenarios.checking import check, kind_of
from scenarios.shipped import TIMETABLES, names

CASE = """
schema = 1
reference = "r"
timetable = "east-midlands"
[dates]
conviction = 2026-05-11
sentence = 2026-06-08
"""
PACKAGE = """
[order]
kind = "community-order"
months = 12
start = 2026-06-08
[[requirements]]
code = "unpaid-work"
terms = { hours = 120 }
"""
PROGRAMME = """
code = "new-one"
kind = "programme"
name = "A programme of tomorrow"
[[editions]]
document = "dlnr-2017"
source = ["dlnr-2017", "3.2"]
under = ["programme"]
needs = ["thinking"]
"""


@pytest.fixture
def file(tmp_path):
    def written(name, text):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return written


def said(*paths):
    return [(one.path, one.message) for one in check(paths)]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ({"dates": {}}, "case"),
        ({"order": {}, "requirements": []}, "package"),
        ({"venues": [], "groups": []}, "timetable"),
        ({"code": "tsp", "editions": []}, "catalogue"),
        ({"rows": []}, "catalogue"),
        ({"schema": 1}, ""),
    ],
)
def test_a_file_is_known_by_its_keys(table, kind):
    assert kind_of(table) == kind


def test_files_in_order_have_no_complaints(file):
    case, package = file("case.toml", CASE), file("package.toml", PACKAGE)
    assert check([case, package, file("new-one.toml", PROGRAMME), "mission"]) == []


@pytest.mark.parametrize("name", names(TIMETABLES))
def test_a_shipped_timetable_is_in_order(name):
    assert check([name]) == []


def test_the_complaints_of_all_files_are_said_in_their_order(file):
    first = file("a.toml", CASE + "[assessments]\naudit = 41\n")
    second = file("b.toml", PACKAGE.replace("120", "2001"))
    complaints = check([first, second])
    assert [one.file for one in complaints] == [first, second]
    paths = [one.path for one in complaints]
    assert paths == ["$.assessments.audit", "$.requirements[0].terms.hours"]


def test_a_file_no_key_tells_the_kind_of_is_said_so(file):
    message = "neither a case, a package, a timetable nor a catalogue file: no key says which"
    assert said(file("x.toml", "schema = 1")) == [("$", message)]


@pytest.mark.parametrize(
    ("key", "called"), [("population", "a plan"), ("changes", "a what-if of a plan")]
)
def test_a_plan_and_a_what_if_are_sent_to_the_command_that_reads_them(file, key, called):
    message = f"{called}, which is not read here: `plan` tells its mistakes before it plans"
    assert said(file("x.toml", f'schema = 1\n{key} = "people.csv"')) == [("$", message)]


def test_a_population_is_a_file_and_not_the_name_of_a_case(file, monkeypatch, tmp_path):
    # By its bare name in its own folder: it was said that no case is called "people.csv".
    file("people.csv", "reference,sentence\n")
    monkeypatch.chdir(tmp_path)
    ((path, message),) = said("people.csv")
    assert (path, ".toml" in message) == ("$", True)


def test_a_file_that_is_not_there_does_not_stop_the_others(file):
    absent, wrong = "absent.toml", file("a.toml", CASE + "[limits]\nattendances_a_day = 0\n")
    assert said(absent, wrong) == [
        ("$", "there is no such file"),
        ("$.limits.attendances_a_day", "0 is below 1"),
    ]


def test_places_misspelt_are_held_against_the_timetable_the_case_names(file):
    text = CASE + '[person]\narea = "darby"\ncannot_attend = ["leicester", "oakum-hall"]\n'
    text += "[travel]\nderby-ofice = 20\nderby-office = 20\n"
    assert said(file("case.toml", text)) == [
        (
            "$.travel.derby-ofice",
            '"derby-ofice" is not a venue of east-midlands; did you mean "derby-office"?',
        ),
        ("$.person.area", '"darby" is not an area of east-midlands; did you mean "derby"?'),
        (
            "$.person.cannot_attend[1]",
            '"oakum-hall" is not a venue or area of east-midlands; did you mean "oakham-hall"?',
        ),
    ]


def test_codes_are_held_against_the_catalogue(file):
    text = CASE + '[[sentence.asks]]\nrequirement = "curfeww"\n'
    message = '"curfeww" is not a code of the catalogue; did you mean "curfew"?'
    assert said(file("case.toml", text)) == [("$.sentence.asks[0].requirement", message)]


def test_a_programme_that_names_no_requirement_of_ours_is_found_out(file):
    path = file("new-one.toml", PROGRAMME.replace('under = ["programme"]', 'under = ["progam"]'))
    complaints = check([path])
    assert {one.file for one in complaints} == {path}
    assert '"progam" is no requirement' in [one.message for one in complaints]


def test_a_programme_file_with_a_slip_is_complained_of_under_its_own_path(file):
    path = file("new-one.toml", PROGRAMME.replace('"thinking"', '"thinkin"'))
    complaints = check([path])
    assert [one.file for one in complaints] == [path]
    assert [one.path for one in complaints] == ["$.editions[0].needs[0]"]


@pytest.mark.parametrize("code", ["asro", "tsp"])
def test_a_shipped_programme_may_stand_in_its_own_place(code, file):
    shipped = files("models.catalogue").joinpath("programmes", f"{code}.toml").read_text("utf-8")
    assert check([file(f"{code}.toml", shipped)]) == []
