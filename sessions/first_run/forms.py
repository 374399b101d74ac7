"""The forms of a new conference, and of its first organiser."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy

from foundation.accounts.models import User
from foundation.http.form_fields import LONGEST_ADDRESS, TextField
from foundation.refusals import Refusal
from sessions.first_run import services
from sessions.first_run.sentences import sentence
from sessions.first_run.services import NewConference
from sessions.sign_in.passwords import KnownWordsValidator

MAX_DURATION = timedelta(days=60)
FIRST_YEAR = 1900


class ConferenceForm(forms.Form):
    """The form of a new conference."""

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

    def clean_first_day(self) -> date:
        """Refuse a year that was typed with too few digits, as browsers send it."""
        day: date = self.cleaned_data["first_day"]
        if day.year < FIRST_YEAR:
            raise ValidationError(self.fields["first_day"].error_messages["invalid"])
        return day

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

    def conference(self) -> NewConference:
        """The conference that was filled in. The form has to be valid."""
        return NewConference(**{name: self.cleaned_data[name] for name in ConferenceForm.base_fields})


class FirstRunForm(ConferenceForm):
    """The form of an organiser who has no account yet, and of the conference."""

    field_order = ("person", "email")
    person = TextField(label=pgettext_lazy("first run", "Your name"), max_length=120)
    email = forms.EmailField(
        label=pgettext_lazy("first run", "Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput({"autocomplete": "username"}),
    )

    def clean_email(self) -> str:
        """Refuse the address of an account before a password is asked for."""
        email: str = self.cleaned_data["email"]
        try:
            services.check_address(email)
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from None
        return email

    def account(self) -> dict[str, str]:
        """The name and the address that were filled in. The form has to be valid."""
        return {name: self.cleaned_data[name] for name in ("person", "email")}

    def names(self) -> list[str]:
        """What a password may not be made of. The form has to be valid."""
        return [self.cleaned_data[name] for name in ("name", "short", "venue", "person", "email")]


class PasswordForm(forms.Form):
    """The form of the first organiser's password. It is asked for when all else is right, because a page never has
    the password that was typed.
    """

    password = forms.CharField(
        label=pgettext_lazy("first run", "A password"),
        help_text=pgettext_lazy(
            "first run", "8 characters or more. A passkey can be added on the next page."
        ),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "autofocus": True}),
    )

    def __init__(self, details: FirstRunForm, data: Any = None) -> None:
        super().__init__(data)
        self._details = details

    def clean_password(self) -> str:
        """Refuse a password that is easily guessed, also from what was typed before."""
        password: str = self.cleaned_data["password"]
        account = self._details.account()
        password_validation.validate_password(password, User(email=account["email"], name=account["person"]))
        KnownWordsValidator(self._details.names()).validate(password)
        return password
