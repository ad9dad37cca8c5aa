"""A region's strategy: goals, areas, directions, perspectives, indicators and dated versions."""

from django.db import models

from farled.store.models.account import Region, User


class Strategy(models.Model):
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="strategies")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    vision = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    model = models.CharField(max_length=20, default="three")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="goals")
    key = models.CharField(max_length=80)
    level = models.CharField(max_length=20)  # overarching | outcome
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    dimension = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="one_goal_a_key"),
            models.CheckConstraint(
                condition=models.Q(level__in=["overarching", "outcome"]), name="goal_level_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="areas")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    serves = models.ManyToManyField(Goal, related_name="served_by")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["strategy", "key"], name="one_area_a_key")]

    def __str__(self) -> str:
        return self.name


class Direction(models.Model):
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="directions")
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Perspective(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="perspectives")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """Values are kept as typed text: a base may be "18 340", a target "över jämförbara län"."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="indicators")
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators"
    )
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=80, blank=True)
    base_year = models.CharField(max_length=20, blank=True)
    base_value = models.CharField(max_length=80, blank=True)
    base_women = models.CharField(max_length=80, blank=True)
    base_men = models.CharField(max_length=80, blank=True)
    target_year = models.CharField(max_length=20, blank=True)
    target_value = models.CharField(max_length=200, blank=True)
    target_women = models.CharField(max_length=80, blank=True)
    target_men = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=10, blank=True)  # up | down | keep
    gap_must_shrink = models.BooleanField(default=False)
    split_by_sex = models.BooleanField(default=False)
    comparators = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class StrategyVersion(models.Model):
    """A dated copy as TOML text: what was in force, and what a later one is compared with."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    dated = models.DateField()
    content = models.TextField()
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return self.name
