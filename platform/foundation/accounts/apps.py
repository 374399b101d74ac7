from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The Django app of people's accounts, and of the seats that people take."""

    name = "foundation.accounts"
    label = "accounts"
