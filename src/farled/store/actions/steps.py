"""The facilitator's hand on the agenda: open, close, reveal, timer, next."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.workshop.activities import ACTIVITIES
from farled.store.actions.items import fill_items
from farled.store.actions.journal import Journal, act
from farled.store.actions.standing import require_standing
from farled.store.gates import Actor
from farled.store.models import Event, Step, Workshop

FOLLOWERS_LAG = (
    2000  # events kept when a workshop ends; who is further behind reads everything afresh
)


def go_to_step(*, by: Actor, workshop: Workshop, step: Step) -> None:
    """The room is now at this step: it opens, the one before closes. Raises Invalid (`workshop.finished`)."""
    with act("go_to_step", by=by, workshop=workshop, step=step) as journal:
        _require_unfinished(workshop)
        journal.change("workshop", workshop.pk)
        still_open = list(Step.objects.filter(workshop=workshop, state="open").exclude(pk=step.pk))
        for former in still_open:
            _close(former, journal)
        Workshop.objects.filter(pk=workshop.pk).update(current_step=step, state="live")
        _open(step, journal)


def next_step(*, by: Actor, workshop: Workshop) -> Step:
    """On to the step after the current one. Raises Invalid (`workshop.finished`, `workshop.last_step`)."""
    _require_unfinished(workshop)
    steps = list(Step.objects.filter(workshop=workshop, removed=False))
    current = Workshop.objects.values_list("current_step", flat=True).get(pk=workshop.pk)
    numbers = [s.pk for s in steps]
    following = numbers.index(current) + 1 if current in numbers else 0
    if following >= len(steps):
        raise Invalid("step", Say("workshop.last_step"))
    go_to_step(by=by, workshop=workshop, step=steps[following])
    return steps[following]


def open_step(*, by: Actor, workshop: Workshop, step: Step) -> None:
    """Also beside others that are open. Raises Invalid (`workshop.finished`)."""
    with act("open_step", by=by, workshop=workshop, step=step) as journal:
        _require_unfinished(workshop)
        journal.change("workshop", workshop.pk)
        Workshop.objects.filter(pk=workshop.pk).update(current_step=step, state="live")
        _open(step, journal)


def close_step(*, by: Actor, workshop: Workshop, step: Step) -> None:
    with act("close_step", by=by, workshop=workshop, step=step) as journal:
        _close(step, journal)


def reveal(*, by: Actor, workshop: Workshop, step: Step) -> None:
    """What was private becomes visible to the room (to the wall only when it is shown there)."""
    with act("reveal", by=by, workshop=workshop, step=step) as journal:
        journal.change("step", step.pk)
        Step.objects.filter(pk=step.pk).update(revealed=True)


def conceal(*, by: Actor, workshop: Workshop, step: Step) -> None:
    with act("conceal", by=by, workshop=workshop, step=step) as journal:
        journal.change("step", step.pk)
        Step.objects.filter(pk=step.pk).update(revealed=False, on_wall=False)


def show_on_wall(*, by: Actor, workshop: Workshop, step: Step, shown: bool) -> None:
    with act(
        "show_on_wall" if shown else "take_off_wall", by=by, workshop=workshop, step=step
    ) as journal:
        journal.change("step", step.pk)
        Step.objects.filter(pk=step.pk).update(on_wall=shown)


def start_timer(*, by: Actor, workshop: Workshop, step: Step, seconds: int | None = None) -> None:
    """From where it was paused, or from the planned minutes."""
    step.refresh_from_db()
    left = seconds or step.timer_left or step.minutes * 60
    with act("start_timer", by=by, workshop=workshop, step=step) as journal:
        Step.objects.filter(pk=step.pk).update(
            timer_ends_at=timezone.now() + timedelta(seconds=left), timer_left=None
        )
        journal.touch("step", step.pk)


def pause_timer(*, by: Actor, workshop: Workshop, step: Step) -> None:
    step.refresh_from_db()
    if step.timer_ends_at is None:
        return
    left = max(0, round((step.timer_ends_at - timezone.now()).total_seconds()))
    with act("pause_timer", by=by, workshop=workshop, step=step) as journal:
        Step.objects.filter(pk=step.pk).update(timer_ends_at=None, timer_left=left)
        journal.touch("step", step.pk)


def add_minutes(*, by: Actor, workshop: Workshop, step: Step, minutes: int) -> None:
    step.refresh_from_db()
    with act(
        "add_minutes", by=by, workshop=workshop, step=step, detail={"minutes": minutes}
    ) as journal:
        if step.timer_ends_at is not None:
            step.timer_ends_at = max(step.timer_ends_at, timezone.now()) + timedelta(
                minutes=minutes
            )
        else:
            step.timer_left = max(0, (step.timer_left or 0) + minutes * 60)
        step.save(update_fields=["timer_ends_at", "timer_left"])
        journal.touch("step", step.pk)


def stop_timer(*, by: Actor, workshop: Workshop, step: Step) -> None:
    with act("stop_timer", by=by, workshop=workshop, step=step) as journal:
        Step.objects.filter(pk=step.pk).update(timer_ends_at=None, timer_left=None)
        journal.touch("step", step.pk)


def finish_workshop(*, by: Actor, workshop: Workshop) -> None:
    """Everything closes; what was written stays and the report stands."""
    with act("finish_workshop", by=by, workshop=workshop) as journal:
        journal.change("workshop", workshop.pk)
        for step in Step.objects.filter(workshop=workshop, state="open"):
            _close(step, journal)
        Workshop.objects.filter(pk=workshop.pk).update(state="finished", joining_open=False)
        Event.objects.filter(workshop=workshop, seq__lt=workshop.seq - FOLLOWERS_LAG).delete()


def reopen_workshop(*, by: Actor, workshop: Workshop) -> None:
    """Finished too soon: it goes on, its steps and its door still closed. Raises Invalid (`workshop.disposed`)."""
    with act("reopen_workshop", by=by, workshop=workshop) as journal:
        journal.change("workshop", workshop.pk)
        if Workshop.objects.filter(pk=workshop.pk, purged_at__isnull=False).exists():
            raise Invalid("workshop", Say("workshop.disposed"))
        Workshop.objects.filter(pk=workshop.pk, state="finished").update(state="live")


def _require_unfinished(workshop: Workshop) -> None:
    if Workshop.objects.filter(pk=workshop.pk, state="finished").exists():
        raise Invalid("step", Say("workshop.finished"))


def add_step(
    *, by: Actor, workshop: Workshop, activity: str, title: str, minutes: int, **fields: object
) -> Step:
    position = (Step.objects.filter(workshop=workshop).aggregate(n=Max("position"))["n"] or 0) + 1
    with act("add_step", by=by, workshop=workshop) as journal:
        step = Step.objects.create(
            workshop=workshop,
            activity=activity,
            title=title,
            minutes=minutes,
            position=position,
            **fields,
        )
        journal.add("step", step.pk)
    return step


def edit_step(
    *, by: Actor, workshop: Workshop, step: Step, version: str | None = None, **fields: object
) -> None:
    """New title, instruction, minutes, settings. Raises Invalid when anonymity would change after the fact.

    `form.changed_meanwhile` when `version` is not what stands.
    """
    if fields.get("anonymity", step.anonymity) != step.anonymity and step.opened_before:
        raise Invalid("anonymity", Say("workshop.anonymity_promised"))
    with act("edit_step", by=by, workshop=workshop, step=step) as journal:
        require_standing(step, version)
        Step.objects.filter(pk=step.pk).update(**fields)
        journal.touch("step", step.pk)


def remove_step(*, by: Actor, workshop: Workshop, step: Step) -> None:
    with act(
        "remove_step", by=by, workshop=workshop, step=step, about=f"step:{step.pk}"
    ) as journal:
        journal.change("step", step.pk)
        Step.objects.filter(pk=step.pk).update(removed=True, state="closed")


def order_steps(*, by: Actor, workshop: Workshop, numbers: list[int]) -> None:
    """The agenda in this order; steps that are not named keep their place after them."""
    with act("order_steps", by=by, workshop=workshop) as journal:
        listed = list(Step.objects.filter(workshop=workshop).values_list("pk", flat=True))
        journal.change("step", *listed)
        order = [n for n in dict.fromkeys(numbers) if n in listed] + [
            n for n in listed if n not in numbers
        ]
        for position, number in enumerate(order, start=1):
            Step.objects.filter(pk=number).update(position=position)


def _open(step: Step, journal: Journal) -> None:
    journal.change("step", step.pk)
    step.refresh_from_db()
    if step.state != "open":
        step.opened_at = timezone.now()
    step.state = "open"
    step.opened_before = True
    if not ACTIVITIES[step.activity].reveals or step.settings.get("show_running"):
        step.revealed = True
    if step.timer_ends_at is None and step.timer_left is None:
        step.timer_ends_at = timezone.now() + timedelta(minutes=step.minutes)
    clock = ("opened_at", "timer_ends_at", "timer_left")
    step.save(update_fields=["state", "opened_before", "revealed", *clock])
    fill_items(step, journal)
    if step.activity == "group" and step.source_id is not None:
        _reveal_source(step.source_id, journal)


def _reveal_source(number: int, journal: Journal) -> None:
    """What nobody may see yet cannot be grouped."""
    journal.change("step", number)
    Step.objects.filter(pk=number).update(revealed=True)


def _close(step: Step, journal: Journal) -> None:
    journal.change("step", step.pk)
    step.refresh_from_db()
    step.seconds_open, step.opened_at = _seconds_open(step), None
    step.state, step.timer_ends_at, step.timer_left = "closed", None, None
    clock = ("opened_at", "seconds_open", "timer_ends_at", "timer_left")
    step.save(update_fields=["state", *clock])


def _seconds_open(step: Step) -> int | None:
    """All the time it has been open: none if never; a step opened before this was counted is not known."""
    if step.opened_at is None:
        return step.seconds_open if step.opened_before else 0
    now = round((timezone.now() - step.opened_at).total_seconds())
    return (step.seconds_open or 0) + max(0, now)
