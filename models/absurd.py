"""Bounds of absurdity: beyond them a number is a slip of the keyboard. They are not the law's."""

from __future__ import annotations

MOST = {"hours": 2000, "days": 1100, "months": 240, "hours_a_day": 24}
"""The most of each unit that is taken, from a file or as a wish."""
