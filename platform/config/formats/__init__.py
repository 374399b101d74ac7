"""Formats of dates and numbers: of languages that Django has under another name, and where pages differ from Django."""
