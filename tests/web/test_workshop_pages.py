"""Planning, people, typing in, wall and paper: works, wrong input, no access."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.actions import steps
from farled.store.actions import voices as voice_actions
from farled.store.actions.standing import mark_of
from farled.store.gates import System, screen_key
from farled.store.models import (
    AnonymousBallot,
    Authorship,
    Item,
    Participant,
    Step,
    Table,
    Voice,
    Vote,
    Workshop,
)
from farled.store.queries.workshop import workshop_state
from tests.support import make

pytestmark = pytest.mark.django_db


class Desk:
    """A facilitator and her workshop, not begun."""

    def __init__(self) -> None:
        self.region = make.region(privacy_notice="Vi sparar det i två år.")
        self.client = make.signed_in(make.person("facilitator", region=self.region))
        self.inventory = make.inventory(self.region)
        self.workshop = make.workshop(self.inventory, "check_in", "write", name="Halvdag")

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"workshop:{name}", args=[self.workshop.slug, *args])

    def get(self, name: str, /, *args: Any, **query: Any) -> str:
        answer = self.client.get(self.url(name, *args), query)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    def post(self, name: str, /, *args: Any, **data: Any) -> Any:
        return self.client.post(self.url(name, *args), data)

    def step(self, activity: str) -> Step:
        return Step.objects.get(workshop=self.workshop, activity=activity)


@pytest.fixture
def desk() -> Desk:
    return Desk()


PLAN = {
    "name": "Dag ett", "language": "sv", "seating": "spread", "tables": "4", "template": "needs-inventory",
    "records_status": "arbetsmaterial", "organisations": "Regionen\nKommunen", "held_on": "2026-05-04",
}  # fmt: skip


def test_a_workshop_is_planned_from_a_template(desk: Desk) -> None:
    path = reverse("workshop:new", args=[desk.inventory.slug])
    page = desk.client.get(path).content.decode()
    assert "Behovsinventering, halvdag" in page
    assert "Vi sparar det i två år." in page, "the region's own notice stands there to begin with"
    answer = desk.client.post(path, PLAN)
    made = Workshop.objects.get(name="Dag ett")
    assert answer.url == reverse("workshop:plan", args=[made.slug])
    assert made.organisations == ["Regionen", "Kommunen"]
    assert Step.objects.filter(workshop=made).count() == 15
    assert Table.objects.filter(workshop=made).count() == 4
    assert "3 tim 40 min" in desk.client.get(answer.url).content.decode()


def test_an_english_workshop_gets_the_english_agenda(desk: Desk) -> None:
    path = reverse("workshop:new", args=[desk.inventory.slug])
    desk.client.post(path, {**PLAN, "language": "en", "template": "rapid-dialogue"})
    made = Workshop.objects.get(name="Dag ett")
    assert "The question" in {step.title for step in Step.objects.filter(workshop=made)}
    assert Table.objects.filter(workshop=made).first().name == "Table 1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("tables", "många"),
        ("tables", "1" * 30),
        ("held_on", "i går"),
        ("language", "xx"),
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(desk: Desk, field: str, value: str) -> None:
    path = reverse("workshop:new", args=[desk.inventory.slug])
    data = {**PLAN, "purpose": "Det här får inte gå förlorat", field: value}
    answer = desk.client.post(path, data)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Det här får inte gå förlorat" in page
    assert 'aria-invalid="true"' in page or "field__errors" in page
    assert not Workshop.objects.filter(purpose__contains="förlorat").exists()


def test_a_workshop_is_changed_copied_put_away_and_taken_back(desk: Desk) -> None:
    version = mark_of(desk.workshop)
    desk.post(
        "edit", **{**PLAN, "version": version, "name": "Halvdag i juni", "place": "Saluhallen"}
    )
    desk.workshop.refresh_from_db()
    assert (desk.workshop.name, desk.workshop.place) == ("Halvdag i juni", "Saluhallen")
    desk.post("copy", name="Halvdag i augusti")
    assert Workshop.objects.get(name="Halvdag i augusti").steps.count() == 2
    desk.post("archive")
    desk.workshop.refresh_from_db()
    assert desk.workshop.archived_at is not None
    assert "undanlagd" in desk.get("show")
    desk.post("archive", back="1")
    desk.workshop.refresh_from_db()
    assert desk.workshop.archived_at is None


@pytest.mark.parametrize("name", ["bridge", "wall", "plan", "people", "typing"])
def test_a_workshop_put_away_has_its_overview_and_nothing_live(desk: Desk, name: str) -> None:
    desk.post("archive")
    assert desk.client.get(desk.url(name)).url == desk.url("show")  # type: ignore[attr-defined]
    page = desk.get("show")
    assert f'href="{desk.url(name)}"' not in page, "no door that only leads back here"
    assert desk.url("edit") in page
    desk.post("archive", back="1")
    desk.get(name)


@pytest.mark.parametrize("name", ["bridge", "wall", "plan", "people", "typing"])
def test_with_its_inventory_put_away_it_has_its_overview_and_nothing_live(
    desk: Desk, name: str
) -> None:
    archive = reverse("inventory:archive", args=[desk.inventory.slug])
    owner = make.signed_in(make.person("owner", region=desk.region))
    owner.post(archive)
    assert desk.client.get(desk.url(name)).url == desk.url("show")  # type: ignore[attr-defined]
    page = desk.get("show")
    assert "är undanlagd, och workshoppen med den" in page
    assert f'href="{desk.url(name)}"' not in page
    owner.post(archive, {"restore": "1"})
    assert "undanlagd" not in desk.get("show")
    desk.get(name)


def test_whoever_may_not_see_the_overview_finds_no_wall(desk: Desk, client: Client) -> None:
    guest = make.phone(make.participant(desk.workshop))
    desk.post("archive")
    assert client.get(desk.url("wall"), {"key": screen_key(desk.workshop.slug)}).status_code == 404
    assert guest.get(desk.url("wall")).status_code == 404


def test_a_workshop_put_away_takes_no_act_of_a_page_left_open(desk: Desk) -> None:
    step = desk.step("write")
    desk.post("archive")
    answer = desk.client.post(
        desk.url("do", "open_step"), {"step": step.pk}, headers={"X-Farled": "1"}
    )
    assert answer.status_code == 422
    assert "undanlagd" in answer.json()["why"]
    typed = desk.post("type-in", "voice", step=step.pk, person="new", text="Sent")
    assert "undanlagd" in typed.content.decode()
    assert desk.post("move-step", step.pk, way="up").url == desk.url("show")
    assert "undanlagd" in desk.post("edit", **{**PLAN, "name": "Annat"}).content.decode()
    step.refresh_from_db()
    desk.workshop.refresh_from_db()
    assert (step.state, desk.workshop.name) == ("waiting", "Halvdag")


STEP = {"title": "Rösta", "minutes": "12", "anonymity": "anonymous", "instruction": "Fem var."}
DOTS = {"set_mode": "dots", "set_dots": "7", "set_most_on_one": "3", "source": "needs"}


def test_steps_are_added_with_the_settings_of_their_activity(desk: Desk) -> None:
    assert (
        "Prickar per person"
        in desk.client.get(desk.url("add-step"), {"activity": "prioritise"}).content.decode()
    )
    answer = desk.post("add-step", activity="prioritise", **STEP, **DOTS)
    assert answer.status_code == 302
    step = desk.step("prioritise")
    assert step.settings == {
        "mode": "dots", "dots": 7, "most_on_one": 3, "show_running": False, "source": "needs",
    }  # fmt: skip


def test_a_step_that_cannot_be_keeps_what_was_typed(desk: Desk) -> None:
    answer = desk.post("add-step", activity="prioritise", **{**STEP, **DOTS, "set_dots": "många"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Fem var." in page
    assert "många" in page
    assert desk.post("add-step", activity="dansa", title="X").status_code == 404


def test_a_step_is_changed_and_its_promise_locked_once_open(desk: Desk) -> None:
    write = desk.step("write")
    assert "Löftet" not in desk.get("edit-step", write.pk)
    steps.go_to_step(by=System(), workshop=desk.workshop, step=write)
    assert "Löftet till deltagarna kan inte ändras" in desk.get("edit-step", write.pk)
    data = {"title": "Skriv nu", "minutes": "9", "anonymity": "open", "set_max_length": "200"}
    write.refresh_from_db()
    assert desk.post("edit-step", write.pk, version=mark_of(write), **data).status_code == 302
    write.refresh_from_db()
    assert (write.title, write.minutes, write.anonymity) == ("Skriv nu", 9, "group")
    assert write.settings["max_length"] == 200


def test_steps_move_leave_and_come_back(desk: Desk) -> None:
    first, second = Step.objects.filter(workshop=desk.workshop)
    desk.post("move-step", second.pk, way="up")
    assert [s.pk for s in Step.objects.filter(workshop=desk.workshop)] == [second.pk, first.pk]
    desk.post("order-steps", step=[first.pk, second.pk])
    assert [s.pk for s in Step.objects.filter(workshop=desk.workshop)] == [first.pk, second.pk]
    desk.post("remove-step", second.pk)
    assert "Ångra: ta bort steget" in desk.get("plan")
    desk.post("undo-plan")
    second.refresh_from_db()
    assert not second.removed


def test_an_agenda_tells_what_does_not_hold_together(desk: Desk) -> None:
    make.step(desk.workshop, "group", settings={"where": "tables"})
    assert "inget att arbeta med" in desk.get("plan")


def test_another_workshops_step_is_not_there(desk: Desk) -> None:
    other = Desk().step("write")
    for name in ("edit-step", "move-step", "remove-step"):
        assert desk.post(name, other.pk, way="up").status_code == 404


def test_people_sit_move_leave_and_come_back(desk: Desk) -> None:
    people = [make.participant(desk.workshop, organisation=f"Kommun {n % 2}") for n in range(4)]
    desk.post("change-people", "set-tables", count="2")
    desk.post("change-people", "spread")
    tables = list(Table.objects.filter(workshop=desk.workshop, removed=False))
    homes = {
        table.pk: sorted(
            Participant.objects.filter(table=table).values_list("organisation", flat=True)
        )
        for table in tables
    }
    assert list(homes.values()) == [["Kommun 0", "Kommun 1"]] * 2
    desk.post("change-people", "rename-table", table=tables[0].pk, name="Fönstret")
    desk.post("change-people", "add-table", name="Hörnet")
    desk.post("change-people", "seat", participant=people[0].pk, table="0")
    people[0].refresh_from_db()
    assert people[0].table is None
    desk.post("change-people", "remove", participant=people[1].pk)
    assert workshop_state(desk.workshop).attendance.people == 3
    page = desk.get("people")
    assert "Fönstret" in page
    assert "Släpp in igen" in page
    desk.post("change-people", "restore", participant=people[1].pk)
    assert workshop_state(desk.workshop).attendance.people == 4


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("seat", {"participant": "999999"}), ("remove", {}), ("restore", {"participant": "0"}),
        ("set-tables", {"count": "många"}), ("add-table", {"name": ""}), ("spread", {}),
        ("rename-table", {"table": "0", "name": "X"}),
    ],
)  # fmt: skip
def test_what_cannot_be_done_with_people_is_said(
    desk: Desk, act: str, data: dict[str, str]
) -> None:
    assert desk.post("change-people", act, **data).status_code == 422
    assert desk.post("change-people", "dansa").status_code == 404


def test_another_workshops_people_are_not_moved(desk: Desk) -> None:
    stranger = make.participant(Desk().workshop)
    assert desk.post("change-people", "remove", participant=stranger.pk).status_code == 422
    stranger.refresh_from_db()
    assert not stranger.removed


def test_paper_is_typed_in_marked_and_counted(desk: Desk) -> None:
    write = make.open_step(desk.workshop, "write")
    data = {
        "step": write.pk,
        "person": "new",
        "organisation": "Karlskoga kommun",
        "text": "Från kortet",
    }
    answer = desk.post("type-in", "voice", **data)
    voice = Voice.objects.get(step=write)
    assert (voice.text, voice.typed_in) == ("Från kortet", True)
    paper = Participant.objects.get(workshop=desk.workshop, kind="paper")
    assert paper.organisation == "Karlskoga kommun"
    assert workshop_state(desk.workshop).attendance.paper == 1
    page = desk.client.get(answer.url).content.decode()
    assert "Papper 1" in page
    assert "1 inskriven" in page
    desk.post("type-in", "voice", step=write.pk, person=paper.pk, text="Ett kort till")
    assert Participant.objects.filter(workshop=desk.workshop, kind="paper").count() == 1
    assert Voice.objects.filter(step=write).count() == 2


def test_paper_in_an_anonymous_step_leaves_no_trace_of_who(desk: Desk) -> None:
    write = make.open_step(desk.workshop, "write", anonymity="anonymous")
    desk.post("type-in", "voice", step=write.pk, person="new", text="Ett kort")
    paper = Participant.objects.get(workshop=desk.workshop, kind="paper")
    answer = desk.post(
        "type-in", "voice", step=write.pk, person=paper.pk, text="Samma persons andra kort"
    )
    assert answer.status_code == 302, answer.content
    assert not Authorship.objects.filter(step=write).exists()
    assert AnonymousBallot.objects.filter(step=write).count() == 1
    assert len(set(Voice.objects.filter(step=write).values_list("ballot", flat=True))) == 1
    assert not any(
        "token" in value or "paper" in value
        for value in dict(desk.client.session).values()
        if isinstance(value, str)
    )


def test_paper_votes_are_counted_as_one_persons(desk: Desk) -> None:
    step = make.open_step(
        desk.workshop, "no_voice", anonymity="anonymous",
        settings={"proposals": ["Fler turer"], "do_nothing": "Vi gör ingenting nu"},
    )  # fmt: skip
    first, second = Item.objects.filter(step=step)
    data = {f"item-{first.pk}": "8", f"item-{second.pk}": "0"}
    assert desk.post("type-in", "votes", step=step.pk, person="new", **data).status_code == 302
    assert sorted(Vote.objects.values_list("value", flat=True)) == [0, 8]
    assert Vote.objects.values("ballot").distinct().count() == 1


@pytest.mark.parametrize("value", ["elva", "11", "-1", "1" * 30])
def test_a_vote_on_paper_that_cannot_be_is_given_back(desk: Desk, value: str) -> None:
    step = make.open_step(desk.workshop, "no_voice", settings={"proposals": ["Fler turer"]})
    item = Item.objects.get(step=step)
    answer = desk.post("type-in", "votes", step=step.pk, person="new", **{f"item-{item.pk}": value})
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.content.decode()
    assert not Vote.objects.exists()
    assert not Participant.objects.filter(kind="paper").exists(), "nobody was made for nothing"


def test_paper_without_words_is_given_back(desk: Desk) -> None:
    write = make.open_step(desk.workshop, "write")
    answer = desk.post(
        "type-in", "voice", step=write.pk, person="new", organisation="Kumla", text=""
    )
    assert answer.status_code == 422
    assert "Kumla" in answer.content.decode()


def test_a_member_types_in_but_does_not_lead(desk: Desk) -> None:
    member = make.signed_in(make.person("member", region=desk.region))
    assert member.get(desk.url("typing")).status_code == 200
    assert member.get(desk.url("cards")).status_code == 200
    assert member.get(desk.url("plan")).status_code == 403
    viewer = make.signed_in(make.person("viewer", region=desk.region))
    assert viewer.get(desk.url("typing")).status_code == 403
    assert viewer.get(desk.url("show")).status_code == 200


def test_paper_to_print(desk: Desk) -> None:
    Step.objects.filter(workshop=desk.workshop, activity="write").update(
        settings={"prompt": "Vad behövs?", "for_whom": True, "dimensions": True}
    )
    page = desk.get("cards", sheets="2")
    assert page.count("cut-cards__question") == 16
    assert "Vad behövs?" in page
    assert desk.get("cards", sheets="9" * 30).count("cut-cards__question") == 8
    Table.objects.create(workshop=desk.workshop, name="Fönstret")
    assert "Fönstret" in desk.get("table-signs")
    assert desk.workshop.code[:4] in desk.get("link-sheet")
    assert "Sammanlagt 20 min" in desk.get("print-agenda")


def test_the_wall_opens_with_its_key_and_to_those_who_may_watch(desk: Desk, client: Client) -> None:
    wall = desk.url("wall")
    assert client.get(wall).status_code == 404
    assert client.get(wall, {"key": "gissat"}).status_code == 404
    assert client.get(wall, {"key": screen_key("en-annan")}).status_code == 404
    assert client.get(wall, {"key": screen_key(desk.workshop.slug)}).status_code == 200
    assert make.phone(make.participant(desk.workshop)).get(wall).status_code == 200
    assert make.signed_in(make.person("viewer", region=desk.region)).get(wall).status_code == 200
    assert (
        make.signed_in(make.person("owner", region=make.region("Dalarna"))).get(wall).status_code
        == 404
    )


def test_the_wall_shows_the_code_while_the_door_is_open_and_no_unshown_words(desk: Desk) -> None:
    write = make.open_step(desk.workshop, "write")
    voice_actions.write_voice(
        by=make.guest(desk.workshop), workshop=desk.workshop, step=write, text="Hemligt än"
    )
    steps.reveal(by=System(), workshop=desk.workshop, step=write)
    page = desk.get("wall")
    assert desk.workshop.code[:4] in page
    assert "data-joining-closed" not in page
    assert "Hemligt än" not in page
    steps.show_on_wall(by=System(), workshop=desk.workshop, step=write, shown=True)
    Workshop.objects.filter(pk=desk.workshop.pk).update(joining_open=False)
    page = desk.get("wall")
    assert "Hemligt än" in page
    assert "data-joining-closed" in page
    assert "csrfmiddlewaretoken" not in page
