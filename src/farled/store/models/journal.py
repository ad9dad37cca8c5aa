"""What happened: the outbox of events, the audit trail, answered requests and undo."""

from django.db import models

from farled.store.models.account import Region, User
from farled.store.models.inventory import Inventory
from farled.store.models.workshop import Step, Workshop


class Event(models.Model):
    """Says which things changed, never what they say now: readers look that up (docs/adr/0003)."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    act = models.CharField(max_length=40)
    touched = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "seq"], name="one_event_a_seq")]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class Audit(models.Model):
    """A participant's row names the step and the kind of act, never the person."""

    at = models.DateTimeField(auto_now_add=True)
    region = models.ForeignKey(Region, on_delete=models.SET_NULL, null=True, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.SET_NULL, null=True, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    actor = models.CharField(max_length=20)  # person | participant | token | system
    act = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.act


class AnsweredRequest(models.Model):
    """An idempotency key and its answer, so that a resent act is answered again and not done again."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return self.key


class Undo(models.Model):
    """Former values of the facilitator's fields of the touched rows; a missing row stands as null."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="undos")
    seq = models.PositiveBigIntegerField()
    act = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    undone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class InventoryUndo(models.Model):
    """Former values of an inventory's rows before one act: what `Undo` is to a workshop."""

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="undos")
    act = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.pk} {self.act}"
