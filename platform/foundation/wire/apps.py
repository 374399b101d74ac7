from django.apps import AppConfig


class WireConfig(AppConfig):
    """What crosses between browsers and the house."""

    name = "foundation.wire"
    label = "wire"
