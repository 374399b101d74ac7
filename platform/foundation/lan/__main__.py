"""Prints the value of `MEDIA_ADDRESSES` for a demo: `PYTHONPATH=platform python -m foundation.lan`."""

from foundation.lan.addresses import media_addresses

print(",".join(media_addresses()))  # noqa: T201
