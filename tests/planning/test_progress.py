from io import StringIO

from rich.console import Console

from planning.progress import bar, silent


def test_on_a_terminal_there_is_a_bar():
    said = StringIO()
    with bar("Forecast", 4, Console(file=said, force_terminal=True, width=60)) as advance:
        advance(3)
    assert "Forecast" in said.getvalue()
    assert "3/4" in said.getvalue()


def test_elsewhere_there_is_nothing():
    said = StringIO()
    with bar("Forecast", 4, Console(file=said, force_terminal=False)) as advance:
        advance(3)
    assert (said.getvalue(), advance) == ("", silent)


def test_a_bar_is_never_on_standard_output(capsys):
    with bar("Forecast", 1) as advance:
        advance(1)
    assert capsys.readouterr().out == ""
