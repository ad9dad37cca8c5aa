"""Everything the facilitator can do on the bridge, by name: each takes what the form sent."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from farled.core.finding import Invalid, Say
from farled.store.actions import conflicts, items, room, steps, undo, voices, votes
from farled.web.workshop import grouping
from farled.web.workshop.posted import Posted
from farled.web.workshop.words import act_name

# What was done, as a sentence to show; None where the bridge itself shows it.
Control = Callable[[Posted], str | None]


def go_to_step(sent: Posted) -> None:
    steps.go_to_step(by=sent.by, workshop=sent.workshop, step=sent.step())


def next_step(sent: Posted) -> None:
    steps.next_step(by=sent.by, workshop=sent.workshop)


def open_step(sent: Posted) -> None:
    steps.open_step(by=sent.by, workshop=sent.workshop, step=sent.step())


def close_step(sent: Posted) -> None:
    steps.close_step(by=sent.by, workshop=sent.workshop, step=sent.step())


def reveal(sent: Posted) -> None:
    steps.reveal(by=sent.by, workshop=sent.workshop, step=sent.step())


def conceal(sent: Posted) -> None:
    steps.conceal(by=sent.by, workshop=sent.workshop, step=sent.step())


def show_on_wall(sent: Posted) -> None:
    steps.show_on_wall(by=sent.by, workshop=sent.workshop, step=sent.step(), shown=True)


def take_off_wall(sent: Posted) -> None:
    steps.show_on_wall(by=sent.by, workshop=sent.workshop, step=sent.step(), shown=False)


def start_timer(sent: Posted) -> None:
    steps.start_timer(by=sent.by, workshop=sent.workshop, step=sent.step())


def pause_timer(sent: Posted) -> None:
    steps.pause_timer(by=sent.by, workshop=sent.workshop, step=sent.step())


def stop_timer(sent: Posted) -> None:
    steps.stop_timer(by=sent.by, workshop=sent.workshop, step=sent.step())


def add_minutes(sent: Posted) -> None:
    minutes = sent.number("minutes")
    if not 1 <= minutes <= 60:
        raise Invalid("minutes", Say("workshop.unknown_choice"))
    steps.add_minutes(by=sent.by, workshop=sent.workshop, step=sent.step(), minutes=minutes)


def finish(sent: Posted) -> str:
    steps.finish_workshop(by=sent.by, workshop=sent.workshop)
    return _("Workshoppen är avslutad. Allt som skrevs finns kvar.")


def reopen(sent: Posted) -> str:
    steps.reopen_workshop(by=sent.by, workshop=sent.workshop)
    return _("Workshoppen är öppen igen. Stegen är stängda tills du öppnar dem.")


def open_joining(sent: Posted) -> None:
    room.set_joining(by=sent.by, workshop=sent.workshop, is_open=True)


def close_joining(sent: Posted) -> None:
    room.set_joining(by=sent.by, workshop=sent.workshop, is_open=False)


def undo_last(sent: Posted) -> str:
    name = undo.undo_last(by=sent.by, workshop=sent.workshop)
    return _("Ångrat: %(act)s.") % {"act": act_name(name)}


def hide_voice(sent: Posted) -> str:
    voices.hide_voice(
        by=sent.by, workshop=sent.workshop, voice=sent.voice(), reason=sent.text("reason")
    )
    return _("Rösten är dold. Den som skrev ser ditt skäl.")


def show_voice(sent: Posted) -> str:
    voices.show_voice(by=sent.by, workshop=sent.workshop, voice=sent.voice())
    return _("Rösten visas igen.")


def mask_voice(sent: Posted) -> str:
    voices.mask_voice(
        by=sent.by, workshop=sent.workshop, voice=sent.voice(), text=sent.text("text")
    )
    return _("Texten är ändrad. Den tidigare finns inte kvar.")


def leave_alone(sent: Posted) -> str:
    voices.leave_alone(
        by=sent.by, workshop=sent.workshop, voice=sent.voice(), reason=sent.text("reason")
    )
    return _("Rösten får stå ensam.")


def add_item(sent: Posted) -> None:
    votes.add_item(by=sent.by, workshop=sent.workshop, step=sent.step(), text=sent.text("text"))


def remove_item(sent: Posted) -> str:
    votes.remove_item(by=sent.by, workshop=sent.workshop, item=sent.item())
    return _("Förslaget är borta. Det går att ångra.")


def gather_items(sent: Posted) -> None:
    items.gather_items(by=sent.by, workshop=sent.workshop, step=sent.step())


def focus_on(sent: Posted) -> None:
    item = sent.item()
    items.focus_on(by=sent.by, workshop=sent.workshop, step=item.step, item=item)


def ask_conditions(sent: Posted) -> None:
    items.ask_conditions(by=sent.by, workshop=sent.workshop, step=sent.step(), asked=True)


def stop_asking(sent: Posted) -> None:
    items.ask_conditions(by=sent.by, workshop=sent.workshop, step=sent.step(), asked=False)


def hide_conflict(sent: Posted) -> str:
    found, why = sent.conflict(), sent.text("reason")
    conflicts.hide_conflict(by=sent.by, workshop=sent.workshop, conflict=found, reason=why)
    return _("Målkonflikten är dold. Den som skrev ser ditt skäl.")


def show_conflict(sent: Posted) -> str:
    conflicts.show_conflict(by=sent.by, workshop=sent.workshop, conflict=sent.conflict())
    return _("Målkonflikten visas igen.")


def put_on_wall(sent: Posted) -> None:
    conflicts.put_on_wall(by=sent.by, workshop=sent.workshop, conflict=sent.conflict())


def put_all_on_wall(sent: Posted) -> None:
    conflicts.put_all_on_wall(by=sent.by, workshop=sent.workshop, step=sent.step())


ALL: tuple[Control, ...] = (
    go_to_step, next_step, open_step, close_step, reveal, conceal, show_on_wall, take_off_wall,
    start_timer, pause_timer, stop_timer, add_minutes, finish, reopen, open_joining, close_joining,
    hide_voice, show_voice, mask_voice, leave_alone, add_item, remove_item, gather_items, focus_on,
    ask_conditions, stop_asking, hide_conflict, show_conflict, put_on_wall,
    put_all_on_wall, *grouping.ALL,
)  # fmt: skip
CONTROLS: Mapping[str, Control] = {
    **{control.__name__: control for control in ALL},
    "undo": undo_last,
}
