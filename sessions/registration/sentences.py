"""The sentences of refusals on the pages of registration, in the reader's language."""

from django.utils.translation import pgettext_lazy

from foundation.refusals import Refusal

SENTENCES = {
    "registration.closed": pgettext_lazy(
        "registration: refusal", "Nobody can register for this conference now. Ask the organiser."
    ),
    "registration.wrong_code": pgettext_lazy(
        "registration: refusal", "This is not the code of the e-mail. Look at it again."
    ),
    "registration.code_over": pgettext_lazy(
        "registration: refusal", "This code is over. Register again to get another."
    ),
    "registration.has_part": pgettext_lazy(
        "registration: refusal", "This address has a part in the conference already. Sign in with it."
    ),
}


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, translated if it is one of these."""
    return str(SENTENCES.get(refusal.code, refusal.message))
