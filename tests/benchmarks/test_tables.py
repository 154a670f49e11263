"""Tables of figures on a page: nothing is cut, however narrow it is."""

import io

import pytest
from rich.console import Console

from benchmarks.tables import Table

# Eleven columns, as the widest there are: 34 and ten of 9 to 13 with two blanks between.
HEADINGS = ("people in areas", *(f"measure{number} seconds" for number in range(10)))
ROWS = (
    ("10,000 in 4 areas, 80 % of demand", *(f"{number:,}.25" for number in range(1000, 1010))),
    ("all", *(str(number) for number in range(10))),
)
WIDE = Table("Everybody's groups at once", HEADINGS, ROWS)


def printed(table, width):
    page = Console(file=io.StringIO(), width=width)
    page.print(table.on_screen())
    return page.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 250])
def test_every_cell_is_whole_on_any_page(width):
    said = printed(WIDE, width)
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= width
    for row in ROWS:
        for cell in row:
            assert cell in said
    for heading in HEADINGS[1:]:
        assert heading.split()[0] in said


def test_columns_that_do_not_fit_stand_below_with_their_rows():
    # The first column takes 33; with two between, a figure takes 8 + 2 and its heading's longest
    # word 8 + 2: four fit in 80 - 33 = 47.
    assert WIDE.within(80) == ((0, 1, 2, 3, 4), (0, 5, 6, 7, 8), (0, 9, 10))
    assert printed(WIDE, 80).count("10,000 in 4 areas") == 3
    assert WIDE.within(250) == (tuple(range(11)),)


@pytest.mark.parametrize("width", range(44, 90))
def test_no_word_of_a_heading_is_broken(width):
    headings = ("asked", "number", "p50 s", "p95 s", "p50 processor s", "p95 processor s")
    row = ("a package with it, one a case", "1", "0.527", "0.527", "0.266", "0.266")
    said = printed(Table("Packages beside them", headings, (row,)), width).split()
    assert said.count("processor") == 2
    assert said.count("0.266") == 2


def test_a_column_wider_than_the_page_stands_alone():
    assert Table("t", ("a", "b", "c"), (("x", "y" * 90, "z"),)).within(80) == ((0, 1), (0, 2))


def test_a_long_figure_stands_whole_beside_headings_that_could_be_broken():
    """As measured: the value of 9 figures lost its last two, so that all would stand in one row."""
    headings = ("people", "areas", "places %", "wall s", "processor s", "MiB a process", "value")
    headings += ("bound",)
    row = ("10,000", "4", "80", "3.27", "6.25", "119", "502,914,540", "502,914,540")
    for width in range(40, 121):
        said = printed(Table("Made-up regions", headings, (row,)), width)
        assert said.count("502,914,540") == 2, width
        assert "\u2026" not in said, width
