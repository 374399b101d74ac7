"""Django's administration, with Balai's site."""

from django.contrib.admin.apps import AdminConfig


class Administration(AdminConfig):
    """Django's admin app with Balai's site. INSTALLED_APPS names it instead of `django.contrib.admin`."""

    default_site = "sessions.sign_in.administration.AdminSite"
