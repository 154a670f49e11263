"""What the columns of a plan's tables mean, said once; a column names its note by key."""

from __future__ import annotations

NOTES: dict[str, str] = {
    "bound": "No plan of the same people and places can fall below it, given the aims above.",
    "gap": "By how much a better plan could be better at the most.",
    "proved": "Yes where the bound meets the value, so that no plan does better.",
    "placed": "Programmes that have a place; one person may ask for up to three.",
    "no-place": "Programmes without a place.",
    "percentiles": (
        "Half, or nine in ten, of those with a place wait no longer than so many whole weeks, from "
        "the sentence or the arrival to the first session. Nearest rank."
    ),
    "codes": "Programmes go by their codes in the catalogue.",
    "full": "Every run that would do is full.",
    "clash": "Each run meets a firm commitment, or another programme of the same person.",
    "window": "No run begins and ends between the person's first day and the end of the order.",
    "reach": "Every venue is out of reach, barred, or not for them.",
    "after": "A programme that has to end first has no place itself.",
    "finding": "The programme is not suitable; the reason stands with the person.",
    "heads": "People at the fullest meeting, those who sat there before the plan among them.",
    "use": "People at the fullest meeting of each week, as a share of the places.",
    "hands": (
        "Each run that would do is full, or has no facilitators or no room left beside what the "
        "plan holds."
    ),
    "staffed": (
        "The most group sessions of one week that the facilitators of a place run, or the most "
        "groups of one week that meet at once, those of people who sat there before among them."
    ),
    "none-left": "Weeks in which all facilitators, or at some time all rooms, are taken.",
    "lacking": "Programmes of people that have no place for want of it.",
    "before": "Places taken before the plan.",
    "offered": "Free places of a project over the week, or appointments a week of a provider.",
    "requirements": "Requirements go by their codes in the catalogue.",
    "given": (
        "No bookings of the same people fall below it, given the groups, what is booked before, "
        "and the aims above."
    ),
    "heads-day": "People on the fullest day, those who work there before the plan among them.",
    "use-day": "People on each day that somebody of the plan works, as a share of the places.",
    "appointments": "What the provider's hours hold in a week, or what is stated where it is less.",
    "estimate": (
        "An estimate: the dual value of the group's places in the last linear programme. It speaks "
        "of one more place and may hold for no more than that."
    ),
    "exact": "By how much the plan is better with one more place, solved again.",
    "giver-estimate": (
        "An estimate: the dual value of the places, or the appointments, in the last linear "
        "programme. It speaks of one more and may hold for no more than that."
    ),
    "giver-exact": "By how much the bookings are better with one more, solved again.",
    "between": "The exact change lies between the two by proof.",
    "gain": "By how much the best plan with the group is better, in the units named above.",
    "most": "A proved limit on the gain.",
    "cost": "By how much the best plan without the group is worse, in the units named above.",
    "least": "A proved limit on what it costs.",
    "hours": "Hours of work, study and care lost to sessions and the way there and back.",
    "sessions": "Group sessions held, each counted once however many people sit in it.",
    "company": (
        "Cohorts and rolling groups that meet with fewer than their least number, and runs in "
        "which a woman is the only one among others: each once, however many sessions it is so."
    ),
    "moved": "People who lost a run that they have in the base.",
    "figures": "Waits within which half or nine in ten begin are Kaplan and Meier's estimates.",
    "interval": (
        "The mean over the replications and its interval at the confidence named among the figures "
        "relied on."
    ),
    "having": "Replications that have such a figure: some have none, where too few ever begin.",
    "checked": "Whether the figure was read in its source.",
}
