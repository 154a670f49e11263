"""Wishes as they are written: read, refused in a sentence each, and all at once."""

from datetime import date

import pytest

from models.allowed_loss import AllowedLoss
from models.commitments import CommitmentKind, Shift
from models.errors import InvalidInput
from models.moments import last_day
from models.wish_reading import read_loss, read_wishes
from models.wishes import Wishes
from tests.models.rules.build import START
from tests.optimiser.wished import KNOWN, world


def read(**given):
    return read_wishes(world(), KNOWN, **given)


def complaints(**given):
    with pytest.raises(InvalidInput) as wrong:
        read(**given)
    return [(one.path, one.value, one.message) for one in wrong.value.complaints]


def test_nothing_wished_is_no_wish():
    assert read() == Wishes()
    assert not read()


def test_every_wish_is_read():
    found = read(
        with_codes=["tsp"],
        without_codes=["curfew"],
        groups=["asro-wed-eve"],
        amounts=["unpaid-work=12"],
        months="3",
        evenings_only=True,
        never=["Tuesday 15:00-17:30", "friday"],
        relax=["work"],
        finish_by=date(2026, 6, 30),
    )
    assert found == Wishes(
        with_codes=("tsp",),
        without_codes=("curfew",),
        groups=("asro-wed-eve",),
        amounts={"unpaid-work": 12},
        months=3,
        evenings_only=True,
        never=(Shift(1, 900, 1050), Shift(4, 0, 1440)),
        relax=(CommitmentKind.WORK,),
        finish_by=date(2026, 6, 30),
    )


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({"with_codes": ["asr"]}, "--with",
         '"asr" is not a code of the catalogue; did you mean "asro"?'),
        ({"without_codes": ["xyz"]}, "--without", '"xyz" is not a code of the catalogue'),
        ({"groups": ["asro-wed"]}, "--group",
         '"asro-wed" is not a group of Test; did you mean "asro-wed-eve"?'),
        ({"amounts": ["unpaid-work"]}, "--amount",
         '"unpaid-work" is not an amount as "unpaid-work=120"'),
        ({"amounts": ["unpaid-work=1.5"]}, "--amount", '"1.5" is not a whole number'),
        ({"amounts": ["unpaid-work=0"]}, "--amount", "0 is below 1"),
        ({"amounts": ["asro=3"]}, "--amount", "asro has no amount that could be set"),
        ({"amounts": ["unpaid-work=8", "unpaid-work=9"]}, "--amount",
         '"unpaid-work" is wished for with 8 and with 9'),
        ({"months": "2.5"}, "--months", '"2.5" is not a whole number'),
        ({"months": "100000", "finish_by": date(2026, 6, 30)}, "--months",
         "an order of 100,000 months: at most 240 can be wished for"),
        ({"months": "1" * 19}, "--months", f'"{"1" * 19}" is too large a number'),
        ({"amounts": ["unpaid-work=2001"]}, "--amount",
         "2,001 is above 2,000, the most that can be wished for"),
        ({"amounts": ["programme=1101"]}, "--amount",
         "1,101 is above 1,100, the most that can be wished for"),
        ({"amounts": ["exclusion=241"]}, "--amount",
         "241 is above 240, the most that can be wished for"),
        ({"amounts": ["curfew=999999999"]}, "--amount",  # not held on the dates of the case
         "999,999,999 is above 2,000, the most that can be wished for"),
        ({"relax": ["worship"]}, "--relax", '"worship" is not one of: work, education'),
        ({"finish_by": "31/03/2026"}, "--finish-by",
         '"31/03/2026" is not a date as 2026-03-14'),
        ({"months": "0"}, "--months", "an order of 0 months: at least 1"),
        ({"never": ["tuesday 3pm"]}, "--never",
         '"tuesday 3pm" is not a stretch as "tuesday 15:00-17:30"'),
        ({"never": ["tuesday 22:00-06:00"]}, "--never",
         '"tuesday 22:00-06:00" ends at or before its start; give two stretches for a night'),
        ({"with_codes": ["tsp"], "without_codes": ["tsp"]}, "--without",
         "tsp is wished for both with and without"),
        ({"with_codes": ["tsp"], "without_codes": ["programme"]}, "--without",
         "tsp stands only under programme, which is to be left out"),
        ({"amounts": ["unpaid-work=9"], "without_codes": ["unpaid-work"]}, "--amount",
         "an amount of unpaid-work is wished for, which is to be left out"),
        ({"groups": ["tsp-thu-eve"], "without_codes": ["tsp"]}, "--group",
         "tsp-thu-eve gives tsp, which is to be left out"),
        ({"groups": ["tsp-thu-eve"], "without_codes": ["programme"]}, "--without",
         "tsp stands only under programme, which is to be left out"),
        ({"with_codes": ["tsp"], "groups": ["tsp-thu-eve"], "without_codes": ["programme"]},
         "--without", "tsp stands only under programme, which is to be left out"),
        ({"groups": ["asro-tue-day", "asro-wed-eve"]}, "--group",
         "asro-tue-day and asro-wed-eve both give asro: one person goes to one"),
        ({"finish_by": START}, "--finish-by",
         "2 March 2026 is not after the day the order starts, 2 March 2026"),
        ({"finish_by": date(2026, 4, 30), "months": "2"}, "--finish-by",
         "2 months from 2 March 2026 end on 1 May 2026, after 30 April 2026"),
    ],
)  # fmt: skip
def test_what_nobody_could_grant_is_refused_in_a_sentence(given, path, message):
    assert [(one[0], one[2]) for one in complaints(**given)] == [(path, message)]


def test_an_order_may_end_on_the_very_day_wished_for():
    assert read(months="2", finish_by=last_day(START, 2)).months == 2


def test_all_complaints_come_at_once():
    found = complaints(with_codes=["x1"], groups=["y1"], months="z", never=["w"])
    assert {path for path, _, _ in found} == {"--with", "--group", "--months", "--never"}


# ---- allowed loss ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "loss"),
    [
        (["work=20h"], AllowedLoss(work_minutes=1200, work_percent=0)),
        (["work=10%"], AllowedLoss(work_minutes=0, work_percent=10)),
        (["work=90min", "work=5%"], AllowedLoss(work_minutes=90, work_percent=5)),
        (["practice=2"], AllowedLoss(practice=2)),
        (["answering=1"], AllowedLoss(answering=1)),
        (["contact=1"], AllowedLoss(contact=1)),
        ([], None),
    ],
)
def test_what_may_be_lost_is_the_officers_to_say(said, loss):
    assert read_loss(said) == loss


@pytest.mark.parametrize("said", ["work=20", "practice=2h", "travel=3h", "work", "work=-3h"])
def test_a_loss_that_says_nothing_clear_is_refused(said):
    with pytest.raises(InvalidInput) as wrong:
        read_loss([said])
    assert [one.path for one in wrong.value.complaints] == ["--loss"]


def test_two_losses_of_one_kind_at_odds_are_refused_and_twice_the_same_is_not():
    with pytest.raises(InvalidInput) as wrong:
        read_loss(["work=5h", "work=10%", "work=99h", "practice=1", "practice=2"])
    assert [(one.value, one.message) for one in wrong.value.complaints] == [
        ("work=99h", '"work=99h" is at odds with "work=5h"'),
        ("practice=2", '"practice=2" is at odds with "practice=1"'),
    ]
    assert read_loss(["work=5h", "work=300min"]) == AllowedLoss(work_minutes=300, work_percent=0)


def test_work_may_lose_the_hours_or_the_share_whichever_is_more():
    # 20% of 5,000 minutes are 1,000, less than 20 hours; of 9,000 they are 1,800.
    few, many = (0, 2, 0, 1, 5000), (0, 2, 0, 1, 9000)
    assert AllowedLoss().limits(few) == {1: 2, 3: 2, 4: 6200}
    assert AllowedLoss().limits(many) == {1: 2, 3: 2, 4: 10800}
    assert AllowedLoss().holds((3, 2, 1, 2, 6200), few)
    assert not AllowedLoss().holds((0, 2, 0, 1, 6201), few)
    assert not AllowedLoss().holds((0, 3, 0, 1, 5000), few)
    assert not AllowedLoss().holds((0, 2, 0, 3, 5000), few)
