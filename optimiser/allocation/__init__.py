"""Many people and few places: everybody's groups at once, with a proved bound."""
