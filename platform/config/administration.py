"""Django's administration, with Balai's site."""

from django.contrib.admin.apps import AdminConfig


class Administration(AdminConfig):
    """Named in INSTALLED_APPS instead of `django.contrib.admin`."""

    default_site = "sessions.sign_in.administration.AdminSite"
