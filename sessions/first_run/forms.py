"""The form of the first organiser."""

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import pgettext_lazy

from foundation.accounts.models import User
from foundation.http.form_fields import LONGEST_ADDRESS, TextField
from sessions.first_run.services import FirstRunData

MAX_DURATION = timedelta(days=60)


class FirstRunForm(forms.Form):
    """The form with which the first organiser makes an account and a conference."""

    person = TextField(label=pgettext_lazy("first run", "Your name"), max_length=120)
    email = forms.EmailField(
        label=pgettext_lazy("first run", "Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=pgettext_lazy("first run", "A password"),
        help_text=pgettext_lazy(
            "first run", "Or leave this empty, and add a passkey on the page that comes next."
        ),
        max_length=128,
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    name = TextField(label=pgettext_lazy("first run", "Name of the conference"), max_length=200)
    short = TextField(
        label=pgettext_lazy("first run", "Short name"),
        help_text=pgettext_lazy("first run", "As on badges, for example ICDD 2021"),
        max_length=40,
    )
    venue = TextField(label=pgettext_lazy("first run", "Place"), max_length=200, required=False)
    timezone = forms.ChoiceField(
        label=pgettext_lazy("first run", "Time zone of the venue"),
        choices=lambda: [(zone, zone) for zone in sorted(available_timezones())],
        initial="UTC",
    )
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("first run", "Languages"),
        choices=settings.LANGUAGES,
        initial=[settings.LANGUAGES[0][0]],
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = forms.DateField(
        label=pgettext_lazy("first run", "First day"), widget=forms.DateInput({"type": "date"})
    )
    last_day = forms.DateField(
        label=pgettext_lazy("first run", "Last day"), widget=forms.DateInput({"type": "date"})
    )

    def clean_password(self) -> str:
        """Refuse a password that is easily guessed. Without one the organiser signs in by a passkey."""
        password: str = self.cleaned_data["password"]
        if not password:
            return ""
        about = {name: self.cleaned_data.get(name, "") for name in ("email", "person")}
        password_validation.validate_password(password, User(email=about["email"], name=about["person"]))
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first or over two months after it."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and not timedelta(0) <= last - first <= MAX_DURATION:
            self.add_error(
                "last_day",
                pgettext_lazy("first run", "Give a day on or after the first one, within two months."),
            )
        return given

    def first_run_data(self) -> FirstRunData:
        """The values that were filled in. The form has to be valid."""
        return FirstRunData(**self.cleaned_data)
