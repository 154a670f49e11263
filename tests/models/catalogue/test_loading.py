"""Catalogue files: what is merged, and what is refused, all of it at once."""

import pytest

from models.case import Need
from models.catalogue import health
from models.catalogue.indispensable import AVAILABLE
from models.catalogue.indispensable import ROWS as INDISPENSABLE
from models.catalogue.loading import read
from models.dated import Bound
from models.errors import InvalidInput
from models.sources import Source

DOCUMENTS = b"""
[[documents]]
code = "old"
title = "The old guide"
since = 2009-10-01
[[documents]]
code = "new"
title = "The new guide"
since = 2017-02-01
"""

ENTRY = """
code = "thing"
kind = "programme"
name = "A thing"
[[editions]]
document = "new"
source = ["new", "2"]
needs = ["thinking"]
order_months = 9
[[editions]]
document = "old"
source = ["old", "1"]
classes = ["own"]
needs = ["alcohol"]
[[editions.legs]]
id = "group"
title = "Group"
stage = "main"
delivery = "group"
sessions = 4
minutes = 150
source = ["old", "1.1"]
modules = [
    { code = "one", title = "One", sessions = 2 },
    { code = "two", title = "Two", sessions = 2, after = ["one"] },
]
"""

ROWS = """
[[rows]]
id = "thing-days"
subject = "order"
parameter = "days"
clock = "offence"
force = "must"
strength = "statute"
text = "Ten days."
[[rows.steps]]
since = 2009-10-01
highest = 10
source = ["old", "1"]
"""


def stated(subject: str, parameter: str, step: str = 'value = "so"') -> str:
    """A row that says something of a parameter, whatever it is."""
    row = ROWS.replace("thing-days", f"{subject}-{parameter}-stated").replace("highest = 10", step)
    return row.replace('"order"', f'"{subject}"').replace('"days"', f'"{parameter}"')


STANDARDS = "".join(stated(*pair) for pair in (AVAILABLE, *INDISPENSABLE))


def files(entry: str = ENTRY, orders: str = ROWS, standards: str = STANDARDS) -> dict[str, bytes]:
    return {
        "documents.toml": DOCUMENTS,
        "orders.toml": orders.encode(),
        "standards.toml": standards.encode(),
        "programmes/thing.toml": entry.encode(),
    }


def said(entry: str = ENTRY, orders: str = ROWS) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(files(entry, orders))
    return [str(complaint) for complaint in caught.value.complaints]


def unwell(entry: str = ENTRY, orders: str = ROWS, standards: str = STANDARDS) -> list[str]:
    return [complaint.message for complaint in health(read(files(entry, orders, standards)))]


def test_a_later_edition_replaces_only_the_fields_it_states():
    entry = read(files()).entry("thing")
    # The editions stand newest first in the file: their documents' dates put them in order.
    assert entry.needs == (Need.THINKING,)
    assert entry.classes == ("own",)
    assert entry.order_months == 9
    assert Bound(4, 4) == entry.legs[0].sessions
    assert ("new", Source("new", "2")) == (entry.edition, entry.source)


def test_an_earlier_edition_knows_nothing_of_a_later_one():
    entry = read(files()).entry("thing", "old")
    assert (entry.needs, entry.order_months) == ((Need.ALCOHOL,), None)


def test_an_unknown_code_and_an_unknown_edition_are_key_errors():
    catalogue = read(files())
    with pytest.raises(KeyError):
        catalogue.entry("nothing")
    with pytest.raises(KeyError):
        catalogue.entry("thing", "nothing")


def test_mistakes_of_several_files_are_said_at_once():
    found = said(
        ENTRY.replace('stage = "main"', 'stage = "midway"'),
        ROWS.replace('clock = "offence"', 'clock = "offense"'),
    )
    expected = [
        "orders.toml: $.rows[0].clock",
        "programmes/thing.toml: $.editions[1].legs[0].stage",
    ]
    assert expected == [line.rpartition(': "')[0] for line in found]


MISTAKES = [
    ('code = "thing"', 'code = "think"', 'code = "think": the file is called thing'),
    ('document = "old"', 'document = "odd"', 'no document is called "odd"'),
    ("sessions = 4", "session = 4", 'unknown key "session"; did you mean "sessions"?'),
    ("minutes = 150", "minutes = [150, 20]", "the highest, 20, is below the lowest, 150"),
    ('source = ["old", "1.1"]', 'source = ["old"]', "a source is a document and a section"),
    ('needs = ["alcohol"]', 'needs = ["alcool"]', 'did you mean "alcohol"?'),
    ("order_months = 9", "order_months = 0", "0 is below 1"),
    (
        'classes = ["own"]',
        'criteria = [{ test = "agee", reason = "r", source = ["old", "1"] }]',
        "$.editions[1].criteria[0]",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "expected"), MISTAKES)
def test_a_mistake_in_an_entry_is_said(right, wrong, expected):
    found = said(ENTRY.replace(right, wrong))
    assert (len(found), expected in found[0]) == (1, True)


ROW_MISTAKES = [
    ("highest = 10", 'highest = 10\nvalue = "x"', 'a step has a "value" or its ends, not both'),
    ("highest = 10", "value = 10", "a value is true, false or text; a figure has ends"),
    ("highest = 10", "highest = 10\nlowest = 11", "the highest, 10, is below the lowest, 11"),
    ('text = "Ten days."', "", '"text" is missing'),
    ("since = 2009-10-01", "since = 2009-13-01", "not TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "expected"), ROW_MISTAKES)
def test_a_mistake_in_a_row_is_said(right, wrong, expected):
    found = said(orders=ROWS.replace(right, wrong))
    assert (len(found), expected in found[0]) == (1, True)


def test_steps_out_of_order_are_refused():
    earlier = '[[rows.steps]]\nsince = 2009-09-30\nhighest = 9\nsource = ["old", "1"]\n'
    expected = ["steps must follow one another, each later than the last"]
    assert expected == [line.rpartition(": ")[2] for line in said(orders=ROWS + earlier)]


def test_a_catalogue_in_order_is_healthy():
    assert unwell() == []


SICK = [
    ("sessions = 4", "sessions = 5", "the modules have 4 sessions, the leg 5"),
    ('source = ["old", "1"]', 'source = ["odd", "1"]', 'no document is called "odd"'),
    ('classes = ["own"]', 'under = ["rar"]', 'no entry is called "rar"'),
    ('classes = ["own"]', 'requires = ["other"]', 'no entry is called "other"'),
    ('classes = ["own"]', 'requires = ["thing"]', "goes round in a circle: thing before thing"),
    ('after = ["one"]', 'after = ["three"]', "no such module"),
    (
        '{ code = "one", title = "One", sessions = 2 }',
        '{ code = "one", title = "One", sessions = 2, after = ["two"] }',
        "goes round in a circle: two before one before two",
    ),
    (
        'classes = ["own"]',
        'attendance = [{ leg = "grup", source = ["old", "1"] }]',
        "no such leg",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "expected"), SICK)
def test_health_finds_what_no_single_field_shows(right, wrong, expected):
    assert expected in unwell(ENTRY.replace(right, wrong))


BESIDE = """
[[editions.legs]]
id = "beside"
title = "Beside"
stage = "during"
delivery = "appointment"
with = "facilitator"
sessions = 2
in_modules = ["one", "two"]
source = ["old", "1"]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("", "", None),
        ('["one", "two"]', '["one", "four"]', 'the main leg has no module "four"'),
        ('["one", "two"]', '["one", "one"]', "a module named twice"),
        ("sessions = 2", "sessions = 3", "one appointment for each module named: 2 sessions"),
        ('"during"', '"after"', "only appointments during a programme stand in its modules"),
        ('"appointment"', '"group"', "only appointments during a programme stand in its modules"),
    ],
)
def test_health_finds_one_to_ones_of_no_module(right, wrong, expected):
    head, rows = ENTRY.partition("[[rows]]")[::2]
    found = unwell(head + BESIDE.replace(right, wrong) + ("[[rows]]" + rows if rows else ""))
    assert set(found) == ({expected} if expected else set())


def test_a_total_the_guide_itself_disagrees_on_is_allowed_once_said():
    entry = ENTRY.replace("sessions = 4", "sessions = 5")
    entry = entry.replace('classes = ["own"]', 'conflicts = ["Five, and also two and two."]')
    assert unwell(entry) == []


def test_a_programme_that_outlasts_every_order_is_found():
    months = ROWS.replace('parameter = "days"', 'parameter = "months"')
    assert unwell(orders=months) == []  # nine months of at most ten
    expected = "order_months = 11: an order runs for at most 10 months (old 1)"
    found = unwell(ENTRY.replace("order_months = 9", "order_months = 11"), months)
    assert [expected] == found


def test_two_rows_of_one_id_are_found():
    assert unwell(orders=ROWS + ROWS) == ['2 rows are called "thing-days"']


@pytest.mark.parametrize(("subject", "parameter"), INDISPENSABLE)
def test_a_figure_nothing_could_stand_in_for_is_missed(subject, parameter):
    held = stated(subject, parameter)
    expected = [f"{parameter}: no row states it from 2009-10-01 on"]
    assert expected == unwell(standards=STANDARDS.replace(held, ""))
    a_day_late = held.replace("since = 2009-10-01", "since = 2009-10-02")
    assert expected == unwell(standards=STANDARDS.replace(held, a_day_late))
    # A step without a value says that the figure is not known from that day on.
    unset = held + '[[rows.steps]]\nsince = 2017-02-01\nsource = ["new", "1"]\n'
    assert expected == unwell(standards=STANDARDS.replace(held, unset))


def test_a_catalogue_that_never_says_when_orders_are_available_is_unwell():
    held = stated(*AVAILABLE)
    assert unwell(standards=STANDARDS.replace(held, "")) == ["available: no row says since when"]
