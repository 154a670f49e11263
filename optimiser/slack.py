"""How much more work than its share a draft is let lose: little at first, then what may matter.

A draft with little slack is small and soon solved, and the first that holds anything holds what
loses least. What is lost beyond what another structure loses at the least is no concern before that
one has been asked.
"""

from __future__ import annotations

from attrs import frozen

from optimiser.narrowed import Values

# How much slack a first draft has beyond what the best loses, in minutes, and how many times as
# much the next has.
FIRST_SLACK = 60
GROWTH = 6


@frozen
class Slack:
    """The slack of drafts whose parts by themselves take a `share` of work, at the least.

    `hoped` is what a package of them may lose, `limit` what it is allowed to lose.
    """

    share: int
    hoped: int
    limit: int

    @property
    def most(self) -> int:
        """All that is allowed."""
        return self.limit - self.share

    def first(self, *, little_better: bool) -> int:
        """A little more than the least there can be; more where that promises little."""
        slack = max(0, self.hoped - self.share) + FIRST_SLACK
        return min(self.most, GROWTH * slack if little_better else slack)

    def more(self, slack: int, rival: int | None) -> int:
        """What comes after a slack that was not enough.

        As much as may come before a `rival`, what another loses at the least; all where there is
        none.
        """
        if rival is None:
            return self.most
        return min(self.most, max(GROWTH * slack, rival - self.share))

    def enough(self, lead: Values, beat: Values | None) -> int:
        """The most that is allowed, or that can better the dates in hand."""
        if beat is not None and lead == beat[: len(lead)]:
            return min(self.most, beat[len(lead)] - self.share)
        return self.most
