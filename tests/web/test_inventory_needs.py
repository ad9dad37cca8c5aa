"""Needs, themes and voices as pages: board, list, filters, forms, clashes, the red thread."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.actions import needs as need_actions
from farled.store.models import Area, Group, Inventory, Need, Theme, Voice
from tests.support import make
from tests.support.gathered import SAID, Gathered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


@pytest.fixture
def member(scene: Gathered) -> Client:
    return make.signed_in(scene.person.user)


def url(name: str, scene: Gathered, *more: Any) -> str:
    return reverse(f"inventory:{name}", args=[scene.inventory.slug, *more])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    """The needs on a board or in a list, in their order."""
    inside = page.split('<main id="main"')[1].split("</main>")[0]
    return re.findall(r'href="[^"]*/needs/\d+/"(?: draggable="false")?>([^<]+)</a>', inside)


def undo(client: Client, page: str) -> None:
    client.post(page.split('class="undo" method="post" action="')[1].split('"')[0])


def from_group(scene: Gathered) -> Need:
    return need_actions.need_from_group(by=scene.person, workshop=scene.workshop, group=scene.bus)


def test_a_group_becomes_a_need_and_its_voices_stand_there_as_written(
    scene: Gathered, member: Client
) -> None:
    waiting = text(member, url("groups", scene))
    assert SAID[0] in waiting
    member.post(url("from-group", scene, scene.bus.pk), {"what": "Bussen räcker inte till"})
    page = text(member, url("need", scene, 1))
    assert "Bussen räcker inte till" in page
    assert SAID[0] in page
    assert SAID[1] in page
    assert "Halvdag, Fönsterbordet" in page
    assert "Kollektivtrafiken" not in text(member, url("groups", scene))


def test_the_red_thread_runs_both_ways(scene: Gathered, member: Client) -> None:
    need = from_group(scene)
    theme = make.theme(
        scene.inventory, "Resor", proposal_kind="expedition", proposal="Pröva bokad trafik"
    )
    Need.objects.filter(pk=need.pk).update(theme=theme)
    page = text(member, url("need", scene, 1))
    assert "2 röster" in page
    assert scene.area.name in page
    assert "Pröva bokad trafik" in page
    voices = text(member, url("voices", scene))
    assert f'href="{url("need", scene, 1)}">#1 Kollektivtrafiken' in voices


def test_hidden_and_unshown_voices_are_nowhere(scene: Gathered, member: Client) -> None:
    from_group(scene)
    Voice.objects.filter(pk=scene.voices[0].pk).update(state="hidden")
    for name, more in (("need", [1]), ("voices", []), ("groups", [])):
        assert SAID[0] not in text(member, url(name, scene, *more))
    scene.write.revealed = False
    scene.write.save()
    page = text(member, url("voices", scene))
    assert SAID[1] not in page
    assert "3 röster står i steg som inte är visade ännu" in page


def test_a_new_need_shows_questions_that_can_be_answered(scene: Gathered, member: Client) -> None:
    member.post(url("new-need", scene), {"what": "Det saknas bussar"})
    page = text(member, url("need", scene, 1))
    assert "saknas" in page.split('class="hint"')[1]
    hint = {"hint": "need.solution_missing", "reason": ""}
    refused = member.post(url("dismiss-hint", scene, 1), hint)
    assert "Fyll i det här fältet." in refused.content.decode()
    member.post(url("dismiss-hint", scene, 1), {**hint, "reason": "Det är så läget är"})
    assert Need.objects.get().hints_dismissed == {"need.solution_missing": "Det är så läget är"}
    after = text(member, url("need", scene, 1))
    assert 'value="need.solution_missing"' not in after
    assert 'value="equality.unanswered"' in after


def test_a_reason_is_kept_when_its_question_is_gone(scene: Gathered, member: Client) -> None:
    """Somebody changed the need's words meanwhile, and the reason is too long to be taken."""
    member.post(url("new-need", scene), {"what": "Bussar varje timme"})
    words = "Det är så läget är " * 20
    asked = {"hint": "need.solution_missing", "reason": words}
    refused = member.post(url("dismiss-hint", scene, 1), asked).content.decode()
    assert words in refused
    assert "Frågan är redan besvarad, eller gäller inte det som står nu." in refused


def test_wrong_input_keeps_what_was_typed(scene: Gathered, member: Client) -> None:
    fields = {"what": "", "women": "Kvinnor reser mer", "men": "x" * 1001, "areas": ["10" * 20]}
    page = member.post(url("new-need", scene), fields).content.decode()
    assert "Kvinnor reser mer</textarea>" in page
    assert "x" * 1001 in page
    assert page.count('class="field__errors"') == 3
    assert not Need.objects.exists()


def test_both_texts_are_shown_when_somebody_else_was_first(scene: Gathered, member: Client) -> None:
    need = make.need(scene.inventory, "Bussen går för sällan")
    mine = {"what": "Bussen går aldrig på kvällen", "version": "1", "for_whom": "Skiftarbetare"}
    need_actions.edit_need(
        by=scene.person, inventory=scene.inventory, need=need, version=1, what="Bussen är dyr"
    )
    page = member.post(url("edit-need", scene, 1), mine).content.decode()
    assert "Någon annan har sparat behovet medan du skrev." in page
    table = page.split('class="table-wrap clash"')[1].split("</table>")[0]
    assert "Bussen är dyr" in table
    assert "Bussen går aldrig på kvällen" in table
    assert 'name="version" value="2"' in page
    assert Need.objects.get().what == "Bussen är dyr"
    member.post(url("edit-need", scene, 1), {**mine, "version": "2"})
    assert Need.objects.get().what == "Bussen går aldrig på kvällen"


@pytest.mark.parametrize("version", ["", "x", "0", "9" * 40])
def test_a_version_from_nowhere_overwrites_nothing(
    scene: Gathered, member: Client, version: str
) -> None:
    make.need(scene.inventory)
    fields = {"what": "Annat", "version": version}
    assert member.post(url("edit-need", scene, 1), fields).status_code == 200
    assert Need.objects.get().what == "Bussen går för sällan"


def test_the_board_has_a_column_for_each_theme_area_and_dimension(
    scene: Gathered, member: Client
) -> None:
    theme = make.theme(scene.inventory, "Resor")
    make.need(scene.inventory, "A", theme=theme.pk, areas=[scene.area.pk])
    make.need(scene.inventory, "B", dimensions=["social"])
    board = text(member, url("needs", scene))
    assert f'data-column="{theme.pk}"' in board
    assert titles(board) == ["B", "A"]  # those without a theme come first
    assert scene.area.name in text(member, url("needs", scene) + "?by=area")
    assert 'data-column="economic"' in text(member, url("needs", scene) + "?by=dimension")


def test_the_list_is_sorted_as_swedes_sort(scene: Gathered, member: Client) -> None:
    for what in ("Ödehus", "zink", "Åkermark", "buss", "Ängar"):
        make.need(scene.inventory, what)
    page = text(member, url("needs", scene) + "?view=list&sort=what")
    assert titles(page) == ["buss", "zink", "Åkermark", "Ängar", "Ödehus"]
    assert 'aria-sort="ascending"' in page
    falling = text(member, url("needs", scene) + "?view=list&sort=what&falling=1")
    assert titles(falling) == ["Ödehus", "Ängar", "Åkermark", "zink", "buss"]


def test_filters_and_search(scene: Gathered, member: Client) -> None:
    make.need(scene.inventory, "Åkermark byggs bort", areas=[scene.area.pk], women="x")
    from_group(scene)
    base = url("needs", scene)
    assert titles(text(member, base + "?q=ÅKER")) == ["Åkermark byggs bort"]
    assert titles(text(member, base + "?without_gender=1")) == ["Kollektivtrafiken"]
    assert titles(text(member, base + "?without_voices=1")) == ["Åkermark byggs bort"]
    assert titles(text(member, base + f"?workshop={scene.workshop.pk}")) == ["Kollektivtrafiken"]
    assert titles(text(member, base + "?theme=0&dimension=social")) == ["Kollektivtrafiken"]
    assert "Inget behov passar filtret." in text(member, base + "?q=finns+inte")


@pytest.mark.parametrize(
    "query",
    [
        "?area=" + "9" * 40,
        "?area=-1&goal=x&theme=0x10&workshop=%00",
        "?view=<script>&by=__class__&sort=theme__secret&falling=yes",
        "?q=%00%E2%80%AE<script>",
        "?q=" + "å" * 5000,
        "?dimension=" + "x" * 5000,
    ],
)
def test_whatever_stands_in_the_address_is_a_filter_or_nothing(
    scene: Gathered, member: Client, query: str
) -> None:
    make.need(scene.inventory)
    page = text(member, url("needs", scene) + query)
    assert "<script>&" not in page
    assert 'value="<script>' not in page


def test_ticked_needs_move_together_and_back(scene: Gathered, member: Client) -> None:
    theme = make.theme(scene.inventory, "Resor")
    a, b = make.need(scene.inventory, "A"), make.need(scene.inventory, "B")
    fields = {"by": "theme", "to": str(theme.pk), "need": [f"{a.pk}:none", f"{b.pk}:none"]}
    member.post(url("move-needs", scene), fields)
    assert set(Need.objects.values_list("theme", flat=True)) == {theme.pk}
    page = text(member, url("needs", scene))
    assert "2 behov: nu i Resor." in page
    undo(member, page)
    assert set(Need.objects.values_list("theme", flat=True)) == {None}


def test_moving_between_areas_leaves_the_other_areas(scene: Gathered, member: Client) -> None:
    strategy = scene.inventory.strategy
    other, third = (
        Area.objects.create(strategy=strategy, key=key, name=key) for key in ("halsa", "bostad")
    )
    need = make.need(scene.inventory, areas=[scene.area.pk, other.pk])
    fields = {"by": "area", "to": str(third.pk), "need": f"{need.pk}:{scene.area.pk}"}
    member.post(url("move-needs", scene), fields)
    assert set(need.areas.all()) == {other, third}


@pytest.mark.parametrize(
    "fields",
    [
        {"by": "theme", "to": "999999", "need": "1:none"},
        {"by": "theme", "to": "", "need": ["x"]},
        {"by": "dimension", "to": "spiritual", "need": "1"},
        {"by": "area", "to": "9" * 40},
        {},
    ],
)
def test_a_move_to_nowhere_is_said_and_changes_nothing(
    scene: Gathered, member: Client, fields: dict[str, Any]
) -> None:
    make.need(scene.inventory)
    answer = member.post(url("move-needs", scene), fields, follow=True)
    assert "message--error" in answer.content.decode()
    assert Inventory.objects.get().seq == 1


def test_needs_of_other_inventories_cannot_be_moved(scene: Gathered, member: Client) -> None:
    foreign = make.need(make.inventory(make.region()))
    theme = make.theme(scene.inventory)
    fields = {"by": "theme", "to": str(theme.pk), "need": str(foreign.pk)}
    member.post(url("move-needs", scene), fields)
    foreign.refresh_from_db()
    assert foreign.theme is None


def test_merging_asks_which_one_stays_and_can_be_undone(scene: Gathered, member: Client) -> None:
    from_group(scene)
    other = make.need(scene.inventory, "Bussen är dyr")
    need = Need.objects.get(number=1)
    asked = member.post(url("merge-needs", scene), {"need": [need.pk, other.pk]})
    assert "Vilket behov ska stå kvar?" in asked.content.decode()
    fields = {"need": [need.pk, other.pk], "into": str(other.pk)}
    member.post(url("merge-needs", scene), fields)
    page = text(member, url("need", scene, 2))
    assert SAID[0] in page
    assert "Här ingår också" in page
    assert member.get(url("need", scene, 1))["Location"] == url("need", scene, 2)
    undo(member, page)
    assert [v.text for v in Voice.objects.filter(group__need=need)] == list(SAID[:2])
    assert titles(text(member, url("needs", scene))) == ["Kollektivtrafiken", "Bussen är dyr"]


def test_a_removed_need_comes_back_from_the_message(scene: Gathered, member: Client) -> None:
    need = from_group(scene)
    member.post(url("remove-need", scene, 1))
    page = text(member, url("needs", scene))
    assert "Behovet ”Kollektivtrafiken” är borttaget." in page
    assert "Behovet är borttaget." in text(member, url("need", scene, 1))
    undo(member, page)
    assert Group.objects.get(pk=scene.bus.pk).need == need


def test_an_undo_that_somebody_has_built_on_says_why_not(scene: Gathered, member: Client) -> None:
    make.need(scene.inventory)
    member.post(url("edit-need", scene, 1), {"what": "Ett", "version": "1"})
    page = text(member, url("need", scene, 1))
    member.post(url("edit-need", scene, 1), {"what": "Två", "version": "2"})
    member.get(url("need", scene, 1))
    undo(member, page)
    assert "Det går inte att ångra" in text(member, url("show", scene))
    assert Need.objects.get().what == "Två"


def test_a_theme_gathers_needs_with_a_reason_and_a_proposal(
    scene: Gathered, member: Client
) -> None:
    need = make.need(scene.inventory)
    asked = member.post(url("new-theme", scene), {"need": f"{need.pk}:none"})
    assert "Bussen går för sällan" in asked.content.decode()
    fields = {
        "need": str(need.pk),
        "name": "Resor",
        "reason": "Samma människor",
        "proposal_kind": "expedition",
        "proposal": "Pröva bokad trafik",
        "carried_by": "Kollektivtrafikmyndigheten",
    }
    member.post(url("new-theme", scene), fields)
    page = text(member, url("themes", scene))
    for words in fields.values():
        assert words in page or words in ("expedition", str(need.pk))
    assert "Expedition" in page


def test_a_theme_form_that_is_wrong_keeps_its_needs(scene: Gathered, member: Client) -> None:
    need = make.need(scene.inventory)
    fields = {"need": str(need.pk), "name": "", "reason": "Samma människor"}
    page = member.post(url("new-theme", scene), fields).content.decode()
    assert "Samma människor</textarea>" in page
    assert f'value="{need.pk}" checked' in page
    assert not Theme.objects.exists()


def test_two_people_who_edit_a_theme_see_both_texts(scene: Gathered, member: Client) -> None:
    theme = make.theme(scene.inventory, "Resor")
    member.post(url("theme", scene, theme.pk), {"name": "Arbete", "version": "1"})
    page = member.post(
        url("theme", scene, theme.pk), {"name": "Boende", "version": "1"}
    ).content.decode()
    assert "Någon annan har sparat temat" in page
    assert "Arbete" in page.split('class="table-wrap clash"')[1]
    assert Theme.objects.get().name == "Arbete"


def test_suggestions_come_with_a_reason_and_nothing_is_gathered_by_itself(
    scene: Gathered, member: Client
) -> None:
    make.need(scene.inventory, "Bussen från Hällefors går för sällan på kvällen")
    make.need(scene.inventory, "Sista bussen från Hällefors går tidigt på kvällen")
    page = text(member, url("themes", scene))
    assert "Kanske hör de här ihop" in page
    assert "buss" in page.split("Kanske hör de här ihop")[1]
    assert not Theme.objects.exists()


def test_voices_are_placed_and_left_alone(scene: Gathered, member: Client) -> None:
    from_group(scene)
    need, loose = Need.objects.get(), scene.voices[3]
    page = text(member, url("voices", scene) + "?placed=loose")
    assert SAID[3] in page
    assert SAID[0] not in page
    place = url("place-voices", scene)
    member.post(place, {"voice": loose.pk, "act": "place", "need": str(need.pk)})
    assert SAID[3] in text(member, url("need", scene, 1))
    member.post(place, {"voice": loose.pk, "act": "alone", "reason": "Gäller oss själva"})
    alone = text(member, url("voices", scene) + "?placed=alone")
    assert "Gäller oss själva" in alone
    undo(member, alone)
    assert SAID[3] in text(member, url("need", scene, 1))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"act": "alone", "reason": ""}, "Fyll i det här fältet."),
        ({"act": "place", "need": ""}, "Välj vilket behov"),
        ({"act": "place", "need": "9" * 40}, "Välj vilket behov"),
        ({"act": "alone", "reason": "Skäl", "voice": []}, "Markera minst en röst."),
    ],
)
def test_what_is_refused_stays_ticked_and_typed(
    scene: Gathered, member: Client, fields: dict[str, Any], sentence: str
) -> None:
    sent = {"voice": [scene.voices[3].pk], **fields}
    answer = member.post(url("place-voices", scene) + "?placed=loose", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    for number in sent["voice"]:
        assert re.search(rf'name="voice" value="{number}"[^>]* checked', page)
    if fields.get("reason"):
        assert f'value="{fields["reason"]}"' in page


def test_the_needs_page_is_served_from_memory_until_something_changes(
    scene: Gathered, member: Client, django_assert_num_queries: Any
) -> None:
    make.need(scene.inventory, "Ett")
    address = url("needs", scene)
    first = member.get(address)
    with django_assert_num_queries(6):
        again = member.get(address)
    assert titles(first.content.decode()) == titles(again.content.decode()) == ["Ett"]
    make.need(scene.inventory, "Två")
    assert titles(text(member, address)) == ["Ett", "Två"]
    scene.area.name = "Resor och vägar"
    scene.area.save()
    assert "Resor och vägar" in text(member, address)


def test_memory_is_nobody_elses(scene: Gathered, member: Client) -> None:
    make.need(scene.inventory, "Ett")
    text(member, url("needs", scene))
    viewer = make.signed_in(make.person("viewer", region=scene.region, name="Dag"))
    page = text(viewer, url("needs", scene))
    assert "Dag" in page
    assert "data-board" not in page
    assert Client().get(url("needs", scene)).status_code in (302, 404)


def test_each_gets_protection_of_her_own(scene: Gathered) -> None:
    make.need(scene.inventory)
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.person.user)
    client.get(url("needs", scene))
    page = text(client, url("needs", scene))
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    fields = {"by": "theme", "to": "none", "need": "1:none", "csrfmiddlewaretoken": token}
    assert client.post(url("move-needs", scene), fields).status_code == 302
    assert client.post(url("move-needs", scene), {"by": "theme"}).status_code == 403
