from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox of e-mails."""

    name = "foundation.mail"
    label = "mail"
