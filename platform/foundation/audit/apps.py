from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The Django app of the audit log, which lists administrative acts and sign-ins."""

    name = "foundation.audit"
    label = "audit"
