"""Models of the adoption of an outcome document: procedures, objections, reservations and corrigenda."""

from django.db import models
from django.db.models import Q

from foundation.choices import Column, choices_of
from sessions.outcome.adoption.protocol import ProcedureKind, ProcedureResult, ReservationKind
from sessions.outcome.models import Outcome, Paragraph
from sessions.parties.models import Party


class Procedure(models.Model):
    """A procedure by which a document may be adopted (OD9, OD10)."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="procedures")
    kind: "Column[ProcedureKind]" = models.CharField(max_length=10, choices=choices_of(ProcedureKind))
    version = models.PositiveIntegerField()
    """The document's version that the delegations decide on."""
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    """Until when a delegation may object to the consensus, or break the silence."""
    remind_at = models.DateTimeField(null=True, blank=True)
    """When the delegations are to be reminded. Null if they were reminded, or if no reminder was asked for."""
    ended_at = models.DateTimeField(null=True, blank=True)
    result: "Column[ProcedureResult]" = models.CharField(
        max_length=8, choices=choices_of(ProcedureResult), blank=True, default=""
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(result=""), name="one_procedure_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.kind} {self.result}"


class Objection(models.Model):
    """A delegation objected to the consensus, or broke the silence."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="objections")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["procedure", "party"], name="one_objection_a_party")]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.party_id}"


class Reservation(models.Model):
    """A reservation of a delegation, or its explanation of position (OD11)."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="reservations")
    kind: "Column[ReservationKind]" = models.CharField(max_length=12, choices=choices_of(ReservationKind))
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    """The paragraph that it is about. Null if it is about the document as a whole."""
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.kind} of {self.party_id}"


class Corrigendum(models.Model):
    """A correction of the adopted text. The text and its digest stay as they were adopted (OD12)."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="corrigenda")
    number = models.PositiveIntegerField()
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    wrong = models.TextField()
    right = models.TextField(blank=True)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["outcome", "number"], name="one_corrigendum_a_number")]

    def __str__(self) -> str:
        return f"{self.outcome_id}: corrigendum {self.number}"
