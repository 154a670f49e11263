"""Numbers in sentences: plain figures, whatever slip of the keyboard they came of."""

import pytest

from models.dated import Bound
from models.parsers import Wrong, number, real
from models.rules.sentences import counted, end_broken


@pytest.mark.parametrize(
    ("parse", "value", "said"),
    [
        (number(1, 2000), 10**12, "1000000000000 is above 2000"),
        (number(1, 2000), 10**400, f"{10**400} is above 2000"),
        (real(0, 100), 1234567.5, "1234567.5 is above 100"),
        (number(1, 2000), float("nan"), '"nan" is not a whole number'),
        (number(1, 2000), 1e20, "100000000000000000000.0 is not a whole number"),
        (number(1, 2000), 40.0, "40.0 is not a whole number"),
        (real(0, 100), float("inf"), '"inf" is not a number to count with'),
    ],
)
def test_a_slip_of_the_keyboard_is_said_in_plain_figures(parse, value, said):
    with pytest.raises(Wrong) as wrong:
        parse(value)
    assert str(wrong.value) == said


def test_amounts_and_limits_are_said_in_plain_figures():
    assert counted(10**9, "hours") == "1000000000 hours"
    assert end_broken(Bound(40, 3_000_000), 3_000_001) == "at most 3000000"
