"""The version of Balai, declared once. The wheel, `manage.py --version` and the pages read it from here."""

__version__ = "0.1.0"
