"""What one more place or appointment is worth, as it is told."""

from reports.plan_json import as_data
from reports.plan_whatif_tables import beside_plan, giver_prices
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
