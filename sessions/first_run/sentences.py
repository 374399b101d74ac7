"""The sentences of refusals on the page of the first organiser, in the reader's language."""

from django.utils.translation import pgettext_lazy

from foundation.refusals import Refusal

SENTENCES = {
    "first_run.unknown": pgettext_lazy(
        "first run: refusal", "There is no such link. Print another with `manage.py organiser_link`."
    ),
    "first_run.expired": pgettext_lazy(
        "first run: refusal", "This link has expired. Print another with `manage.py organiser_link`."
    ),
    "first_run.spent": pgettext_lazy(
        "first run: refusal",
        "This link was used, or replaced by a newer one. Sign in with the account that was made, or use the newer one.",
    ),
    "first_run.taken": pgettext_lazy(
        "first run: refusal",
        "This address has an account. Sign in to it and open this link again, or give another address.",
    ),
    "programme.too_many_copies": pgettext_lazy(
        "first run: refusal", "Enough conferences were made today. Try again tomorrow."
    ),
}


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, translated if it is one of these."""
    return str(SENTENCES.get(refusal.code, refusal.message))
