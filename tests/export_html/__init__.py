"""The HTML view: as text, and in a real browser."""
