"""What is aimed at, in order: each aim once as a measure and once as an expression of the draft."""
