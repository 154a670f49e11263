"""What one more place or appointment is worth, as it is told."""

from attrs import evolve

from reports.plan_json import as_data
from reports.plan_text import screen
from reports.plan_whatif_tables import beside_plan, giver_prices
from reports.screen import rendered
from tests.reports.plan_example import BOOKED, REPORT


def test_each_price_says_of_what_one_more_is_priced():
    assert giver_prices(BOOKED).rows == (
        ("Parks and verges", "place a day", "unpaid-work", 95_028, 77_650, 77_650, 77_650),
        ("Derby Alcohol Service", "appointment a week", "atr, drr", 1_200, None, None, None),
    )


def test_the_table_stands_beside_the_others_where_there_are_prices_only():
    title = "Project and provider prices"
    assert title in [table.name for table in beside_plan(BOOKED)]
    assert title not in [table.name for table in beside_plan(REPORT)]


def test_prices_of_projects_and_providers_stand_with_the_bookings_in_the_json():
    found = as_data(BOOKED)["bookings"]["prices"]
    assert [(one["kind"], one["giver"], one["estimate"], one["exact"]) for one in found] == [
        ("project", "parks", 95_028.4, 77_650), ("provider", "drinks", 1_200.0, None)
    ]  # fmt: skip


def test_the_screen_shows_bounds_only_where_they_differ():
    bare = evolve(BOOKED, prices=(), openings=None, closings=None)
    loose = tuple(evolve(one, lowest=11_111, highest=22_222) for one in bare.giver_prices)
    proved, open_ = rendered(screen(bare)), rendered(screen(evolve(bare, giver_prices=loose)))
    # The exact change stands once: neither bound repeats it.
    assert proved.count("77,650") == 1
    assert (open_.count("11,111"), open_.count("22,222")) == (2, 2)
