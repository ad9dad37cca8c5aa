"""A region's own agendas: taken off a workshop, renamed, replaced, removed and brought back."""

from typing import Any

from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line
from farled.core.workshop.agenda_template import plain_steps
from farled.store.actions.journal import act
from farled.store.actions.workshop_plan import planned
from farled.store.gates import Actor
from farled.store.models import OwnAgenda, Region, Step, Workshop
from farled.store.slugs import new_slug

NAME, FITS = 200, 300
SAME = ("replace", "both")  # what becomes of one that has the name already


def save_agenda(
    *, by: Actor, workshop: Workshop, name: Any, fits: Any = "", same: str = ""
) -> OwnAgenda:
    """The workshop's agenda becomes a template of its region.

    Raises Invalid; on `same` (`own_agenda.same_name`) where the name is taken and nobody has chosen among SAME.
    """
    fields = _cleaned(name=name, fits=fits)
    steps = _steps(workshop)
    region = workshop.inventory.region
    with act("save_agenda", by=by, region=region) as journal:
        fields["name"] = _made_free(region, fields["name"], same=same, by=by)
        made = OwnAgenda.objects.create(
            region=region,
            slug=new_slug(fields["name"]),
            language=workshop.language,
            steps=steps,
            **fields,
        )
        journal.about = _about(made)
    return made


def change_agenda(*, by: Actor, agenda: OwnAgenda, version: Any, name: Any, fits: Any) -> None:
    """New name and words. Raises Invalid; on `version` where somebody else was first, with what stands by then."""
    fields = _cleaned(name=name, fits=fits)
    seen = clean_integer(version, field="version", least=1, most=10**9)
    with act("change_agenda", by=by, region=agenda.region, about=_about(agenda)):
        if fields["name"].casefold() in _named(agenda.region, besides=agenda.pk):
            raise Invalid("name", Say("own_agenda.name_taken"))
        same = OwnAgenda.objects.filter(pk=agenda.pk, version=seen, removed_at=None)
        if not same.update(version=seen + 1, **fields):
            agenda.refresh_from_db()
            raise Invalid("version", _what_stands(agenda))
    agenda.refresh_from_db()


def remove_agenda(*, by: Actor, agenda: OwnAgenda) -> None:
    """No longer among the templates; workshops made from it stay as they are."""
    with act("remove_agenda", by=by, region=agenda.region, about=_about(agenda)):
        OwnAgenda.objects.filter(pk=agenda.pk).update(removed_at=timezone.now())


def restore_agenda(*, by: Actor, agenda: OwnAgenda) -> None:
    """Among the templates again; with a number after its name where that has been taken."""
    with act("restore_agenda", by=by, region=agenda.region, about=_about(agenda)):
        name = _free_name(agenda.region, agenda.name, besides=agenda.pk)
        OwnAgenda.objects.filter(pk=agenda.pk).update(name=name, removed_at=None)
    agenda.refresh_from_db()


def _cleaned(*, name: Any, fits: Any) -> dict[str, str]:
    return {
        "name": clean_line(name, field="name", most=NAME, required=True),
        "fits": clean_line(fits, field="fits", most=FITS),
    }


def _steps(workshop: Workshop) -> list[dict[str, Any]]:
    rows = list(Step.objects.filter(workshop=workshop, removed=False))
    if not rows:
        raise Invalid("name", Say("own_agenda.no_steps"))
    return plain_steps(planned(rows))


def _made_free(region: Region, name: str, *, same: str, by: Actor) -> str:
    """The name to save under: the former one of that name is removed, or the new one gets a number."""
    former = _named(region).get(name.casefold())
    if former is None:
        return name
    if same not in SAME:
        raise Invalid("same", Say("own_agenda.same_name", {"name": former.name}))
    if same == "both":
        return _free_name(region, name)
    remove_agenda(by=by, agenda=former)
    return name


def _named(region: Region, *, besides: int = 0) -> dict[str, OwnAgenda]:
    """The region's templates by name, small and capital letters alike."""
    # the lock makes two who take a name at once take turns; no_key, so that nobody who only names the region waits
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    rows = OwnAgenda.objects.filter(region=region, removed_at=None).exclude(pk=besides)
    return {row.name.casefold(): row for row in rows}


def _free_name(region: Region, name: str, *, besides: int = 0) -> str:
    """The name, with the first number after it that makes it the only one."""
    taken, tried, number = _named(region, besides=besides), name, 1
    while tried.casefold() in taken:
        number += 1
        tried = f"{name[: NAME - 8]} ({number})"
    return tried


def _what_stands(agenda: OwnAgenda) -> Say:
    if agenda.removed_at is not None:
        return Say("own_agenda.removed_meanwhile")
    return Say("own_agenda.changed_meanwhile", {"name": agenda.name, "fits": agenda.fits or "–"})


def _about(agenda: OwnAgenda) -> str:
    return f"agenda:{agenda.pk}"
