"""What participants may do, by name: each past the gate and the step's rules, once however often it is sent."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from farled.core.access import Permission
from farled.core.finding import Invalid, Say
from farled.core.workshop.rules import require_act
from farled.store.actions import conflicts, grouping, room, votes
from farled.store.actions import voices as voice_actions
from farled.store.actions.ballots import own_ballots
from farled.store.actions.journal import Batch
from farled.store.gates import Guest, workshop_for
from farled.store.models import AnsweredRequest, GoalConflict, Group, Step, Table, Voice, Workshop

Answer = dict[str, Any]
KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True)
class Request:
    """One act as sent: `data` is the phone's JSON."""

    by: Guest
    workshop: Workshop
    step: Step | None
    data: Mapping[str, Any]

    @property
    def token(self) -> str:
        token = self.data.get("token", "")
        return token if isinstance(token, str) else ""

    def given(self, *names: str) -> dict[str, Any]:
        return {name: self.data[name] for name in names if name in self.data}

    def ballots(self) -> set[str]:
        return own_ballots(self.by, {self.in_step.pk: self.token})

    @property
    def in_step(self) -> Step:
        if self.step is None:
            raise Invalid("step", Say("workshop.step_gone"))
        return self.step


@dataclass(frozen=True)
class Act:
    permission: Permission
    run: Callable[[Request], Answer]
    in_step: bool = True


def perform(guest: Guest, *, slug: str, data: Mapping[str, Any], gathered: Batch) -> Answer:
    """Does one act, or answers again what was answered before. Raises Invalid, Http404, PermissionDenied."""
    known = ACTS.get(data.get("act", "") if isinstance(data.get("act"), str) else "")
    if known is None:
        raise Invalid("act", Say("workshop.unknown_act"))
    key = _key(data)
    workshop = workshop_for(guest, slug, known.permission, read=gathered.workshops)
    former = gathered.answered.get((slug, key))
    if former is not None:
        return dict(former)
    step = _step(workshop, data, gathered) if known.in_step else None
    answer = known.run(Request(guest, workshop, step, data))
    gathered.answers.append(AnsweredRequest(workshop=workshop, key=key, answer=answer))
    gathered.answered[slug, key] = answer
    return answer


def read_answers(gathered: Batch, requests: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Which of these (slug, data) were answered before: one query for all."""
    keys = {
        data["key"]
        for _, data in requests
        if isinstance(data.get("key"), str) and KEY.fullmatch(data["key"])
    }
    rows = AnsweredRequest.objects.filter(key__in=keys).values_list(
        "workshop__slug", "key", "answer"
    )
    gathered.answered.update({(slug, key): answer for slug, key, answer in rows})


def _key(data: Mapping[str, Any]) -> str:
    key = data.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Invalid("key", Say("workshop.key_missing"))
    return key


def _step(workshop: Workshop, data: Mapping[str, Any], gathered: Batch) -> Step:
    number = _number(data.get("step"))
    step = gathered.steps.get(number)
    if step is None or step.workshop_id != workshop.pk:
        step = Step.objects.filter(pk=number, workshop=workshop, removed=False).first()
    if step is None:
        raise Invalid("step", Say("workshop.step_gone"))
    step.workshop = workshop
    gathered.steps[number] = step
    require_act(str(data["act"]), activity=step.activity, step_state=step.state)
    return step


def _number(raw: Any) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 2**63 else 0


DETAILS = ("prompt", "item", "areas", "goals", "dimensions", "for_whom", "where")


def _write_voice(request: Request) -> Answer:
    voice = voice_actions.write_voice(
        by=request.by,
        workshop=request.workshop,
        step=request.in_step,
        text=request.data.get("text"),
        token=request.token,
        **request.given(*DETAILS),
    )
    return {"voice": voice.pk}


def _change_voice(request: Request) -> Answer:
    voice = voice_actions.own_voice(
        request.data.get("voice"), ballots=request.ballots(), step=request.in_step
    )
    voice_actions.change_voice(
        by=request.by,
        workshop=request.workshop,
        step=request.in_step,
        voice=voice,
        text=request.data.get("text"),
        **request.given("areas", "goals", "dimensions", "for_whom", "where"),
    )
    return {"voice": voice.pk}


def _withdraw_voice(request: Request) -> Answer:
    voice = voice_actions.own_voice(
        request.data.get("voice"), ballots=request.ballots(), step=request.in_step
    )
    voice_actions.withdraw_voice(
        by=request.by, workshop=request.workshop, step=request.in_step, voice=voice
    )
    return {"voice": voice.pk}


def _check_in(request: Request) -> Answer:
    room.check_in(
        by=request.by, workshop=request.workshop, **request.given("organisation", "role", "name")
    )
    if request.data.get("text"):
        _write_perspective(request)
    return {"table": request.by.participant.table_id}


def _change_name(request: Request) -> Answer:
    person = room.change_name(
        by=request.by, workshop=request.workshop, name=request.data.get("name")
    )
    return {"name": person.name}


def _write_perspective(request: Request) -> None:
    step = request.in_step
    former = (
        Voice.objects.filter(step=step, ballot__in=request.ballots())
        .exclude(state="withdrawn")
        .first()
    )
    common: dict[str, Any] = {"by": request.by, "workshop": request.workshop, "step": step}
    if former:
        voice_actions.change_voice(voice=former, text=request.data.get("text"), **common)
    else:
        voice_actions.write_voice(
            text=request.data.get("text"), prompt="perspective", token=request.token, **common
        )


def _take_seat(request: Request) -> Answer:
    table = Table.objects.filter(
        pk=_number(request.data.get("table")), workshop=request.workshop, removed=False
    ).first()
    if table is None and request.data.get("table") is not None:
        raise Invalid("table", Say("workshop.table_gone"))
    room.take_seat(
        by=request.by, workshop=request.workshop, participant=request.by.participant, table=table
    )
    return {"table": table.pk if table else None}


def _vote(request: Request) -> Answer:
    votes.vote(
        by=request.by,
        workshop=request.workshop,
        step=request.in_step,
        item=request.data.get("item"),
        value=request.data.get("value"),
        token=request.token,
    )
    return {"item": request.data.get("item"), "value": request.data.get("value")}


def _at_own_table(request: Request) -> Table | None:
    """Tables group their own; where nobody sits at tables the whole room groups together; plenary is the bridge's."""
    if request.in_step.settings.get("where") == "plenary":
        raise Invalid("step", Say("workshop.not_now"))
    return request.by.participant.table


def _move_voice(request: Request) -> Answer:
    table = _at_own_table(request)
    voices = Voice.objects.filter(
        pk=_number(request.data.get("voice")), step=request.in_step.source, table=table
    )
    if not voices:
        raise Invalid("voice", Say("workshop.voice_gone"))
    common: dict[str, Any] = {
        "by": request.by,
        "workshop": request.workshop,
        "step": request.in_step,
    }
    if request.data.get("group") == "new":
        group: Group | None = grouping.new_group(
            name=request.data.get("name") or "", table=table, voices=list(voices), **common
        )
    else:
        group = _own_group(request, "group") if request.data.get("group") is not None else None
        grouping.move_voices(voices=list(voices), group=group, **common)
    return {"group": group.pk if group else None}


def _own_group(request: Request, name: str) -> Group:
    found = Group.objects.filter(
        pk=_number(request.data.get(name)),
        step=request.in_step,
        table=_at_own_table(request),
        removed=False,
    ).first()
    if found is None:
        raise Invalid(name, Say("workshop.group_gone"))
    return found


def _name_group(request: Request) -> Answer:
    group = _own_group(request, "group")
    grouping.rename_group(
        by=request.by, workshop=request.workshop, group=group, name=request.data.get("name")
    )
    return {"group": group.pk}


def _merge_groups(request: Request) -> Answer:
    into, other = _own_group(request, "into"), _own_group(request, "group")
    grouping.merge_groups(by=request.by, workshop=request.workshop, into=into, groups=[other])
    return {"group": into.pk}


CONFLICT = (
    "title", "goal_a", "goal_b", "need_a", "need_b", "words_a", "words_b", "where", "gains", "loses", "types",
)  # fmt: skip


def _write_conflict(request: Request) -> Answer:
    conflict = conflicts.write_conflict(
        by=request.by,
        workshop=request.workshop,
        step=request.in_step,
        token=request.token,
        **request.given(*CONFLICT),
    )
    return {"conflict": conflict.pk, "version": conflict.version}


def _own_conflict(request: Request) -> GoalConflict:
    conflict = GoalConflict.objects.filter(
        pk=_number(request.data.get("conflict")),
        step=request.in_step,
        ballot__in=request.ballots(),
        removed_at=None,
    ).first()
    if conflict is None:
        raise Invalid("conflict", Say("workshop.voice_gone"))
    return conflict


def _change_conflict(request: Request) -> Answer:
    changed = conflicts.change_conflict(
        by=request.by,
        workshop=request.workshop,
        conflict=_own_conflict(request),
        version=request.data.get("version"),
        **request.given(*CONFLICT),
    )
    return {"conflict": changed.pk, "version": changed.version}


def _withdraw_conflict(request: Request) -> Answer:
    conflict = _own_conflict(request)
    conflicts.withdraw_conflict(
        by=request.by, workshop=request.workshop, step=request.in_step, conflict=conflict
    )
    return {"conflict": conflict.pk}


ACTS: Mapping[str, Act] = {
    "check_in": Act(Permission.WRITE, _check_in),
    "change_name": Act(Permission.TAKE_PART, _change_name, in_step=False),
    "take_seat": Act(Permission.TAKE_PART, _take_seat, in_step=False),
    "write_voice": Act(Permission.WRITE, _write_voice),
    "change_voice": Act(Permission.WRITE, _change_voice),
    "withdraw_voice": Act(Permission.WRITE, _withdraw_voice),
    "vote": Act(Permission.VOTE, _vote),
    "move_voice": Act(Permission.GROUP, _move_voice),
    "name_group": Act(Permission.GROUP, _name_group),
    "merge_groups": Act(Permission.GROUP, _merge_groups),
    "write_conflict": Act(Permission.WRITE, _write_conflict),
    "change_conflict": Act(Permission.WRITE, _change_conflict),
    "withdraw_conflict": Act(Permission.WRITE, _withdraw_conflict),
}
