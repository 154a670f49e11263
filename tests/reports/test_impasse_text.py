"""Ways out in words: what was shown of them, and no more."""

import pytest

from optimiser.results import Repair
from reports.impasse_text import ways_out
from reports.screen import rendered


@pytest.mark.parametrize(
    ("possible", "said"),
    [
        (True, "A package is possible then; its dates were not found in the time allowed."),
        (False, "Whether a package is possible then was not found in the time allowed."),
    ],
)
def test_a_way_out_without_a_package_is_called_possible_only_where_that_was_shown(possible, said):
    repair = Repair("Over by 7 July 2026.", (), None, None, False, possible)
    text = " ".join(rendered(ways_out([repair], None), 200).split())
    assert text == f"What could be changed - Over by 7 July 2026. {said}"
