"""The demo's conference with this process's media started."""

from tests.streaming.signalling.conftest import capacity, chair, data_dir, demo, media, peers  # noqa: F401 - fixtures, used by name
