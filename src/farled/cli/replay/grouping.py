"""Grouping in the story: phones at the tables, the facilitator in plenary."""

from typing import Any

from farled.cli.replay.room import Room, Scene, Send
from farled.cli.replay.story import Told
from farled.store.actions import grouping, needs, steps, voices
from farled.store.actions.journal import batch
from farled.store.models import Group, Voice


def group(scene: Scene) -> None:
    if scene.step.settings["where"] == "tables":
        _at_the_tables(scene)
    else:
        _in_plenary(scene)
        steps.show_on_wall(shown=True, **scene.led)
        _recognise_needs(scene)
    _leave_alone(scene)


def groups_are_there(room: Room) -> bool:
    """Whether every group that becomes a need stands."""
    return all(one["group"] in room.made.groups for one in room.story["needs"])


def _at_the_tables(scene: Scene) -> None:
    with scene.room.phones(scene.step) as send:
        for one in scene.tells("groups"):
            number = _gathered(scene.room, one, send=send)
            scene.room.made.groups[one["id"]] = Group.objects.get(pk=number)


def _gathered(room: Room, told: Told, *, send: Send) -> int:
    """The first voice makes the group and names it, the others follow; the group's number."""
    into: dict[str, Any] = {"group": "new", "name": told["name"]}
    for one in _voices_of(room, told):
        voice = room.made.voices[one["id"]]
        into = {"group": send(_hand(room, one), "move_voice", voice=voice, **into)["group"]}
    return int(into["group"])


def _hand(room: Room, voice: Told) -> int:
    """Who moves it: its author, or for who wrote on paper the first phone at the table."""
    if not room.is_paper(voice["participant"]):
        return int(voice["participant"])
    beside = (n for n, p in room.people.items() if p["table"] == voice["table"])
    return next(index for index in beside if not room.is_paper(index))


def _in_plenary(scene: Scene) -> None:
    made = scene.room.made
    with batch():
        for one in scene.tells("groups"):
            numbers = [made.voices[voice["id"]] for voice in _voices_of(scene.room, one)]
            made.groups[one["id"]] = grouping.place_in_new(
                voices=list(Voice.objects.filter(pk__in=numbers)),
                groups=[made.groups[number] for number in one.get("merged_from", ())],
                name=one["name"],
                **scene.led,
            )


BARE: dict[str, Any] = {"areas": (), "goals": (), "dimensions": (), "for_whom": "", "where": ""}


def _recognise_needs(scene: Scene) -> None:
    """A group that says what an earlier workshop's need says: made a need, and the two merged."""
    room = scene.room
    known = {
        one["id"]: room.made.needs[one["need"]] for one in scene.tells("groups") if "need" in one
    }
    with batch():
        for number, need in known.items():
            again = needs.need_from_group(
                by=room.by, workshop=room.workshop, group=room.made.groups[number], **BARE
            )
            inventory = room.workshop.inventory
            needs.merge_needs(by=room.by, inventory=inventory, into=need, needs=[again])


def _leave_alone(scene: Scene) -> None:
    """Those outside every group, once: when they are grouped for the first time."""
    room = scene.room
    reasons = {
        room.made.voices[one["id"]]: one["left_alone"]
        for one in room.story.of("voices", room.key)
        if "left_alone" in one and one["id"] in room.made.voices
    }
    alone = Voice.objects.filter(step=scene.step.source_id, left_alone="", pk__in=reasons)
    with batch():
        for voice in alone.select_related("step"):
            reason = reasons[voice.pk]
            voices.leave_alone(by=room.by, workshop=room.workshop, voice=voice, reason=reason)


def _voices_of(room: Room, told: Told) -> list[Told]:
    return [one for one in room.story["voices"] if one.get("group") == told["id"]]
