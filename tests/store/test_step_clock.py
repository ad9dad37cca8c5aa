"""How long a step was open is counted, and taken back with the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from farled.store.actions import steps, undo
from farled.store.gates import System
from farled.store.models import Step, Workshop
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    return make.workshop(make.inventory(make.region()))


def test_a_step_counts_how_long_it_was_open(workshop: Workshop) -> None:
    first, second = (make.step(workshop, title=title) for title in ("Först", "Sedan"))
    by = {"by": System(), "workshop": workshop}
    steps.go_to_step(**by, step=first)
    opened_ago(first, minutes=4)
    steps.go_to_step(**by, step=second)
    assert row(first).seconds_open in range(240, 250)
    steps.go_to_step(**by, step=first)
    opened_ago(first, minutes=1)
    steps.close_step(**by, step=first)
    assert row(first).seconds_open in range(300, 310)
    assert row(first).opened_at is None


def test_opening_an_open_step_again_keeps_its_clock(workshop: Workshop) -> None:
    step = make.open_step(workshop)
    opened_ago(step, minutes=4)
    steps.open_step(by=System(), workshop=workshop, step=step)
    steps.finish_workshop(by=System(), workshop=workshop)
    assert row(step).seconds_open in range(240, 250)


def test_undo_takes_the_clock_back_too(workshop: Workshop) -> None:
    first, second = (make.step(workshop, title=title) for title in ("Först", "Sedan"))
    by = {"by": System(), "workshop": workshop}
    steps.go_to_step(**by, step=first)
    opened_ago(first, minutes=4)
    steps.go_to_step(**by, step=second)
    undo.undo_last(**by)
    assert (row(second).opened_at, row(second).seconds_open) == (None, None)
    steps.close_step(**by, step=first)
    assert row(first).seconds_open in range(240, 250)


def test_a_step_closed_without_having_been_open_was_open_no_time(workshop: Workshop) -> None:
    step = make.step(workshop)
    steps.close_step(by=System(), workshop=workshop, step=step)
    assert row(step).seconds_open == 0
    undo.undo_last(by=System(), workshop=workshop)
    assert row(step).seconds_open is None


def opened_ago(step: Step, *, minutes: int) -> None:
    since = timezone.now() - timedelta(minutes=minutes)
    Step.objects.filter(pk=step.pk).update(opened_at=since)


def row(step: Step) -> Step:
    return Step.objects.get(pk=step.pk)
