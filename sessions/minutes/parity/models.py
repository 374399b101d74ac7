"""Model of the parity ledger. All other figures come from turns and entries."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session


class RefusedRequest(models.Model):
    """How often a party's request for the floor was refused from a place, by refusal code (FL23).

    Repeated refusals raise the count of one row, so that a party cannot fill the table.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="refused_requests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place))
    code = models.CharField(max_length=64)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "party", "place", "code"], name="one_count_of_refused_requests"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.code} × {self.times}"
