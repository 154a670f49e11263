"""What an option says it relies on is what either book, or the draft, reads of the catalogue."""

import ast
from pathlib import Path

from models.catalogue import load
from optimiser.relied_on import READ_AND_NEVER_LEANT_ON, RELIED_ON

ROOT = Path(__file__).parents[2]
READERS = {"ruling", "bound", "band", "floors", "order_ruling", "statutory", "figure", "_figure"}
# Rooms in which a menu is read to make a package or to weigh one.
ROOMS = ("optimiser", "models/rules", "models/suitability")
BESIDE = ("models/rest.py",)
# Read by a name put together elsewhere: the unit of an amount, the months of either order.
BY_NAME = {"hours", "days", "months", "hours-a-day", "supervision-months", "operational-months"}


def read(source: str) -> set[str]:
    """The words given to whatever reads a menu.

    >>> sorted(read('menu.bound("load", "contact-minutes"); order_ruling("age", package, facts)'))
    ['age', 'contact-minutes', 'load']
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [
        (call, call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id)
        for call in calls
        if isinstance(call.func, ast.Attribute | ast.Name)
    ]
    return {
        argument.value
        for call, name in named
        if name in READERS
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_parameter_read_is_relied_on_or_said_not_to_be():
    parameters = {row.parameter for row in load().rows}
    words = {
        word
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        for word in read(file.read_text("utf-8"))
    }
    words |= {word for file in BESIDE for word in read((ROOT / file).read_text("utf-8"))}
    expected = (words & parameters) | BY_NAME
    assert expected == RELIED_ON | READ_AND_NEVER_LEANT_ON
    assert set() == RELIED_ON & READ_AND_NEVER_LEANT_ON


def test_the_reading_of_sources_finds_words_wherever_they_stand():
    assert read('x(menu.ruling("contact", "monthly"))') == {"contact", "monthly"}
    assert read('menu.of("contact", "monthly")') == set()
