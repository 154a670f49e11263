"""What we would choose: candidates, the CP-SAT draft and the options proposed from it."""
