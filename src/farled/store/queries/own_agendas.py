"""A region's own agendas, as templates to start from."""

from farled.core.text.sorting import swedish_key
from farled.core.workshop.agenda_template import AgendaTemplate, own_template
from farled.store.models import OwnAgenda, Region


def own_agendas(region: Region, *, removed: bool = False) -> list[AgendaTemplate]:
    """By name; of the removed ones the latest first."""
    rows = list(OwnAgenda.objects.filter(region=region, removed_at__isnull=not removed))
    if removed:
        rows.sort(key=lambda row: (row.removed_at, row.pk), reverse=True)
    else:
        rows.sort(key=lambda row: (swedish_key(row.name), row.pk))
    return [template_of(row) for row in rows]


def template_of(row: OwnAgenda) -> AgendaTemplate:
    """Its key is its slug."""
    return own_template(
        key=row.slug,
        name=row.name,
        description=row.fits,
        language=row.language,
        plain=row.steps,
    )
