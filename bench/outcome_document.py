"""A document of 120 paragraphs with 600 amendments of 21 delegations, for the benchmarks. Needs Django and the demo."""

from typing import Any

PARAGRAPHS, AMENDMENTS_EACH = 120, 5
SENTENCE = (
    "We will share good practices in the use of digital tools with all countries of the region, "
    "with due regard to privacy, security and the protection of personal data, "
    "and report on the results once a year to the conference, which reviews them in public. "
)


def furnish() -> Any:
    """Make the document, readable for everyone and in its first reading. Returns it."""
    from foundation import clock
    from sessions.demo.seats import conference
    from sessions.models import Amendment, Outcome, Paragraph, Party
    from sessions.outcome import words
    from sessions.outcome.services import store_version

    here = conference()
    Outcome.objects.filter(conference=here).delete()
    document = Outcome.objects.create(
        pk=1, conference=here, title={"en": "Message"}, access="public", reading=1, version=1,
        last_amendment=PARAGRAPHS * AMENDMENTS_EACH,
    )  # fmt: skip
    parties = list(Party.objects.filter(conference=here, accredited=True).order_by("pk"))
    amendments = []
    for number in range(PARAGRAPHS):
        text = f"{number + 1}. {SENTENCE * 2}".strip()
        row = Paragraph.objects.create(
            outcome=document, label=str(number + 1), position=number, text=text, version=1
        )
        store_version(row, "added", "", clock.now())
        for each in range(AMENDMENTS_EACH):
            start, end = 4 + each * 14, 7 + each * 14
            before, after = words.words_around(text, start, end)
            amendments.append(
                Amendment(
                    outcome=document, paragraph=row, base=1, start=start, end=end,
                    words="".join(words.tokens(text)[start:end]), words_before=before, words_after=after,
                    text="other words", party=parties[(number + each) % len(parties)], state="tabled",
                    number=number * AMENDMENTS_EACH + each + 1, reading=1, tabled_at=clock.now(),
                )
            )  # fmt: skip
    Amendment.objects.bulk_create(amendments)
    return document
