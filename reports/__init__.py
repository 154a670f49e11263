"""Text, JSON, calendars and tables: what a package looks like. Format only, compute nothing."""
