"""The version of Balai, declared once: the wheel, `manage.py --version` and the pages take it from here."""

__version__ = "0.1.0"
