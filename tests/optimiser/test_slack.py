"""How much more work a draft is let lose, in minutes."""

import pytest

from optimiser.slack import Slack

# 200 minutes are taken anyway, a package may lose 250, and 1,400 are allowed: slack of 1,200.
SLACK = Slack(share=200, hoped=250, limit=1400)


def test_the_first_is_an_hour_beyond_what_is_hoped_for():
    assert SLACK.first(little_better=False) == 50 + 60


def test_where_that_promises_little_it_is_six_times_as_much():
    assert SLACK.first(little_better=True) == 6 * 110


@pytest.mark.parametrize("little", [True, False])
def test_it_is_never_more_than_is_allowed(little):
    assert Slack(200, 250, 230).first(little_better=little) == 30


@pytest.mark.parametrize(
    ("slack", "rival", "more"),
    [
        # Nothing else waits.
        (60, None, 1200),
        # What else waits loses 600 at the least: 400 beyond the share come before it, or as much.
        (60, 600, 400),
        # It loses hardly more than was asked: six times as much is asked all the same.
        (60, 300, 360),
        # No more than is allowed.
        (300, 2000, 1200),
        (0, 201, 1),
    ],
)
def test_the_next_comes_before_what_else_waits(slack, rival, more):
    assert SLACK.more(slack, rival) == more


@pytest.mark.parametrize(
    ("beat", "enough"),
    [(None, 1200), ((0, 500, 7), 300), ((0, 3000, 7), 1200), ((1, 500, 7), 1200)],
)
def test_enough_is_what_can_better_dates_that_come_to_the_same_before_work(beat, enough):
    assert SLACK.enough((0,), beat) == enough
