"""The figures of `bench allocation` as tables, for the screen and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.tables import Table, number

LEFT = "left people out"


def tables(found: dict[str, Any]) -> Iterator[Table]:
    """The figures as tables, for the screen and for Markdown."""
    if found.get("regions"):
        yield Table(
            "Made-up regions, the gap proved zero",
            ("people", "areas", "places %", "wall s", "processor s", "MiB a process", "value",
             "bound", "kinds", "unmet", "musts broken", "checking s"),
            tuple(_region(row) for row in found["regions"]),
        )  # fmt: skip
    if found.get("growth"):
        yield Table(
            "Growth: one area",
            ("people", "wall s", "processor s", "MiB a process"),
            tuple(
                (f"{row['people']:,}", number(row["seconds"]), number(row["cpu_seconds"]),
                 number(row["mebibytes"], 0))
                for row in found["growth"]
            ),
        )  # fmt: skip
    if found.get("otherwise"):
        yield Table(
            "The same people otherwise",
            ("by", "value", "bound", "wall s", "left out"),
            tuple(_other(row) for row in found["otherwise"]),
        )
    if found.get("kept"):
        from benchmarks.allocation_kept import Kept, table

        yield table([Kept(**row) for row in found["kept"]])
    rows = found.get("instances", ())
    if rows and "alone" in rows[0] and "value" not in rows[0]:
        yield Table(
            "Each planned alone, places ignored",
            ("instance", "people", "sum"),
            tuple((row["name"], f"{row['people']:,}", f"{row['alone']:,}") for row in rows),
        )
    elif rows:
        yield Table(
            "Others' instances",
            ("instance", "people", "requests", "groups", "kinds", "value", "bound", "best known",
             "wall s", "processor s", "MiB", "alone"),
            tuple(_instance(row) for row in rows),
        )  # fmt: skip
        yield Table(
            "The same otherwise",
            ("instance and means", "value", "bound", "wall s", "left out"),
            tuple(_other(other) for row in rows for other in row.get("otherwise", ())),
        )


def _region(row: dict[str, Any]) -> tuple[str, ...]:
    if "reason" in row:
        return (f"{row['people']:,}", str(row["areas"]), str(row["percent"]), row["reason"],
                *[""] * 8)  # fmt: skip
    return (
        f"{row['people']:,}", str(row["areas"]), str(row["percent"]), number(row["seconds"]),
        number(row["cpu_seconds"]), number(row["mebibytes"], 0), f"{row['value']:,}",
        f"{row['bound']:,}", f"{row['kinds']:,}", f"{row['unmet']:,}", str(row["faults"]),
        number(row["checking_seconds"]),
    )  # fmt: skip


def _other(row: dict[str, Any]) -> tuple[str, ...]:
    value = LEFT if row["value"] is None and row["left"] else number(row["value"], 0)
    return (
        row["name"], value, number(row["bound"], 0), number(row["seconds"]),
        str(row["left"] or ""),
    )  # fmt: skip


def _instance(row: dict[str, Any]) -> tuple[str, ...]:
    if "reason" in row:
        return row["name"], *[""] * 10, row["reason"]
    return (
        row["name"], f"{row['people']:,}", f"{row['requests']:,}", str(row["groups"]),
        str(row["kinds"]), number(row["value"], 0), number(row["bound"], 0),
        number(row["best_known"], 0), number(row["seconds"]), number(row["cpu_seconds"]),
        number(row["mebibytes"], 0), f"{row['alone']:,}",
    )  # fmt: skip
