"""The site of Django's administration, behind Balai's sign-in and second factor."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from foundation.accounts.models import User
from foundation.audit.administration import AuditedAdmin
from sessions.sign_in import second_factor


class WithoutSecretsAdmin:
    """A mixin for the admin page of second factors, which can be viewed and removed there. It hides their secrets,
    which allauth's page shows.
    """

    exclude = ("data",)

    def has_add_permission(self, *_: object) -> bool:
        """Always False, because nobody adds a factor for somebody else."""
        return False

    def has_change_permission(self, *_: object) -> bool:
        """Always False, because nobody changes a factor here."""
        return False


class AdminSite(admin.AdminSite):
    """Django's admin site, with a second factor and the audit log in addition."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register an admin page. The page then records changes in the audit log, and hides the secrets of second
        factors.
        """
        pages: tuple[type, ...] = (AuditedAdmin, admin_class or admin.ModelAdmin)
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else (model_or_iterable,)
        if Authenticator in models:
            pages = (WithoutSecretsAdmin, *pages)
        super().register(model_or_iterable, type(pages[-1].__name__, pages, {}), **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person who sends a request may use the administration."""
        if not super().has_permission(request) or not isinstance(request.user, User):
            return False
        return not second_factor.is_needed(request.user) or second_factor.is_proved(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the sign-in, or to the second factor. Raises `PermissionDenied` for an account that may not
        enter.
        """
        then = request.GET.get("next") or reverse("admin:index")
        if isinstance(request.user, User) and not request.user.is_staff:
            raise PermissionDenied
        if self.has_permission(request):
            return redirect(reverse("admin:index"))
        return redirect_to_login(then, reverse("second_factor"))
