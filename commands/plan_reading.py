"""A plan and its what-ifs as they are named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commands.guarding import wrong

if TYPE_CHECKING:
    from models.difference import Difference
    from models.region import Region
    from scenarios.plan_reading import ReadPlan


def as_named(plan_file: str, whatifs: tuple[str, ...]) -> tuple[ReadPlan, list[Difference]]:
    """The plan and its what-ifs in the order given."""
    from models.catalogue import load
    from scenarios.plan_reading import read_plan

    catalogue = load()
    read = read_plan(plan_file, catalogue)
    return read, [_whatif(named, read) for named in whatifs]


def altogether(region: Region, differences: list[Difference]) -> Region:
    """All of the differences added, each held to what those before it made."""
    from models.difference import Difference

    added = sum(differences, Difference())
    for place, mistake in added.mistakes(region).items():
        wrong("WHATIF", added.changes[place].sentence, mistake)
    return added.apply(region)


def _whatif(named: str, read: ReadPlan) -> Difference:
    """One of the plan's own, several of them added, or a file."""
    from models.catalogue import load
    from models.difference import Difference
    from models.structuring import nearest
    from scenarios.change_reading import read_difference

    parts = [one.strip() for one in named.split("+")]
    if all(one in read.whatifs for one in parts):
        added = sum((read.whatifs[one] for one in parts), Difference())
        for place, mistake in added.mistakes(read.region).items():
            wrong("WHATIF", added.changes[place].sentence, mistake)
        return added
    if named.endswith((".toml", ".json")):
        return read_difference(named, read.region, load().entry)
    unknown = next(one for one in parts if one not in read.whatifs)
    wrong("WHATIF", unknown, f'the plan has no what-if "{unknown}"{nearest(unknown, read.whatifs)}')


def seed_of(read: ReadPlan, given: dict[str, Any]) -> int:
    """The plan's own seed, unless another is given."""
    return read.seed if given["seed"] is None else int(given["seed"])
