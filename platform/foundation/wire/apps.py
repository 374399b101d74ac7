from django.apps import AppConfig


class WireConfig(AppConfig):
    """The WebSocket connection between browsers and the server."""

    name = "foundation.wire"
    label = "wire"
