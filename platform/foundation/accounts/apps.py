from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts of people, and the seats that they take."""

    name = "foundation.accounts"
    label = "accounts"
