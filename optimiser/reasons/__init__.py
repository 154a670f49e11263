"""Why nothing is possible, why not this, why these minutes: reasons found apart from any aim."""
