"""Planning: a workshop and its agenda, before anybody has come; and what may still be changed afterwards."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.inventory.records import records_status, require_move
from farled.core.text.clean import clean_given, clean_integer, clean_line, clean_text
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.activities.activity import checked_settings
from farled.core.workshop.agenda_template import AgendaTemplate, PlannedStep
from farled.store.actions import room, steps
from farled.store.actions.journal import act
from farled.store.actions.standing import LED, require_standing
from farled.store.gates import Actor
from farled.store.models import Inventory, Step, Table, Workshop
from farled.store.slugs import new_code, new_slug

LINES = {"name": 200, "place": 200, "owning_authority": 200, "diary_number": 80}
TEXTS = {"purpose": 2000, "privacy_notice": 6000}
CHOICES = {"language": ("sv", "en"), "seating": ("choice", "spread", "none")}
FLAGS = ("phone_per_table", "wall_shows_unmoderated")
ANONYMITY = ("open", "group", "anonymous")
MOST_MINUTES = 600
MOST_STEPS = 60
MOST_ORGANISATIONS = 60
BEFORE = {"needs", "goals", "proposals"}


def create_workshop(
    *, by: Actor, inventory: Inventory, template: AgendaTemplate | None = None, **fields: Any
) -> Workshop:
    """A workshop with the template's agenda, or an empty one. Raises Invalid with the field to mend."""
    found = cleaned({"name": "", **fields})
    tables = clean_integer(
        fields.get("tables") or 0, field="tables", least=0, most=room.MOST_TABLES
    )
    with act("create_workshop", by=by, region=inventory.region) as journal:
        workshop = Workshop.objects.create(
            inventory=inventory,
            slug=new_slug(found["name"]),
            code=new_code(),
            template=template.key if template else "",
            **found,
        )
        journal.workshop = workshop
        journal.touch("workshop")
        lay_out(workshop, template.steps if template else ())
        make_tables(workshop, tables)
    return workshop


def edit_workshop(
    *, by: Actor, workshop: Workshop, version: str | None = None, **fields: Any
) -> None:
    """What is given changes, the rest stays. Raises Invalid with the field to mend.

    `form.changed_meanwhile` when `version` is not what stands.
    """
    found = cleaned(fields)
    if "records_status" in found:
        require_move(now=workshop.records_status, then=found["records_status"])
    with act("edit_workshop", by=by, workshop=workshop) as journal:
        require_standing(workshop, version)
        Workshop.objects.filter(pk=workshop.pk).update(**found)
        journal.touch("workshop")
    workshop.refresh_from_db()


def copy_workshop(*, by: Actor, workshop: Workshop, name: Any) -> Workshop:
    """The same agenda once more: nobody in it, nothing written."""
    words = clean_line(name, field="name", most=200, required=True)
    rows = list(Step.objects.filter(workshop=workshop, removed=False))
    names = Table.objects.filter(workshop=workshop, removed=False).values_list("name", flat=True)
    kept = (*LINES, *TEXTS, *CHOICES, *FLAGS, "organisations", "template")
    with act("copy_workshop", by=by, region=workshop.inventory.region) as journal:
        fields = {field: getattr(workshop, field) for field in kept} | {"name": words}
        fields |= {"slug": new_slug(words), "code": new_code(), "diary_number": ""}
        made = Workshop.objects.create(inventory=workshop.inventory, **fields)
        journal.workshop = made
        journal.touch("workshop")
        lay_out(made, planned(rows))
        for position, table in enumerate(names, start=1):
            Table.objects.create(workshop=made, name=table, position=position)
    return made


def archive_workshop(*, by: Actor, workshop: Workshop, archived_at: Any) -> None:
    """Out of the lists, with everything in it; None brings it back."""
    name = "archive_workshop" if archived_at else "restore_workshop"
    with act(name, by=by, workshop=workshop) as journal:
        Workshop.objects.filter(pk=workshop.pk).update(archived_at=archived_at)
        journal.touch("workshop")
    workshop.archived_at = archived_at


def plan_step(*, by: Actor, workshop: Workshop, activity: Any, **fields: Any) -> Step:
    """A new last step. Raises Invalid with the field to mend."""
    if activity not in ACTIVITIES:
        raise Invalid("activity", Say("workshop.unknown_choice"))
    if Step.objects.filter(workshop=workshop, removed=False).count() >= MOST_STEPS:
        raise Invalid("activity", Say("workshop.too_many_steps", {"most": MOST_STEPS}))
    found = step_fields(workshop, activity=activity, **fields)
    return steps.add_step(by=by, workshop=workshop, activity=activity, **found)


def change_step(
    *, by: Actor, workshop: Workshop, step: Step, version: str | None = None, **fields: Any
) -> None:
    """New title, words, time, settings; anonymity only before anybody could have answered. Raises Invalid."""
    found = step_fields(workshop, activity=step.activity, step=step, **fields)
    kept = {name: step.settings[name] for name in LED if name in step.settings}
    found["settings"] = {**kept, **found["settings"]}
    steps.edit_step(by=by, workshop=workshop, step=step, version=version, **found)


def move_step(*, by: Actor, workshop: Workshop, step: Step, places: int) -> None:
    """Earlier (below zero) or later in the agenda."""
    numbers = _numbers(workshop)
    at = numbers.index(step.pk)
    numbers.insert(max(0, min(len(numbers) - 1, at + places)), numbers.pop(at))
    steps.order_steps(by=by, workshop=workshop, numbers=numbers)


def _numbers(workshop: Workshop) -> list[int]:
    return list(Step.objects.filter(workshop=workshop, removed=False).values_list("pk", flat=True))


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields given, clean; those not given are left out. Raises Invalid."""
    found: dict[str, Any] = {**clean_given(fields, lines=LINES, texts=TEXTS, required="name")}
    found |= {name: fields[name] in (True, "on", "true", 1) for name in FLAGS if name in fields}
    for name in CHOICES.keys() & fields.keys():
        if fields[name] not in CHOICES[name]:
            raise Invalid(name, Say("workshop.unknown_choice"))
        found[name] = fields[name]
    return found | _particulars(fields)


def _particulars(fields: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "held_on" in fields:
        found["held_on"] = fields["held_on"] if isinstance(fields["held_on"], date) else None
    if "records_status" in fields:
        found["records_status"] = records_status(fields["records_status"]).id
    if "organisations" in fields:
        found["organisations"] = _organisations(fields["organisations"])
    return found


def _organisations(raw: Any) -> list[str]:
    """One a line, each once, in the order given."""
    lines = raw.splitlines() if isinstance(raw, str) else list(raw or ())
    if len(lines) > 4 * MOST_ORGANISATIONS:
        raise Invalid("organisations", Say("workshop.too_many_lines", {"most": MOST_ORGANISATIONS}))
    names = [clean_line(line, field="organisations", most=120) for line in lines]
    unique = list(dict.fromkeys(name for name in names if name))
    if len(unique) > MOST_ORGANISATIONS:
        raise Invalid("organisations", Say("workshop.too_many_lines", {"most": MOST_ORGANISATIONS}))
    return unique


def step_fields(
    workshop: Workshop, *, activity: str, step: Step | None = None, **fields: Any
) -> dict[str, Any]:
    """A step's own fields, clean and complete. Raises Invalid with the field to mend."""
    kind = ACTIVITIES[activity]
    anonymity = fields.get("anonymity", step.anonymity if step else kind.anonymity)
    if anonymity not in ANONYMITY:
        raise Invalid("anonymity", Say("workshop.unknown_choice"))
    settings = checked_settings(kind, fields.get("settings") or {})
    source, named = _source(fields.get("source"), workshop=workshop, activity=activity, step=step)
    if named:
        settings["source"] = named
    minutes = fields.get("minutes", kind.minutes)
    return {
        "title": clean_line(fields.get("title"), field="title", most=200, required=True),
        "instruction": clean_text(fields.get("instruction", ""), field="instruction", most=2000),
        "minutes": clean_integer(minutes, field="minutes", least=1, most=MOST_MINUTES),
        "anonymity": anonymity,
        "settings": settings,
        "source": source,
    }


def _source(
    raw: Any, *, workshop: Workshop, activity: str, step: Step | None
) -> tuple[Step | None, str]:
    """What a step works on: an earlier step (its number), or "needs", "goals", "proposals"."""
    allowed = ACTIVITIES[activity].sources
    if raw in (None, "") or not allowed:
        return None, ""
    if raw in BEFORE:
        if raw not in allowed:
            raise Invalid("source", Say("workshop.unknown_choice"))
        return None, str(raw)
    number = clean_integer(raw, field="source", least=1, most=2**63 - 1)
    wanted = "write" if activity == "group" else "group"
    rows = Step.objects.filter(workshop=workshop, pk=number, activity=wanted)
    found = rows.exclude(pk=step.pk if step else 0).first() if "step" in allowed else None
    if found is None:
        raise Invalid("source", Say("workshop.unknown_choice"))
    return found, ""


def lay_out(workshop: Workshop, agenda: Iterable[PlannedStep]) -> list[Step]:
    """Rows for a new workshop's agenda; an index as source becomes the step it counts to."""
    made: list[Step] = []
    for position, one in enumerate(agenda, start=1):
        settings = checked_settings(ACTIVITIES[one.activity], one.settings)
        if isinstance(one.source, str):
            settings["source"] = one.source
        made.append(
            Step.objects.create(
                workshop=workshop,
                position=position,
                activity=one.activity,
                title=one.title,
                instruction=one.instruction,
                minutes=one.minutes,
                anonymity=one.anonymity,
                settings=settings,
                source=made[one.source] if isinstance(one.source, int) else None,
            )
        )
    return made


def planned(rows: list[Step]) -> list[PlannedStep]:
    """An agenda taken off its workshop; a step that works on a later or removed one loses its source."""
    places = {row.pk: place for place, row in enumerate(rows)}
    agenda: list[PlannedStep] = []
    for place, row in enumerate(rows):
        at = places.get(row.source_id or 0, place)
        source = at if at < place else row.settings.get("source")
        # what was pressed on the bridge is no plan
        passing = ("source", *LED, *(("ask_conditions",) if row.opened_before else ()))
        settings = {name: value for name, value in row.settings.items() if name not in passing}
        parts = (row.activity, row.title, row.instruction, row.minutes, row.anonymity)
        agenda.append(PlannedStep(*parts, source, settings))
    return agenda


def make_tables(workshop: Workshop, count: int) -> None:
    word = "Table" if workshop.language == "en" else "Bord"
    for number in range(1, count + 1):
        Table.objects.create(workshop=workshop, name=f"{word} {number}", position=number)
