"""The sentences of refusals on the pages of invitations, in the reader's language."""

from django.utils.translation import pgettext_lazy

from foundation.refusals import Refusal

SENTENCES = {
    "invitation.unknown": pgettext_lazy(
        "invitation: refusal",
        "There is no invitation with this code. Use the newest e-mail, or ask the organiser for another.",
    ),
    "invitation.revoked": pgettext_lazy(
        "invitation: refusal", "This invitation was withdrawn. Ask the organiser."
    ),
    "invitation.spent": pgettext_lazy(
        "invitation: refusal",
        "This invitation was accepted already. Sign in with its address. If it was not you, tell the organiser.",
    ),
    "invitation.expired": pgettext_lazy(
        "invitation: refusal", "This invitation has expired. Ask the organiser for another."
    ),
    "invitation.demo": pgettext_lazy(
        "invitation: refusal",
        "The demo makes no accounts, so its invitations cannot be accepted. Take a seat of it.",
    ),
    "invitation.too_many": pgettext_lazy(
        "invitation: refusal", "Too many wrong codes came from your network. Try again in a minute."
    ),
    "invitation.sign_in": pgettext_lazy(
        "invitation: refusal", "This address has an account. Sign in to it, and accept then."
    ),
    "invitation.other_part": pgettext_lazy(
        "invitation: refusal",
        "Your account has another part in this conference. Ask the organiser to remove one of the two.",
    ),
}


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, translated if it is one of these."""
    return str(SENTENCES.get(refusal.code, refusal.message))
