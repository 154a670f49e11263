"""What is printed or written: text, JSON, calendar files. Format only; nothing is decided here."""
