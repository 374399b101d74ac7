"""Models of parties and participants."""

from django.conf import settings
from django.db import models

from foundation.choices import Column, choices_of
from foundation.languages import in_language, territory, text_in
from sessions import permissions
from sessions.parties.protocol import Category, Place
from sessions.programme.models import Conference, Theme


class Party(models.Model):
    """Who speaks (FL1): a delegation, an organisation or an invited person. The organiser gives `name`, by language."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="parties")
    category: "Column[Category]" = models.CharField(
        max_length=10, choices=choices_of(Category), default="state"
    )
    code = models.CharField(max_length=2, blank=True)
    name = models.JSONField(default=dict)
    spoken = models.JSONField(
        default=dict,
        blank=True,
        help_text="Its name within a sentence, by language, if that differs: with an article, or in the long form. "
        'Example: {"en": "the Lao People\'s Democratic Republic"}',
    )
    outlet = models.CharField(
        max_length=120, blank=True, help_text="The media outlet of a journalist. Empty for everyone else."
    )
    region = models.CharField(max_length=40, blank=True)
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place), default="remote")
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True)
    groups = models.JSONField(default=list, blank=True)
    """Names of the groups it belongs to, for the warning of FL5."""
    video_statement_file = models.CharField(max_length=200, blank=True)
    """The file of its video statement, relative to DATA_DIR/video_statements. Empty if none can be played."""
    video_statement_seconds = models.FloatField(default=0, editable=False)
    """The video's length in seconds, or 0 if none can be played, or its length is unknown."""
    video_statement_coming = models.BooleanField(default=False, editable=False)
    """Whether a video statement was handed in and is still being converted."""
    video_statement_percent = models.PositiveSmallIntegerField(default=0, editable=False)
    """How many percent of the video statement are converted."""
    accredited = models.BooleanField(
        default=True,
        help_text="Whether it counts for the quorum and is called in a roll call. Usually only states do.",
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    """Its precedence (FL7): 1 speaks first. Parties without a rank come last."""
    microphone = models.CharField(max_length=32, blank=True)
    """The name of the microphone at its place in the hall, as the microphone system knows it (FL2)."""
    most_members = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How many members it may have. Its head adds members only where there is a number.",
    )
    illustrative = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return text_in(self.name) or self.code or str(self.pk)

    def name_in(self, language: str) -> str:
        """The party's name in a language: the organiser's, or that of its state (CLDR), or else the name that screens
        show.
        """
        return self._own_name_in(language) or in_language(self.name, "en") or self.code

    @property
    def names(self) -> dict[str, str]:
        """The party's name in every language of `LANGUAGES`, as `name_in` has it, and in the organiser's others."""
        return {**self.name, **{str(code): self.name_in(code) for code, _ in settings.LANGUAGES}}

    def has_name_in(self, language: str) -> bool:
        """Whether the organiser or CLDR has a name of this party in a language."""
        return bool(self._own_name_in(language))

    def _own_name_in(self, language: str) -> str:
        return self.name.get(language) or territory(self.code, language)


class Participant(models.Model):
    """A person with a part in the conference: a member of a party, or without a party but with roles."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="members")
    name = models.CharField(max_length=120)
    honorific = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=120, blank=True)
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place), default="remote")
    roles = models.JSONField(default=list)
    simulated = models.BooleanField(default=False)
    """Whether a rehearsal simulates this participant, so that it is no person."""
    given_out = models.BooleanField(default=False, editable=False)
    """Whether the staff gave out its seat by a card or a link, so that anyone may sit in it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "person"], name="one_part_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def speaks(self) -> bool:
        """Whether it belongs to a party, or may speak in some session by its own role."""
        if self.speaks_everywhere:
            return True
        return permissions.allows({each.role for each in self.session_roles.all()}, "media.publish")

    @property
    def speaks_everywhere(self) -> bool:
        """Whether it belongs to a party, or may speak by a role in the conference. Needs no query."""
        return self.party_id is not None or permissions.allows(self.roles, "media.publish")
