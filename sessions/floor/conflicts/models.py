"""Model of conflicts: a party is on the lists of two sessions at the same time."""

from django.db import models

from sessions.parties.models import Party
from sessions.programme.models import Session


class Clash(models.Model):
    """A conflict: a party is in two sessions at the same time. `first` is the session with the smaller id. A conflict
    that is over keeps its row, and `open` is then False.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="clashes")
    first = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    open = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "clashes"
        constraints = [
            models.UniqueConstraint(fields=["party", "first", "second"], name="one_clash_a_party_and_pair")
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.first} and {self.second}"
