"""Formats of dates and numbers for languages that Django has under another name."""
