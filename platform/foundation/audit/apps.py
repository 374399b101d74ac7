from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit log of administrative acts and sign-ins."""

    name = "foundation.audit"
    label = "audit"
