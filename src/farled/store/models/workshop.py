"""The live workshop: agenda, room, and what people contribute.

Contributions carry a `ballot`, an opaque random word for one person in one step; `Authorship` alone joins
a ballot to a participant, and an anonymous step has no such row (design.md 3).
"""

from functools import cached_property

from django.db import models
from django.db.models import F

from farled.core.inventory.records import FIRST_STATUS
from farled.store.models.inventory import Inventory, Need
from farled.store.models.strategy import Area, Goal


class Workshop(models.Model):
    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="workshops")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="sv")
    template = models.CharField(max_length=60, blank=True)
    purpose = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    owning_authority = models.CharField(max_length=200, blank=True)
    diary_number = models.CharField(max_length=80, blank=True)
    records_status = models.CharField(max_length=30, default=FIRST_STATUS)
    privacy_notice = models.TextField(blank=True)
    organisations = models.JSONField(default=list)
    state = models.CharField(max_length=20, default="planned")  # planned | live | finished
    code = models.CharField(max_length=12, unique=True)
    joining_open = models.BooleanField(default=False)
    seating = models.CharField(max_length=20, default="choice")  # choice | spread | none
    phone_per_table = models.BooleanField(default=False)
    wall_shows_unmoderated = models.BooleanField(default=False)
    current_step = models.ForeignKey(
        "Step", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seq = models.PositiveBigIntegerField(default=0)
    purged_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def put_away(self) -> bool:
        """By itself or with its whole inventory."""
        return self.archived_at is not None or self.inventory.archived_at is not None


# the databases do not agree on where those without a day stand
BY_DAY = (F("held_on").asc(nulls_last=True), "pk")


class Step(models.Model):
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField(default=0)
    activity = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    instruction = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(default=10)
    anonymity = models.CharField(max_length=20, default="group")  # open | group | anonymous
    settings = models.JSONField(default=dict)
    source = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=20, default="waiting")  # waiting | open | closed
    revealed = models.BooleanField(default=False)
    on_wall = models.BooleanField(default=False)
    opened_before = models.BooleanField(
        default=False
    )  # anonymity is fixed once anyone could have answered
    opened_at = models.DateTimeField(null=True, blank=True)  # while open
    seconds_open = models.PositiveIntegerField(null=True, blank=True)  # so far; null: not known
    timer_ends_at = models.DateTimeField(null=True, blank=True)
    timer_left = models.PositiveIntegerField(null=True, blank=True)  # seconds, while paused
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def item_numbers(self) -> frozenset[int]:
        """The items to take a stand on, as they were when this row was read."""
        return frozenset(self.items.filter(removed=False).order_by().values_list("pk", flat=True))


class Table(models.Model):
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    key = models.CharField(
        max_length=64, unique=True
    )  # hash of the secret in the phone's signed cookie
    name = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    perspective = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    table = models.ForeignKey(
        Table, on_delete=models.SET_NULL, null=True, blank=True, related_name="participants"
    )
    kind = models.CharField(max_length=10, default="phone")  # phone | table | paper
    stands_for = models.PositiveIntegerField(default=1)
    anonymous_steps = models.JSONField(
        default=list
    )  # where an anonymous ballot was handed out; updated in place
    moved = models.PositiveIntegerField(default=0)  # how often by somebody else
    removed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Authorship(models.Model):
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="authorships"
    )
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    ballot = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "step"], name="one_ballot_a_step")
        ]

    def __str__(self) -> str:
        return self.ballot


class AnonymousBallot(models.Model):
    """A ballot somebody holds in an anonymous step: nothing here, or anywhere, says who."""

    ballot = models.CharField(max_length=64, primary_key=True)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.ballot


class Group(models.Model):
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="groups")
    table = models.ForeignKey(
        Table, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="groups"
    )
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """What people take a stand on in a step: a group, a need, a goal, a proposal, or "do nothing"."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)  # group | need | goal | proposal | do_nothing
    text = models.CharField(max_length=500)
    group = models.ForeignKey(
        Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Voice(models.Model):
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="voices")
    ballot = models.CharField(max_length=64, db_index=True)
    prompt = models.CharField(max_length=40, default="voice")
    text = models.TextField()
    original = models.TextField(
        blank=True
    )  # as first written, when the author or a mask changed it
    table = models.ForeignKey(
        Table, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="voices"
    )
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="voices"
    )
    areas = models.ManyToManyField(Area, related_name="voices")
    goals = models.ManyToManyField(Goal, related_name="voices")
    dimensions = models.JSONField(default=list)
    for_whom = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, default="written"
    )  # written | hidden | withdrawn; the step reveals
    hide_reason = models.CharField(max_length=300, blank=True)
    left_alone = models.CharField(max_length=300, blank=True)
    typed_in = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """Dots (1…), agree 1 / pass 0 / disagree −1, or resistance 0…10: the step's activity says which."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="votes")
    ballot = models.CharField(max_length=64, db_index=True)
    value = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "ballot"], name="one_vote_an_item")]

    def __str__(self) -> str:
        return str(self.value)
