"""Two who save the same form at the same moment: one does, the other hears of it. Threads, so PostgreSQL only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from farled.store.actions import inventory as inventories
from farled.store.actions import stakeholders
from farled.store.actions import workshop_plan as plan
from farled.store.actions.standing import Row, mark_of
from farled.store.gates import System
from tests.store.test_account_at_once import at_once
from tests.support import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="needs two connections"),
]
Saving = Callable[[Row, dict[str, Any]], None]
BY: dict[str, Any] = {"by": System()}


def stakeholder() -> tuple[Row, Saving]:
    row = make.stakeholder(make.inventory(make.region()))
    return row, lambda one, how: stakeholders.edit_stakeholder(
        **BY, inventory=row.inventory, stakeholder=one, name=how["text"], version=how["version"]
    )


def inventory() -> tuple[Row, Saving]:
    return make.inventory(make.region()), lambda one, how: inventories.edit_inventory(
        **BY, inventory=one, name=how["text"], version=how["version"]
    )


def workshop() -> tuple[Row, Saving]:
    return make.workshop(make.inventory(make.region())), lambda one, how: plan.edit_workshop(
        **BY, workshop=one, name=how["text"], version=how["version"]
    )


def step() -> tuple[Row, Saving]:
    row = make.step(make.workshop(make.inventory(make.region())), "write")
    return row, lambda one, how: plan.change_step(
        **BY, workshop=row.workshop, step=one, title=how["text"], minutes=5, version=how["version"]
    )


@pytest.mark.parametrize("form", [stakeholder, inventory, workshop, step])
def test_one_of_two_is_told(form: Callable[[], tuple[Row, Saving]]) -> None:
    row, save = form()
    seen = mark_of(type(row)._default_manager.get(pk=row.pk))

    def saving(text: str) -> Callable[[], None]:
        mine = type(row)._default_manager.get(pk=row.pk)
        return lambda: save(mine, {"text": text, "version": seen})

    first, second = saving("Astrids"), saving("Birgers")
    assert at_once(first, second) == ["done", "form.changed_meanwhile"]
