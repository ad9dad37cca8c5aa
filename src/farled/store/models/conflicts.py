"""The first form of the goal-conflict record (domain.md 3.5)."""

from django.db import models

from farled.store.models.inventory import Inventory, Need
from farled.store.models.strategy import Goal
from farled.store.models.workshop import Step, Table


class GoalConflict(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="conflicts")
    step = models.ForeignKey(
        Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="conflicts"
    )
    ballot = models.CharField(max_length=64, blank=True)
    table = models.ForeignKey(
        Table, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=200)
    goal_a = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    goal_b = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    need_a = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    need_b = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words_a = models.TextField(blank=True)
    words_b = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)
    gains = models.CharField(max_length=300, blank=True)
    loses = models.CharField(max_length=300, blank=True)
    # what was said in the workshop, where the words were changed after it; by field
    as_said = models.JSONField(default=dict)
    types = models.JSONField(default=list)
    status = models.CharField(max_length=20, default="upptackt")
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    hidden = models.BooleanField(default=False)
    hide_reason = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
