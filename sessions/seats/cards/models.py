"""The seat cards that lie at delegations' places in the hall, and the seats that were taken by them."""

from django.db import models

from sessions.parties.models import Participant, Party


class SeatCard(models.Model):
    """A party's seat card. The code on it is not stored, because it can be derived from `key` and the server's secret.

    A party has one valid card. A revoked card keeps its row, so that its code can be told from an unknown code.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="seat_cards")
    key = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(revoked_at=None), name="one_seat_card_a_party"
            )
        ]

    def __str__(self) -> str:
        return f"Card {self.pk} of {self.party}"


class CardSeat(models.Model):
    """A phone that took a seat by a card. It is a participant until another phone replaces it or the card is
    revoked."""

    card = models.ForeignKey(SeatCard, on_delete=models.CASCADE, related_name="seats")
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="card_seat")
    over = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.participant} by card {self.card_id}"
