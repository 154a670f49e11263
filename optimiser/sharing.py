"""Which things can never be attended on one day, whatever their times."""

from __future__ import annotations

from optimiser.streams import Stream

HEARING = "hearing"


def exclusive(
    one: Stream | None, part: str, rar: bool, other: Stream | None, other_part: str, other_rar: bool
) -> bool:
    """Whether two items can never share a day; a group's meeting has no stream.

    Parameters
    ----------
    part, other_part
        The codes the items belong to.
    rar, other_rar
        Whether the item is a RAR activity: one a day, so that days counted are days scheduled.
    """
    if part != other_part:
        return rar and other_rar
    if one is None or other is None:
        stream = one or other
        return stream is None or stream.stage in ("before", "after")
    if (one.kind == HEARING) is not (other.kind == HEARING):
        # The court sits where and when it sits: a day of treatment is as good as another.
        return False
    if one.course != other.course:
        # One treatment is had at one provider. Who gives a leg of it is no matter here: an
        # officer's review may share its day with the provider's last meeting.
        return True
    if one.leg == other.leg or part == "contact" or one.project is not None:
        return True
    # Before its main sessions, between them and after them: none of these days is another's.
    return one.stage != other.stage and bool({"before", "after"} & {one.stage, other.stage})
