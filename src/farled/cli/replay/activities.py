"""What happens in a step of each activity, while it is open."""

from collections import Counter
from collections.abc import Callable, Mapping

from farled.cli.replay.grouping import group, groups_are_there
from farled.cli.replay.room import Scene, Send
from farled.cli.replay.story import Told, mixed
from farled.store.actions import items, needs, steps
from farled.store.actions.journal import batch
from farled.store.models import Item


def check_in(scene: Scene) -> None:
    with scene.room.phones(scene.step) as send:
        for index, one in scene.room.people.items():
            said = {"organisation": one["organisation"], "role": one["role"]}
            if scene.room.is_paper(index):
                scene.type_in(index, one["perspective"], prompt="perspective")
                continue
            send(index, "check_in", text=one["perspective"], **said)


def write(scene: Scene) -> None:
    with scene.room.phones(scene.step) as send:
        for one in mixed(scene.tells("voices")):
            scene.room.made.voices[one["id"]] = _written(scene, one, send=send)
    _reveal(scene)
    _show(scene)


def _written(scene: Scene, one: Told, *, send: Send) -> int:
    index, details = one["participant"], scene.room.made.linked(one)
    if scene.room.is_paper(index):
        return scene.type_in(index, one["text"], **details)
    return int(send(index, "write_voice", text=one["text"], **details)["voice"])


NAMED = ("what", "women", "men", "not_relevant_because")


def pause(scene: Scene) -> None:
    """While people stretch their legs, the facilitator words the plenary's groups as needs."""
    room = scene.room
    if room.made.needs or not groups_are_there(room):
        return
    with batch():
        for one in room.story["needs"]:
            fields = {name: one[name] for name in NAMED} | room.made.linked(one)
            named = room.made.groups[one["group"]]
            made = needs.need_from_group(by=room.by, workshop=room.workshop, group=named, **fields)
            room.made.needs[one["id"]] = made


def prioritise(scene: Scene) -> None:
    item_of = dict(Item.objects.filter(step=scene.step).values_list("need", "pk"))
    dots = enumerate(scene.room.story["dots"]["by_participant"], start=1)
    given = [(index, need, n) for index, list_ in dots for need, n in Counter(list_).items()]
    with scene.room.phones(scene.step) as send:
        for index, need, value in given:
            send(index, "vote", item=item_of[scene.room.made.needs[need].pk], value=value)
    _reveal(scene)
    _show(scene)


def larger(scene: Scene) -> None:
    stakes = scene.tells("larger")
    need = scene.room.made.needs[stakes[0]["need"]]
    item = Item.objects.get(step=scene.step, need=need)
    items.focus_on(item=item, **scene.led)
    with scene.room.phones(scene.step) as send:
        for one in stakes:
            details = scene.room.made.linked({**one, "dimensions": [one["dimension"]]})
            about = {"prompt": "stake", "item": item.pk, "text": one["stake"]}
            send(one["participant"], "write_voice", **about, **details)
    _show(scene)


SIDES = ("title", "words_a", "words_b", "where", "gains", "loses", "types")


def pulling_apart(scene: Scene) -> None:
    known = scene.room.made.goals
    with scene.room.phones(scene.step) as send:
        for one in scene.tells("pulling_apart"):
            goals = {name: known[one[name]] for name in ("goal_a", "goal_b")}
            said = {name: one[name] for name in SIDES}
            send(one["participant"], "write_conflict", **goals, **said)
    _show(scene)


def no_voice(scene: Scene) -> None:
    """First how large the resistance is; then, with that on the wall, what it takes to come along."""
    proposals = list(Item.objects.filter(step=scene.step).values_list("pk", flat=True))
    grades = enumerate(scene.room.story["no_voice"]["resistance"], start=1)
    given = [(index, *one) for index, row in grades for one in zip(proposals, row, strict=False)]
    with scene.room.phones(scene.step) as send:
        for index, item, value in given:
            send(index, "vote", item=item, value=value)
    _reveal(scene)
    _show(scene)
    items.ask_conditions(asked=True, **scene.led)
    with scene.room.phones(scene.step) as send:
        for one in scene.tells("conditions"):
            about = {"prompt": "condition", "item": proposals[one["proposal"] - 1]}
            send(one["participant"], "write_voice", text=one["text"], **about)


PROMPTS = ("insight", "trust", "take_with_me")


def reflect(scene: Scene) -> None:
    told = mixed(scene.tells("reflections"))
    said = [(one["participant"], p, one[p]) for one in told for p in PROMPTS if one[p]]
    with scene.room.phones(scene.step) as send:
        for index, prompt, text in said:
            send(index, "write_voice", prompt=prompt, text=text)
    _reveal(scene)
    _show(scene)


def _reveal(scene: Scene) -> None:
    steps.reveal(**scene.led)


def _show(scene: Scene) -> None:
    steps.show_on_wall(shown=True, **scene.led)


HAPPENINGS: Mapping[str, Callable[[Scene], None]] = {
    "check_in": check_in,
    "group": group,
    "larger": larger,
    "no_voice": no_voice,
    "pause": pause,
    "prioritise": prioritise,
    "pulling_apart": pulling_apart,
    "reflect": reflect,
    "write": write,
}
