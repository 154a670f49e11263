"""The figures a forecast takes for granted, each with its source: `calibration.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from attrs import frozen

from models.catalogue.row_reading import source
from models.sources import Source
from models.structuring import Reader, boolean, filled, load_table, real, text

FILE = "calibration.toml"


@frozen
class Figure:
    """One figure; `of` is the programme or region it is keyed to, "" for all."""

    id: str
    value: float
    unit: str
    source: Source
    of: str = ""
    text: str = ""
    verified: bool = True
    note: str = ""


@frozen
class Calibration:
    figures: tuple[Figure, ...]
    documents: tuple[tuple[str, str], ...] = ()

    def figure(self, id: str, of: str = "") -> Figure:
        """The figure keyed to `of` where there is one, else the one for all.

        Raises
        ------
        LookupError
            Where there is neither.
        """
        found = {one.of: one for one in self.figures if one.id == id and one.of in ("", of)}
        if not found:
            raise LookupError(f'the calibration has no figure "{id}" for "{of}"')
        return found[of] if of in found else found[""]

    def value(self, id: str, of: str = "") -> float:
        return self.figure(id, of).value

    def region_share(self, region: str) -> float:
        """The share of the country's arrivals that falls to a region.

        Raises
        ------
        LookupError
            Where no figure names the region: its arrivals have to be stated.
        """
        return self.value("hours-outstanding", region) / self.value("hours-outstanding-all")

    @property
    def arrivals_a_week(self) -> float:
        """People a week who are given a programme, over the whole country."""
        return self.value("imposed") / self.value("imposed-weeks")

    @property
    def leaving_a_week(self) -> float:
        """The share of those waiting who leave in a week, evenly over the wait assumed."""
        stayed = 1 - self.value("never-commenced") / self.value("imposed")
        return float(1 - stayed ** (1 / self.value("never-commenced-wait")))

    def stopping_a_session(self, programme: str, sessions: int) -> float:
        """The share of those attending who stop at a session, evenly over the programme's."""
        completed = self.value("completed", programme) / 100
        return float(1 - completed ** (1 / sessions))


@cache
def calibration() -> Calibration:
    """The figures shipped with us.

    Raises
    ------
    InvalidInput
        With every mistake of the file at once.
    """
    return read_calibration(FILE, files("planning").joinpath(FILE).read_bytes())


def read_calibration(name: str, data: bytes) -> Calibration:
    reader = Reader(name, load_table(name, data))
    documents = tuple(
        (table.take("code", filled), table.take("title", filled))
        for table in reader.tables("documents")
    )
    cited = {code for code, _ in documents}
    figures: dict[tuple[str, str], Figure] = {}
    for table in reader.tables("figures"):
        figure = _figure(table)
        document = figure.source.document if figure.source else ""  # type: ignore[truthy-bool]
        if document and document not in cited:
            table.complain(f'there is no document "{document}"', "source", document)
        if (figure.id, figure.of) in figures:
            table.complain(f'the figure "{figure.id}" stands there twice', "id", figure.id)
        figures[figure.id, figure.of] = figure
    reader.finish()
    return Calibration(tuple(figures.values()), documents)


def _figure(table: Reader) -> Figure:
    return Figure(
        id=table.take("id", filled),
        value=table.take("value", real(0)),
        unit=table.take("unit", filled),
        source=table.take("source", source),
        of=table.take("of", text, ""),
        text=table.take("text", text, ""),
        verified=table.take("verified", boolean, True),
        note=table.take("note", text, ""),
    )
