"""A region's own agendas: saved from a workshop, chosen for the next, renamed, removed; wrong input; no access."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.actions import own_agendas as own
from farled.store.gates import Person
from farled.store.models import OwnAgenda, Step, Workshop
from tests.support import make
from tests.support.pages import read

pytestmark = pytest.mark.django_db


class Desk:
    """A facilitator and a workshop that she has shaped."""

    def __init__(self, region: str = "Region Örebro län") -> None:
        self.region = make.region(region)
        self.person = make.person("facilitator", region=self.region)
        self.client = make.signed_in(self.person)
        self.inventory = make.inventory(self.region)
        self.workshop = make.workshop(self.inventory, "check_in", "write", name="Halvdag")

    def save(self, **data: Any) -> Any:
        given = {"name": "Halvdag hos oss", "fits": "20–40 personer vid bord", **data}
        return self.client.post(reverse("workshop:save-agenda", args=[self.workshop.slug]), given)

    def list(self) -> str:
        path = reverse("workshop:own-agendas", args=[self.region.slug])
        return self.client.get(path).content.decode()

    def choices(self, inventory: Any = None) -> str:
        place = inventory or self.inventory
        return self.client.get(reverse("workshop:new", args=[place.slug])).content.decode()

    def post(self, name: str, row: OwnAgenda, /, **data: Any) -> Any:
        return self.client.post(reverse(f"workshop:{name}", args=[row.slug]), data)


@pytest.fixture
def desk() -> Desk:
    return Desk()


PLAN = {
    "name": "Dag två", "language": "sv", "seating": "choice", "tables": "2", "records_status": "arbetsmaterial",
}  # fmt: skip


def test_from_one_workshop_to_the_next_in_another_inventory(desk: Desk) -> None:
    agenda = desk.client.get(reverse("workshop:plan", args=[desk.workshop.slug])).content.decode()
    assert reverse("workshop:save-agenda", args=[desk.workshop.slug]) in agenda
    answer = desk.save()
    assert answer.url == reverse("workshop:own-agendas", args=[desk.region.slug])
    assert "20–40 personer vid bord" in desk.list()
    saved = OwnAgenda.objects.get()
    elsewhere = make.inventory(desk.region, name="En annan inventering")
    page = desk.choices(elsewhere)
    assert page.index("Snabb dialog, en timme") < page.index("Halvdag hos oss")
    assert page.index("Halvdag hos oss") < page.index("Tom dagordning")
    card = page[page.index(f'value="{saved.slug}"') :].split("</label>")[0]
    assert all(words in card for words in ("Regionens egen", "20 minuter", "2 steg"))
    assert page.count("Regionens egen<") == 1, "those that come with Farled are not the region's"
    path = reverse("workshop:new", args=[elsewhere.slug])
    desk.client.post(path, {**PLAN, "template": saved.slug})
    made = Workshop.objects.get(name="Dag två")
    assert made.template == saved.slug
    assert [s.activity for s in Step.objects.filter(workshop=made)] == ["check_in", "write"]


def test_it_says_when_it_is_in_another_language(desk: Desk) -> None:
    Workshop.objects.update(language="en")
    desk.save()
    assert "på engelska" in desk.choices()
    assert "på engelska" not in desk.choices(make.inventory(desk.region, language="en"))


def test_it_says_what_is_left_out_because_its_activity_is_no_more(desk: Desk) -> None:
    desk.save()
    row = OwnAgenda.objects.get()
    dance, sing = ({"activity": key, "title": key.title()} for key in ("dance", "sing"))
    OwnAgenda.objects.update(steps=[dance, *row.steps])
    page = reverse("workshop:own-agenda", args=[row.slug])
    shown = (desk.choices(), desk.list(), desk.client.get(page).content.decode())
    said = "Ett steg är utelämnat, för dess aktivitet finns inte längre: Dance."
    assert all(said in one and "2 steg" in one for one in shown)
    OwnAgenda.objects.update(steps=[dance, *row.steps, sing])
    assert (
        "2 steg är utelämnade, för deras aktiviteter finns inte längre: Dance, Sing." in desk.list()
    )
    desk.client.cookies["farled_language"] = "en"
    said = "2 steps are left out because their activities no longer exist: Dance, Sing."
    assert said in desk.list()


def test_the_form_shows_what_goes_with_it(desk: Desk) -> None:
    Step.objects.filter(activity="write").update(
        instruction="Ett ämne i varje.", settings={"prompt": "Vad behövs?"}
    )
    page = desk.client.get(
        reverse("workshop:save-agenda", args=[desk.workshop.slug])
    ).content.decode()
    assert "Ett ämne i varje." in page
    assert "Vad behövs?" in page
    assert 'value="Halvdag"' in page, "the workshop's name to begin with"


def test_a_name_that_is_taken_is_asked_about(desk: Desk) -> None:
    desk.save()
    asked = desk.save(fits="Ny text")
    assert asked.status_code == 200
    text = asked.content.decode()
    assert "Välj om den ska ersättas" in text
    assert "Ny text" in text
    [form] = [one for one in read("http://testserver/", text).forms if "same" in one.fields]
    assert form.fields["same"].offered == ["replace", "both"]
    assert form.fields["asked"].values == ["Halvdag hos oss"]
    assert OwnAgenda.objects.count() == 1
    desk.save(fits="Ny text", same="replace", asked="Halvdag hos oss")
    assert list(OwnAgenda.objects.filter(removed_at=None).values_list("fits", flat=True)) == [
        "Ny text"
    ]
    desk.save(same="both", asked="Halvdag hos oss")
    assert "Halvdag hos oss (2)" in desk.list()


def test_an_answer_about_one_name_is_no_answer_about_another(desk: Desk) -> None:
    desk.save()
    desk.save(name="Heldag")
    answer = desk.save(name="Heldag", same="replace", asked="Halvdag hos oss")
    assert "heter ”Heldag”" in answer.content.decode()
    assert not OwnAgenda.objects.exclude(removed_at=None).exists()


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "x" * 201), ("fits", "y" * 301)])  # fmt: skip
def test_what_cannot_be_saved_keeps_what_was_typed(desk: Desk, field: str, value: str) -> None:
    answer = desk.save(**{field: value})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "field__errors" in page
    assert value in page
    assert not OwnAgenda.objects.exists()


def test_an_empty_agenda_is_no_template(desk: Desk) -> None:
    Step.objects.all().delete()
    plan = desk.client.get(reverse("workshop:plan", args=[desk.workshop.slug])).content.decode()
    assert reverse("workshop:save-agenda", args=[desk.workshop.slug]) not in plan
    assert "Lägg in minst ett steg först." in desk.save().content.decode()


def test_a_template_is_renamed_and_whoever_is_second_is_told(desk: Desk) -> None:
    desk.save()
    row = OwnAgenda.objects.get()
    desk.post("own-agenda", row, name="Heldag", fits="Med lunch", version="1")
    assert "Heldag" in desk.list()
    answer = desk.post("own-agenda", row, name="Kvart", fits="Utan lunch", version="1")
    page = answer.content.decode()
    assert "Nu står det ”Heldag” och ”Med lunch”" in page
    assert 'value="Kvart"' in page
    assert 'name="version" value="2"' in page
    desk.post("own-agenda", row, name="Kvart", fits="Utan lunch", version="2")
    assert "Kvart" in desk.list()


@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_a_version_that_is_none_saves_nothing(desk: Desk, version: str) -> None:
    desk.save()
    answer = desk.post("own-agenda", OwnAgenda.objects.get(), name="Ny", fits="", version=version)
    assert answer.status_code == 200
    assert OwnAgenda.objects.get().name == "Halvdag hos oss"


def test_a_template_is_removed_and_taken_back(desk: Desk) -> None:
    desk.save()
    row = OwnAgenda.objects.get()
    answer = desk.post("remove-own-agenda", row)
    page = desk.client.get(answer.url).content.decode()
    assert "”Halvdag hos oss” är borttagen." in page
    assert reverse("workshop:restore-own-agenda", args=[row.slug]) in page
    assert "Halvdag hos oss" not in desk.choices()
    shown = desk.client.get(reverse("workshop:own-agenda", args=[row.slug])).content.decode()
    assert "Mallen är borttagen." in shown
    late = desk.client.post(
        reverse("workshop:new", args=[desk.inventory.slug]), {**PLAN, "template": row.slug}
    )
    assert late.status_code == 200
    assert not Workshop.objects.filter(name="Dag två").exists()
    desk.post("restore-own-agenda", row)
    assert "Halvdag hos oss" in desk.choices()


def test_whoever_writes_while_it_is_removed_keeps_her_words(desk: Desk) -> None:
    desk.save()
    row = OwnAgenda.objects.get()
    desk.post("remove-own-agenda", row)
    page = desk.post("own-agenda", row, name="Kvart", fits="Kort", version="1").content.decode()
    assert "Någon har tagit bort mallen medan du skrev." in page
    assert 'value="Kvart"' in page
    assert "Ta tillbaka mallen" in page


def test_another_region_neither_sees_nor_uses_it(desk: Desk) -> None:
    desk.save()
    row, other = OwnAgenda.objects.get(), Desk("Region Dalarna")
    assert "Halvdag hos oss" not in other.choices() + other.list()
    assert other.client.get(reverse("workshop:own-agenda", args=[row.slug])).status_code == 404
    for name in ("own-agenda", "remove-own-agenda", "restore-own-agenda"):
        assert other.post(name, row, name="Vår", version="1").status_code == 404
    path = reverse("workshop:new", args=[other.inventory.slug])
    assert other.client.post(path, {**PLAN, "template": row.slug}).status_code == 200
    assert not Workshop.objects.filter(name="Dag två").exists()


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_who_plans_no_workshops_has_none_of_it(desk: Desk, role: str) -> None:
    row = own.save_agenda(by=Person(desk.person), workshop=desk.workshop, name="Vår")
    client: Client = make.signed_in(make.person(role, region=desk.region))
    for name, slug in (("save-agenda", desk.workshop.slug), ("own-agendas", desk.region.slug), ("own-agenda", row.slug)):  # fmt: skip
        assert client.get(reverse(f"workshop:{name}", args=[slug])).status_code == 403
    removed = client.post(reverse("workshop:remove-own-agenda", args=[row.slug]))
    assert removed.status_code == 403
    assert OwnAgenda.objects.get().removed_at is None


def test_in_english(desk: Desk) -> None:
    desk.client.cookies["farled_language"] = "en"
    desk.save()
    assert "The region's own" in desk.choices().replace("&#x27;", "'")
    assert "no other region sees them" in desk.list()
