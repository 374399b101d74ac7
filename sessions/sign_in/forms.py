"""Forms of sign-in that differ from allauth's. `config/settings.py` names them."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

NAME = _("Name of the passkey")


class AddPasskeyForm(AddWebAuthnForm):
    """The form that adds a passkey. If the account has no password, it offers a passkey that is enough to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
        self.fields["passwordless"].label = _("Passwordless")
        self.fields["passwordless"].initial = not self.user.has_usable_password()


class EditPasskeyForm(EditWebAuthnForm):
    """The form that renames a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
