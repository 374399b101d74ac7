"""Prints the value of `MEDIA_ADDRESSES` for a demo: `PYTHONPATH=platform python -m foundation.lan`."""

from foundation.lan.addresses import of_media

print(",".join(of_media()))  # noqa: T201
