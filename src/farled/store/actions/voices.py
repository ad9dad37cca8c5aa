"""Voices: written, changed, taken back by their author; hidden, shown, left alone, typed in by the facilitator."""

from collections.abc import Collection, Sequence
from typing import Any

from farled.core.anonymity import keeps_table
from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_line, clean_text
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.rules import MOST_VOICES
from farled.store.actions.ballots import ballot_for
from farled.store.actions.journal import act
from farled.store.gates import Actor, Guest
from farled.store.models import Area, Goal, Item, Participant, Step, Voice, Workshop

DIMENSIONS = ("social", "environmental", "economic", "wellbeing")


def write_voice(
    *,
    by: Guest,
    workshop: Workshop,
    step: Step,
    text: Any,
    prompt: str = "voice",
    token: str = "",
    item: int | None = None,
    typed_in: bool = False,
    **details: Any,
) -> Voice:
    """A new voice. Raises Invalid with the field to mend."""
    question = ACTIVITIES[step.activity].prompt(prompt)
    most = int(step.settings.get("max_length") or question.most)
    words = clean_text(text, field="text", most=min(most, question.most), required=True)
    with act(
        "type_in" if typed_in else "write_voice", by=by, workshop=workshop, step=step
    ) as journal:
        ballot = ballot_for(by, step=step, token=token)
        if (
            Voice.objects.filter(step=step, ballot=ballot).exclude(state="withdrawn").count()
            >= MOST_VOICES
        ):
            raise Invalid("text", Say("workshop.too_many_voices", {"most": MOST_VOICES}))
        voice = Voice.objects.create(
            step=step,
            ballot=ballot,
            prompt=prompt,
            text=words,
            table=_table(by.participant, step=step),
            item=_item(step, item) if question.about_item else None,
            typed_in=typed_in,
            **_details(details),
        )
        _link(voice, workshop=workshop, areas=details.get("areas"), goals=details.get("goals"))
        journal.touch("voice", voice.pk)
    return voice


def change_voice(
    *, by: Guest, workshop: Workshop, step: Step, voice: Voice, text: Any, **details: Any
) -> Voice:
    """The author's own new wording; the first stays beside it."""
    most = ACTIVITIES[step.activity].prompt(voice.prompt).most
    words = clean_text(text, field="text", most=most, required=True)
    with act("change_voice", by=by, workshop=workshop, step=step) as journal:
        voice = _as_it_stands(voice)
        if words != voice.text:
            voice.original = voice.original or voice.text
        voice.text = words
        changed = _details(details, given_only=True)
        for name, value in changed.items():
            setattr(voice, name, value)
        voice.save(update_fields=["text", "original", *changed])
        _link(voice, workshop=workshop, areas=details.get("areas"), goals=details.get("goals"))
        journal.touch("voice", voice.pk)
    return voice


def _as_it_stands(voice: Voice) -> Voice:
    """Locked where the database can: what a facilitator hid, masked or moved meanwhile is not overwritten."""
    rows = Voice.objects.select_for_update().exclude(state="withdrawn")
    found = rows.filter(pk=voice.pk).first()
    if found is None:
        raise Invalid("voice", Say("workshop.voice_gone"))
    return found


def withdraw_voice(*, by: Guest, workshop: Workshop, step: Step, voice: Voice) -> None:
    """Taken back by its author: the words are gone for good."""
    with act("withdraw_voice", by=by, workshop=workshop, step=step) as journal:
        Voice.objects.filter(pk=voice.pk).update(
            state="withdrawn", text="", original="", for_whom="", where=""
        )
        journal.touch("voice", voice.pk)


def hide_voice(*, by: Actor, workshop: Workshop, voice: Voice, reason: Any) -> None:
    """Out of sight for all but its author, who sees the reason."""
    why = clean_line(reason, field="reason", most=300, required=True)
    with act(
        "hide_voice", by=by, workshop=workshop, step=voice.step, about=f"voice:{voice.pk}"
    ) as journal:
        journal.change("voice", voice.pk)
        Voice.objects.filter(pk=voice.pk).exclude(state="withdrawn").update(
            state="hidden", hide_reason=why
        )


def show_voice(*, by: Actor, workshop: Workshop, voice: Voice) -> None:
    with act(
        "show_voice", by=by, workshop=workshop, step=voice.step, about=f"voice:{voice.pk}"
    ) as journal:
        journal.change("voice", voice.pk)
        Voice.objects.filter(pk=voice.pk, state="hidden").update(state="written", hide_reason="")


def mask_voice(*, by: Actor, workshop: Workshop, voice: Voice, text: Any) -> None:
    """A wording without what must not stand there (a name, say). The former words are not kept: that is the point."""
    words = clean_text(text, field="text", most=500, required=True)
    detail = {"was": len(voice.text), "is": len(words)}
    with act(
        "mask_voice",
        by=by,
        workshop=workshop,
        step=voice.step,
        about=f"voice:{voice.pk}",
        detail=detail,
    ) as journal:
        Voice.objects.filter(pk=voice.pk).exclude(state="withdrawn").update(text=words, original="")
        journal.touch("voice", voice.pk)


def leave_alone(*, by: Actor, workshop: Workshop, voice: Voice, reason: Any) -> None:
    """Knowingly outside every group, and why."""
    why = clean_line(reason, field="reason", most=300, required=True)
    with act(
        "leave_alone", by=by, workshop=workshop, step=voice.step, about=f"voice:{voice.pk}"
    ) as journal:
        journal.change("voice", voice.pk)
        Voice.objects.filter(pk=voice.pk).update(left_alone=why, group=None)


def own_voice(number: object, *, ballots: Collection[str], step: Step) -> Voice:
    """A voice of these ballots in this step. Raises Invalid."""
    wanted = (
        number
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63
        else 0
    )
    voice = (
        Voice.objects.filter(pk=wanted, step=step, ballot__in=ballots)
        .exclude(state="withdrawn")
        .first()
    )
    if voice is None:
        raise Invalid("voice", Say("workshop.voice_gone"))
    return voice


def _details(details: dict[str, Any], *, given_only: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("for_whom", "where"):
        if name in details or not given_only:
            found[name] = clean_line(details.get(name) or "", field=name, most=200)
    if "dimensions" in details or not given_only:
        chosen = details.get("dimensions") or ()
        found["dimensions"] = (
            [d for d in DIMENSIONS if d in chosen] if isinstance(chosen, Sequence) else []
        )
    return found


def _link(voice: Voice, *, workshop: Workshop, areas: Any, goals: Any) -> None:
    strategy = workshop.inventory.strategy_id
    if areas is not None:
        voice.areas.set(
            Area.objects.filter(strategy=strategy, pk__in=_numbers(areas)) if areas else ()
        )
    if goals is not None:
        voice.goals.set(
            Goal.objects.filter(strategy=strategy, pk__in=_numbers(goals)) if goals else ()
        )


def _numbers(raw: Any) -> list[int]:
    listed = raw if isinstance(raw, list) else []
    return [
        n for n in listed[:50] if isinstance(n, int) and not isinstance(n, bool) and 0 < n < 2**63
    ]


def _item(step: Step, number: Any) -> Item | None:
    if number is None:
        return None
    item = Item.objects.filter(pk__in=_numbers([number]), step=step, removed=False).first()
    if item is None:
        raise Invalid("item", Say("workshop.item_gone"))
    return item


def _table(participant: Participant, *, step: Step) -> Any:
    """The table, unless it is so small that the table would name the person in a step without names."""
    table = participant.table
    if table is None or step.anonymity != "anonymous":
        return table
    size = sum(p.stands_for for p in Participant.objects.filter(table=table, removed=False))
    return table if keeps_table(size) else None
