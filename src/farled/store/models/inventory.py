"""The inventory as a process: stakeholders, LFA steps, themes and needs."""

from django.db import models

from farled.core.inventory.records import FIRST_STATUS
from farled.store.models.account import Region, User
from farled.store.models.strategy import Area, Goal, Strategy


class Inventory(models.Model):
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="inventories")
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="inventories"
    )
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    question = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    owning_authority = models.CharField(max_length=200, blank=True)
    partners = models.TextField(blank=True)
    diary_number = models.CharField(max_length=80, blank=True)
    records_status = models.CharField(max_length=30, default=FIRST_STATUS)
    sharing_purpose = models.TextField(blank=True)
    # raised by every change, so that a page kept in memory knows whether it still holds
    seq = models.PositiveBigIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class LfaStep(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="lfa_steps")
    key = models.CharField(max_length=10)  # "1" … "9", "4b"
    state = models.CharField(max_length=20, default="not_begun")
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inventory", "key"], name="one_lfa_step_a_key")
        ]

    def __str__(self) -> str:
        return self.key


class Stakeholder(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="stakeholders")
    name = models.CharField(max_length=200)
    groups = models.JSONField(default=list)
    interest = models.PositiveSmallIntegerField(null=True, blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    contribution = models.TextField(blank=True)
    attitude = models.TextField(blank=True)
    planned_part = models.TextField(blank=True)
    actual_part = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    proposal_kind = models.CharField(max_length=20, blank=True)  # expedition | cruise
    proposal = models.TextField(blank=True)
    carried_by = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Need(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="needs")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    where = models.CharField(max_length=300, blank=True)
    areas = models.ManyToManyField(Area, related_name="needs")
    goals = models.ManyToManyField(Goal, related_name="needs")
    dimensions = models.JSONField(default=list)
    women = models.TextField(blank=True)
    men = models.TextField(blank=True)
    not_relevant_because = models.TextField(blank=True)
    theme = models.ForeignKey(
        Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    hints_dismissed = models.JSONField(default=dict)  # hint → why it does not hold here
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inventory", "number"], name="one_need_a_number")
        ]

    def __str__(self) -> str:
        return self.what


class SharingEntry(models.Model):
    """When something of the inventory left the house, to whom and why (public records)."""

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="sharing")
    what = models.CharField(max_length=200)
    recipient = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.what
