"""The demo's conference with the media of this process running."""

from tests.streaming.signalling.conftest import capacity, chair, data_dir, demo, media, peers  # noqa: F401 - fixtures, used by name
