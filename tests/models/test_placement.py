"""What a plan says of itself."""

from datetime import date

import pytest

from models.placement import Placement, Plan, StageBound


@pytest.mark.parametrize(
    ("value", "bound", "proved"),
    [
        (10, 10.0, True),
        (10, 9.2, True),  # a whole number not below 9.2 is not below 10
        (10, 9.0, False),
        (10, 9.0000000001, False),  # that much is rounding
        (0, 0.0, True),
    ],
)
def test_a_stage_is_proved_where_no_whole_number_lies_between(value, bound, proved):
    assert StageBound("waiting", value, bound).proved is proved


def test_a_persons_placements_stand_by_first_day():
    late = Placement("a", "tsp", "tsp@2", "tsp", date(2026, 9, 1), date(2026, 12, 1))
    early = Placement("a", "did", "did@1", "did", date(2026, 6, 1), date(2026, 8, 1))
    other = Placement("b", "did", "did@1", "did", date(2026, 6, 1), date(2026, 8, 1))
    assert Plan((late, other, early)).of("a") == (early, late)
