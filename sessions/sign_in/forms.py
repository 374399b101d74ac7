"""Forms of sign-in that differ from allauth's. `config/settings.py` names them."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):
    """Adds a passkey. For an account without a password it is offered as one that signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = not self.user.has_usable_password()
