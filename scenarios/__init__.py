"""Who stands before the court, where, and what is on offer there: no logic."""
