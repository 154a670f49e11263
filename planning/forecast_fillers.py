"""Whoever may give out the places of a forecast, by the name a plan asks for them."""

from __future__ import annotations

from planning.forecast_filling import Filler, first_come

FILLERS: dict[str, Filler] = {"first-come": first_come}
