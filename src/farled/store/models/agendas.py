"""Agendas that a region has made templates of."""

from django.db import models
from django.db.models import Q

from farled.store.models.account import Region


class OwnAgenda(models.Model):
    """`steps` are as `core.workshop.agenda_template.plain_steps` gives them: never changed, only saved anew."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="agendas")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    fits = models.CharField(max_length=300, blank=True)  # when it fits, in one line
    language = models.CharField(max_length=5, default="sv")
    steps = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                condition=Q(removed_at=None),
                name="one_own_agenda_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
