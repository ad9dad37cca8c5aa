"""Coming in: who you are if you like, the notice, the cookie, doors that are closed."""

import pytest
from django.test import Client

from farled.store.actions import room
from farled.store.gates import System
from farled.store.guests import cookie_name
from farled.store.models import Audit, Participant, Workshop
from farled.web.join import views
from farled.web.workshop.planning import standard_notice
from tests.support import make

pytestmark = pytest.mark.django_db
PATH = "/j/ABCD2345/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    views.wrong_codes.clear()


@pytest.fixture
def workshop() -> Workshop:
    region = make.region()
    make.person("owner", region=region)
    inventory = make.inventory(region, owning_authority="Region Örebro län")
    return make.workshop(
        inventory, "write", code="ABCD2345", organisations=["Länsstyrelsen", "Örebro kommun"]
    )


def page(client: Client, path: str = PATH) -> str:
    return client.get(path).content.decode()


def test_nothing_has_to_be_told(client: Client, workshop):
    answer = client.post(PATH, {})
    assert answer.status_code == 302
    assert answer["Location"] == f"/w/{workshop.slug}/"
    assert client.get(answer["Location"]).status_code == 200
    joined = Participant.objects.get()
    assert (joined.name, joined.organisation, joined.role, joined.kind) == ("", "", "", "phone")


def test_what_is_told_is_kept(client: Client, workshop):
    client.post(
        PATH,
        {
            "name": " Cecilia ",
            "organisation": "Länsstyrelsen",
            "role": "Landsbygd",
            "own_organisation": "",
        },
    )
    joined = Participant.objects.get()
    assert (joined.name, joined.organisation, joined.role) == (
        "Cecilia",
        "Länsstyrelsen",
        "Landsbygd",
    )


def test_own_words_win_over_a_choice(client: Client, workshop):
    client.post(PATH, {"organisation": "Länsstyrelsen", "own_organisation": "Byalaget"})
    assert Participant.objects.get().organisation == "Byalaget"


def test_an_organisation_that_is_in_no_list_is_taken_as_written(client: Client, workshop):
    client.post(PATH, {"organisation": "Bänk"})
    assert Participant.objects.get().organisation == "Bänk"


@pytest.mark.parametrize("count", [0, 2, 30])
def test_few_organisations_are_choices_and_many_a_list(client: Client, workshop, count):
    Workshop.objects.update(organisations=[f"Kommun {n}" for n in range(count)])
    html = page(client)
    assert html.count('type="radio"') == (2 if count == 2 else 0)
    assert ("<select" in html) == (count == 30)
    assert ('name="own_organisation"' in html) == (count > 0)


def test_the_cookie_is_for_this_workshop_and_no_script(client: Client, workshop, settings):
    cookie = client.post(PATH, {}).cookies[cookie_name(workshop.slug)]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    settings.SESSION_COOKIE_SECURE = True
    assert Client().post(PATH, {}).cookies[cookie_name(workshop.slug)]["secure"] is True


def test_back_on_the_same_phone_as_the_same_person(client: Client, workshop):
    client.post(PATH, {"name": "Cecilia"})
    again = client.get(PATH)
    assert again.status_code == 302
    assert again["Location"] == f"/w/{workshop.slug}/"
    client.post(PATH, {"name": "Någon annan"})
    assert Participant.objects.count() == 1


def test_pressing_twice_makes_nobody_twice(client: Client, workshop):
    once = {"name": "Cecilia", "once": "a" * 24}
    first, second = client.post(PATH, once), Client().post(PATH, once)
    assert first.status_code == second.status_code == 302
    assert Participant.objects.count() == 1
    assert (
        first.cookies[cookie_name(workshop.slug)].value
        == second.cookies[cookie_name(workshop.slug)].value
    )
    Client().post(PATH, {**once, "once": "b" * 24})
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("once", ["", "short", "x" * 500, "<script>", "å" * 30, "\x00" * 30])
def test_a_strange_word_for_once_is_no_hindrance(client: Client, workshop, once):
    assert client.post(PATH, {"once": once}).status_code == 302


def test_the_form_carries_a_new_word_each_time(client: Client, workshop):
    words = {page(Client()).partition('name="once" value="')[2][:24] for _ in range(3)}
    assert len(words) == 3


def test_csrf_is_checked(workshop):
    client = Client(enforce_csrf_checks=True)
    assert client.post(PATH, {}).status_code == 403
    token = page(client).partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post(PATH, {"csrfmiddlewaretoken": token}).status_code == 302
    # the page is kept in memory; the tokens in it are not
    other = Client(enforce_csrf_checks=True)
    assert token not in page(other)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "N" * 81, "Högst 80"),
        ("role", "R" * 1_000_000, "Högst 120"),
        ("own_organisation", "O" * 121, "Högst 120"),
    ],
)
def test_too_long_is_told_beside_the_field_with_everything_kept(
    client: Client, workshop, field, value, said
):
    answer = client.post(
        PATH, {"name": "Cecilia", "role": "Landsbygd", field: value, "once": "a" * 24}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert value in html
    assert "Cecilia" in html or field == "name"
    assert f'value="{"a" * 24}"' in html
    assert not Participant.objects.exists()


def test_hostile_words_are_shown_harmless(client: Client, workshop):
    words = "%E2%80%AE%3Cscript%3Ex%3C/script%3E%ED%A0%80%FF"
    form = f"name={words}&role=a%E2%80%8Bb%00"
    client.post(PATH, form, content_type="application/x-www-form-urlencoded")
    client.post(PATH, form.replace("%00", ""), content_type="application/x-www-form-urlencoded")
    joined = Participant.objects.get()
    assert joined.name.startswith("<script>x</script>")
    assert "\u202e" not in joined.name
    assert joined.role == "ab"
    assert "<script>x" not in page(client, f"/w/{workshop.slug}/")


def test_a_table_can_share_a_phone(client: Client, workshop):
    assert "hela bordets" not in page(Client())
    Workshop.objects.update(phone_per_table=True)
    assert "hela bordets" in page(client)
    client.post(PATH, {"kind": "table", "stands_for": "7"})
    joined = Participant.objects.get()
    assert (joined.kind, joined.stands_for) == ("table", 7)


@pytest.mark.parametrize("people", ["", "0", "51", "10" * 30, "sju", "7.5", "NaN", "-3"])
def test_how_many_must_be_a_number_of_people(client: Client, workshop, people):
    Workshop.objects.update(phone_per_table=True)
    answer = client.post(PATH, {"kind": "table", "stands_for": people})
    assert answer.status_code == 422
    assert people in answer.content.decode()
    assert client.post(PATH, {"kind": "phone", "stands_for": people}).status_code == 302


def test_a_closed_door_is_told_kindly(client: Client, workshop):
    room.set_joining(by=System(), workshop=workshop, is_open=False)
    answer = client.get(PATH)
    assert answer.status_code == 403
    assert "Dörren är stängd just nu" in answer.content.decode()
    assert client.post(PATH, {}).status_code == 403
    assert not Participant.objects.exists()


def test_a_finished_workshop_is_told_kindly(client: Client, workshop):
    Workshop.objects.update(state="finished")
    assert "Workshoppen är avslutad" in client.get(PATH).content.decode()


def test_who_is_in_comes_in_again_when_the_door_is_closed(workshop):
    phone = make.phone(make.participant(workshop))
    Workshop.objects.update(joining_open=False, state="finished")
    assert phone.get(PATH).status_code == 302
    assert "Tack för att du var med" in page(phone, f"/w/{workshop.slug}/")


def test_who_was_put_out_is_a_stranger(workshop):
    participant = make.participant(workshop)
    room.remove_participant(by=System(), workshop=workshop, participant=participant)
    answer = make.phone(participant).get(f"/w/{workshop.slug}/")
    assert answer.status_code == 404
    assert "Den här telefonen är inte med" in answer.content.decode()


def test_the_notice_is_the_workshops_then_the_regions_then_ours(client: Client, workshop):
    assert "Region Örebro län ansvarar för workshoppen" in page(client)
    region = workshop.inventory.region
    region.privacy_notice, region.records_notice = "Regionens <egna> ord.", "Allt är offentligt."
    region.save()
    html = page(client)
    assert "Regionens &lt;egna&gt; ord." in html
    assert "Allt är offentligt." in html
    assert "ansvarar för workshoppen" not in html
    Workshop.objects.update(privacy_notice="Bara den här dagens ord.")
    assert "Bara den här dagens ord." in page(client)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_notice_with_blanks_left_is_not_shown(client: Client, workshop, language):
    Workshop.objects.update(privacy_notice=standard_notice(language))
    assert "[" in standard_notice(language)
    html = page(client)
    assert "Region Örebro län ansvarar för workshoppen" in html
    assert standard_notice(language).partition("]")[0] not in html


def test_the_other_language_is_one_touch_away(client: Client, workshop):
    for path in (PATH, "/j/"):
        assert 'lang="en">In English</button>' in page(client, path)
    Workshop.objects.update(joining_open=False)
    assert 'lang="en">In English</button>' in client.get(PATH).content.decode()
    client.post("/language/", {"language": "en", "next": PATH})
    assert 'lang="sv">På svenska</button>' in client.get(PATH).content.decode()


def test_the_workshops_language_unless_one_has_chosen(workshop):
    Workshop.objects.update(language="en")
    assert "Join" in page(Client(headers={"Accept-Language": "sv"}))
    chosen = Client()
    chosen.cookies["farled_language"] = "sv"
    assert "Gå med" in page(chosen)
    chosen.post(PATH, {})
    assert Participant.objects.get().language == "sv"


def test_the_audit_knows_that_somebody_joined_and_not_who(client: Client, workshop):
    client.post(PATH, {"name": "Cecilia"})
    row = Audit.objects.get(act="join")
    assert (row.actor, row.user, row.about, row.detail) == ("participant", None, "", {})


def test_strangers_phones_and_regions_do_not_mix(workshop):
    other = make.workshop(workshop.inventory, "write")
    phone = make.phone(make.participant(workshop))
    assert phone.get(f"/w/{other.slug}/").status_code == 404
    phone.cookies[cookie_name(other.slug)] = phone.cookies[cookie_name(workshop.slug)].value
    assert phone.get(f"/w/{other.slug}/").status_code == 404
