from django.apps import AppConfig


class MailConfig(AppConfig):
    """The Django app of the outbox, from which e-mails are sent."""

    name = "foundation.mail"
    label = "mail"
