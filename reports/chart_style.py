"""How every chart is drawn and written: the accessible style, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from attrs import frozen

from reports import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AUTHOR = "sentence-packages"
STYLE = "afcharts.afcharts"
DOTS_AN_INCH = 100
TITLE_SIZE, TEXT_SIZE = 15, 11
# Of the title, bold.
LETTERS_AN_INCH = 7
# The text of an SVG stays text, to be read aloud; ids of its parts come from the salt alone; what
# a dollar sign stands in is no formula. The font is the one matplotlib brings along, so that the
# layout is the same on every machine; a reader without it has another of the list.
SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": AUTHOR,
    "text.parse_math": False,
    "axes.formatter.use_mathtext": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "font.size": TEXT_SIZE,
    "axes.titlesize": TEXT_SIZE,
    "axes.unicode_minus": False,
    "xtick.labelsize": TEXT_SIZE - 1,
    "ytick.labelsize": TEXT_SIZE - 1,
    "legend.fontsize": TEXT_SIZE,
}


@frozen
class Chart:
    """A chart to be written; `said` is what somebody who does not see it is told."""

    name: str
    title: str
    said: str
    figure: Figure


@contextmanager
def styled() -> Iterator[None]:
    """Within it, the style of the Government Analysis Function; nothing of it stays after."""
    # Imported here: it takes longer than everything else the command line needs together.
    import matplotlib.style
    from matplotlib import rc_context

    with rc_context(), matplotlib.style.context([STYLE, SETTINGS]):
        yield


def palette(number: int) -> list[str]:
    """Colours that can be told apart by everybody and in grey; at most four together."""
    from afcharts.af_colours import get_af_colours

    return list(get_af_colours("categorical", number_of_colours=max(2, number)))[:number]


def focus() -> tuple[str, str]:
    """What is looked at, and what stands beside it."""
    from afcharts.af_colours import get_af_colours

    dark, pale = get_af_colours("focus")
    return dark, pale


def page(title: str, number: int, columns: int, width: float, height: float) -> tuple[Any, Any]:
    """A figure of `number` small charts under one title, and their axes in reading order.

    `width` and `height` are inches of one small chart.
    """
    from matplotlib.figure import Figure

    columns = min(columns, number)
    rows = -(-number // columns)
    wide = max(7.0, columns * width)
    figure = Figure(figsize=(wide, rows * height + 1), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12)
    broken = fill(words.plain(title), int(wide * LETTERS_AN_INCH))
    figure.suptitle(broken, x=0.012, ha="left", fontsize=TITLE_SIZE, weight="bold")
    axes = figure.subplots(rows, columns, squeeze=False).ravel().tolist()
    for empty in axes[number:]:
        empty.set_visible(False)
    return figure, axes[:number]


def drawn(chart: Chart) -> dict[str, bytes]:
    """A chart's contents by file ending."""
    named = {"Title": words.plain(chart.title), "Description": words.plain(chart.said)}
    files = {}
    # Laid out once, for both files.
    chart.figure.draw_without_rendering()
    chart.figure.set_layout_engine("none")
    for ending, metadata in (
        ("svg", {**named, "Creator": AUTHOR, "Date": None}),
        ("png", {**named, "Author": AUTHOR, "Software": None}),
    ):
        out = io.BytesIO()
        chart.figure.savefig(out, format=ending, dpi=DOTS_AN_INCH, metadata=metadata)
        files[ending] = out.getvalue()
    files["svg"] = _described(files["svg"], named["Description"])
    return files


def _described(svg: bytes, said: str) -> bytes:
    """The description where readers aloud look for it, after the title, and both said to be of the
    picture: else its parts are read out one by one.
    """
    desc = f'</title>\n <desc id="description">{escape(said)}</desc>'
    for plain, told in (
        ("<svg ", '<svg role="img" aria-labelledby="title" aria-describedby="description" '),
        ("<title>", '<title id="title">'),
        ("</title>", desc),
    ):
        svg = svg.replace(plain.encode(), told.encode(), 1)
    return svg


def whole_ticks(axis: Any) -> None:
    """Marks at whole numbers only: of people and weeks there are no halves."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=5, integer=True))


def days_below(axes: Any, first: date, last: date) -> None:
    """A few days under an axis, as they are written everywhere else but for short months."""
    from matplotlib.dates import AutoDateLocator, num2date
    from matplotlib.ticker import FuncFormatter

    def said(number: float, _: int) -> str:
        day = num2date(number)
        return f"{day.day} {words.MONTHS[day.month - 1][:3]}\n{day.year}"

    axes.set_xlim(first, last)
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=4))
    axes.xaxis.set_major_formatter(FuncFormatter(said))


def legend(figure: Figure, axes: Any) -> None:
    """Under the charts, in the order drawn."""
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower left", ncols=3)
