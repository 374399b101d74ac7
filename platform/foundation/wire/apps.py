from django.apps import AppConfig


class WireConfig(AppConfig):
    """The Django app of the WebSocket connections between browsers and the server."""

    name = "foundation.wire"
    label = "wire"
