"""What goes to other regions and what comes from them: summaries as they were when they were sent."""

from django.db import models

from farled.store.models.account import Region, User
from farled.store.models.inventory import Inventory, SharingEntry


class SummaryDraft(models.Model):
    """What an inventory's summary leaves at home, and the words written for its readers."""

    inventory = models.OneToOneField(
        Inventory, on_delete=models.CASCADE, related_name="summary_draft"
    )
    left_out = models.JSONField(default=dict)  # "parts" → keys, part → ids
    learned = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.inventory)


class SharedSummary(models.Model):
    """A summary as it left the house; `entry` says to whom, why, when and by whom.

    The link's key is a signature and stands nowhere: who has the database, or a backup, has no link.
    """

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="summaries")
    entry = models.OneToOneField(SharingEntry, on_delete=models.CASCADE, related_name="summary")
    slug = models.SlugField(max_length=80, unique=True)
    status = models.CharField(max_length=30)  # delat_for_synpunkter | delat
    content = models.TextField()  # farled-summary/1
    expires_at = models.DateTimeField(null=True, blank=True)  # None: no link, the file alone
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.slug


class ReceivedSummary(models.Model):
    """A summary from another region, kept by somebody here."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="received")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    sender = models.CharField(max_length=200, blank=True)
    content = models.TextField()  # farled-summary/1
    note = models.CharField(max_length=300, blank=True)
    received_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
