from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The Django app of the table of jobs."""

    name = "foundation.jobs"
    label = "jobs"
