"""A workshop of the story from plan to end, or to where it stands now."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from farled.cli.replay.activities import HAPPENINGS
from farled.cli.replay.arrival import fill
from farled.cli.replay.people import Home
from farled.cli.replay.room import Made, Room, Scene
from farled.cli.replay.story import Story, Told
from farled.core.access import Permission
from farled.store.actions import steps, workshop_plan
from farled.store.actions.agenda_templates import agenda_template
from farled.store.actions.own_agendas import save_agenda
from farled.store.gates import workshop_for
from farled.store.models import Inventory, Step, Workshop

PLANNED = ("name", "place", "purpose", "organisations", "tables", "seating")
LEFT = 27 * 60  # seconds on the clock of the step that is under way


@dataclass(frozen=True)
class Stage:
    """Where the workshops of a story are held."""

    home: Home
    story: Story
    inventory: Inventory
    made: Made


def hold(stage: Stage, one: Told) -> None:
    """Plans the workshop and lives through it, step by step in the agenda's order."""
    workshop = plan(stage, one)
    leader = stage.home.facilitator
    workshop = workshop_for(leader, workshop.slug, Permission.LEAD_WORKSHOP)
    room = Room(stage.story, one["key"], leader, workshop, stage.made)
    fill(room)
    for at in range(one.get("at_step", last_step(workshop)) + 1):
        step = steps.next_step(by=leader, workshop=workshop)
        take_its_time(step)
        HAPPENINGS[step.activity](Scene(room, at, step))
    if one["state"] == "finished":
        finish(room, one)
    else:
        stay(room, step)


def take_its_time(step: Step) -> None:
    """In the story the step took the minutes that were planned; told, it takes none."""
    since = timezone.now() - timedelta(minutes=step.minutes)
    Step.objects.filter(pk=step.pk).update(opened_at=since)
    step.refresh_from_db()


def last_step(workshop: Workshop) -> int:
    return Step.objects.filter(workshop=workshop, removed=False).count() - 1


def plan(stage: Stage, one: Told) -> Workshop:
    language = stage.story.language
    workshop = workshop_plan.create_workshop(
        by=stage.home.facilitator,
        inventory=stage.inventory,
        template=agenda_template(one["template"], language),
        language=language,
        held_on=stage.story.held_on(one),
        owning_authority=stage.inventory.owning_authority,
        **{name: one[name] for name in PLANNED},
    )
    if stage.story["no_voice"]["workshop"] == one["key"]:
        propose(stage, workshop)
    return workshop


def propose(stage: Stage, workshop: Workshop) -> None:
    """What the no-voice is to be asked about stands in the agenda before anybody comes."""
    told = stage.story["no_voice"]
    at = told["step"]
    step = Step.objects.filter(workshop=workshop, removed=False)[at]
    asked = {name: told[name] for name in ("proposals", "do_nothing")}
    workshop_plan.change_step(
        by=stage.home.facilitator,
        workshop=workshop,
        step=step,
        title=step.title,
        instruction=step.instruction,
        minutes=step.minutes,
        source=step.settings["source"],
        settings={**step.settings, **asked},
    )


def stay(room: Room, step: Step) -> None:
    """Half-way, with the clock held: whoever opens the demo, tomorrow too, finds it there."""
    steps.start_timer(by=room.by, workshop=room.workshop, step=step, seconds=LEFT)
    steps.pause_timer(by=room.by, workshop=room.workshop, step=step)


def finish(room: Room, one: Told) -> None:
    steps.finish_workshop(by=room.by, workshop=room.workshop)
    workshop_plan.edit_workshop(
        by=room.by, workshop=room.workshop, records_status=one["records_status"]
    )
    kept = {**room.story["own_agenda"]}
    if kept.pop("workshop") == one["key"]:
        save_agenda(by=room.by, workshop=room.workshop, **kept)
