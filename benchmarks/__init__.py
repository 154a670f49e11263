"""How fast, and how good."""
