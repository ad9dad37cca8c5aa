"""Two people have the same form open: the second is shown what the first saved, and nothing is overwritten unseen."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from farled.store.models import Inventory, Stakeholder, Step, Workshop
from tests.support import make
from tests.support.gathered import Gathered
from tests.support.pages import read

pytestmark = pytest.mark.django_db
KEPT, LATE = "Birgers ord", "Astrids ord"


@dataclass
class Desk:
    """A form that Astrid and Birger both have open: where it is, its row and the text they both change."""

    client: Client
    path: str
    row: Model
    field: str

    def untouched(self) -> dict[str, Any]:
        page = self.client.get(self.path).content.decode()
        return self.sent(page)

    def sent(self, page: str) -> dict[str, Any]:
        return next(f.sent() for f in read(self.path, page).forms if self.field in f.fields)

    def save(self, sent: dict[str, Any], **typed: Any) -> Any:
        return self.client.post(self.path, {**sent, **typed})

    def standing(self) -> str:
        self.row.refresh_from_db()
        return str(getattr(self.row, self.field))


def stakeholder(scene: Gathered) -> tuple[str, Model, str]:
    row: Stakeholder = make.stakeholder(scene.inventory, "Länsstyrelsen", interest=4)
    return reverse("inventory:stakeholder", args=[scene.inventory.slug, row.pk]), row, "attitude"


def settings(scene: Gathered) -> tuple[str, Model, str]:
    row: Inventory = scene.inventory
    return reverse("inventory:edit", args=[row.slug]), row, "question"


def workshop(scene: Gathered) -> tuple[str, Model, str]:
    row: Workshop = make.workshop(scene.inventory, "write")
    return reverse("workshop:edit", args=[row.slug]), row, "purpose"


def step(scene: Gathered) -> tuple[str, Model, str]:
    row: Step = make.step(
        make.workshop(scene.inventory),
        "no_voice",
        settings={"proposals": ["Kör"], "do_nothing": "Inget"},
    )
    return reverse("workshop:edit-step", args=[row.workshop.slug, row.pk]), row, "instruction"


def records(scene: Gathered) -> tuple[str, Model, str]:
    row: Inventory = scene.inventory
    return reverse("inventory:records", args=[row.slug]), row, "sharing_purpose"


FORMS = [stakeholder, settings, workshop, step, records]


@pytest.fixture(params=FORMS, ids=lambda form: form.__name__)
def desk(request: pytest.FixtureRequest) -> Desk:
    scene, form = Gathered(), request.param
    path, row, field = form(scene)
    return Desk(make.signed_in(make.person("owner", region=scene.region)), path, row, field)


def test_whoever_saves_second_is_shown_both_texts_and_decides(desk: Desk) -> None:
    sent = desk.untouched()
    assert desk.save(sent, **{desk.field: KEPT}).status_code == 302
    answer = desk.save(sent, **{desk.field: LATE})
    page = answer.content.decode()
    assert (answer.status_code, desk.standing()) == (200, KEPT)
    assert "Inget är överskrivet" in page
    assert f"<td>{KEPT}</td><td>{LATE}</td>" in page
    again = desk.sent(page)
    assert again[desk.field] == [LATE], "what was typed stays in its field"
    assert page.count('<th scope="row">') == 1, "only what differs is shown"
    assert desk.save(again).status_code == 302
    assert desk.standing() == LATE


def test_a_form_sent_alone_or_twice_is_saved(desk: Desk) -> None:
    sent = desk.untouched()
    assert desk.save(sent, **{desk.field: KEPT}).status_code == 302
    assert desk.save(desk.untouched(), **{desk.field: LATE}).status_code == 302
    assert desk.standing() == LATE


@pytest.mark.parametrize("version", ["", "x", "9" * 200, "å\x00"])
def test_a_mark_that_is_none_saves_nothing(desk: Desk, version: str) -> None:
    before = desk.standing()
    answer = desk.save(desk.untouched(), version=version, **{desk.field: LATE})
    assert (answer.status_code, desk.standing()) == (200, before)


def test_a_form_refused_for_something_else_still_knows_what_it_showed(desk: Desk) -> None:
    sent = desk.untouched()
    desk.save(sent, **{desk.field: KEPT})
    name = next(one for one in ("title", "name", "records_status") if one in sent)
    page = desk.save(sent, **{desk.field: LATE, name: ""}).content.decode()
    late = desk.sent(page)
    assert desk.save(late, **{name: sent[name]}).status_code == 200
    assert desk.standing() == KEPT


def test_two_who_move_the_papers_are_not_in_each_others_way_elsewhere() -> None:
    scene = Gathered()
    client = make.signed_in(make.person("owner", region=scene.region))
    first, other = (Desk(client, *form(scene)) for form in (records, settings))
    sent, untouched = first.untouched(), other.untouched()
    moved = {"records_status": "fardigstallt", "recipient": "Arkivet"}
    assert first.save(sent, **moved).status_code == 302
    assert other.save(untouched, question=KEPT).status_code == 302, (
        "another form, nothing in common"
    )
    answer = first.save(sent, records_status="fardigstallt", recipient="Länsstyrelsen")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Inget är överskrivet" in page
    assert page.count('<th scope="row">') == 0, "both chose alike: nothing differs"
    late = first.save(first.sent(page), sharing_purpose=LATE)
    assert (late.status_code, first.standing()) == (302, LATE)
