"""The pages of the dialogue: prepared, shared, read by others; and what others send."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from farled.core.dialogue.summarise import Choice
from farled.core.dialogue.summary_json import parse_summary
from farled.store.actions import dialogue, needs
from farled.store.gates import shared_key
from farled.store.models import (
    Inventory,
    ReceivedSummary,
    SharedSummary,
    SharingEntry,
    SummaryDraft,
)
from tests.support import make
from tests.support.summarised import HIDDEN, NAMES, VOICE, Summarised

pytestmark = pytest.mark.django_db
SECRETS = (VOICE, HIDDEN, *NAMES, "Astrid Hemlig")
FOREIGN = {
    "format": "farled-summary/1",
    "title": "Behov i Värmland",
    "region": "Region Värmland",
    "asks": "Hur får ni med kommunerna?",
    "needs": [{"what": "<script>alert(1)</script>", "dimensions": ["social", "<b>"]}],
}


@pytest.fixture
def made() -> Summarised:
    return Summarised()


@pytest.fixture
def birger(made: Summarised) -> Client:
    return make.signed_in(made.birger.user)


def page(made: Summarised, name: str = "summary", *more: Any) -> str:
    return reverse(f"dialogue:{name}", args=[made.inventory.slug, *more])


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def share(made: Summarised, client: Client, **other: Any) -> SharedSummary:
    looked_at = hidden(client.get(page(made)).content.decode(), "looked_at")
    given = {
        "way": "delat",
        "recipient": "Region Värmland",
        "purpose": "För kännedom",
        "days": "30",
        "looked_at": looked_at,
    }
    response = client.post(page(made, "share"), given | other)
    assert response.status_code == 302, response.content.decode()
    return SharedSummary.objects.order_by("-pk")[0]


def link(shared: SharedSummary, name: str = "public") -> str:
    return reverse(f"dialogue:{name}", args=[shared.slug, shared_key(shared.slug)])


# --- prepared --------------------------------------------------------------------------------------
def test_the_preview_shows_what_others_will_see(made: Summarised, birger: Client) -> None:
    html = birger.get(page(made)).content.decode()
    for words in ("Kvällsbussar saknas", "Utan buss stannar länet", "6 röster bakom", "Expedition"):
        assert words in html
    for secret in SECRETS:
        assert secret not in html


def test_what_is_left_at_home_is_not_in_the_preview(made: Summarised, birger: Client) -> None:
    given = {"version": 1, "parts": ["needs"], "needs": [made.land.pk], "asks": "Hur gör ni?"}
    assert birger.post(page(made), given).status_code == 302
    html = birger.get(page(made)).content.decode().partition('class="preview"')[2]
    html = html.partition("</article>")[0]
    assert "Kvällsbussar saknas" in html
    assert "Hur gör ni?" in html
    for words in ("Landet saknas", "Utan buss stannar länet", "Sänkt taxa", "Halvdag i Örebro"):
        assert words not in html


def test_a_hint_stands_beside_the_thing_with_the_way_to_mend_it(
    made: Summarised, birger: Client
) -> None:
    needs.edit_need(
        by=made.birger,
        inventory=made.inventory,
        need=made.land,
        version=made.land.version,
        description=HIDDEN,
    )
    html = birger.get(page(made)).content.decode()
    mend = reverse("inventory:edit-need", args=[made.inventory.slug, made.land.number])
    need = html.partition("Landet saknas</p>")[2].partition("</li>")[0]
    assert "Så här skrev en deltagare ordagrant" in need
    assert mend in need
    assert "findings_read" in html


def test_findings_must_be_read_before_sharing(made: Summarised, birger: Client) -> None:
    dialogue.save_draft(
        by=made.birger,
        inventory=made.inventory,
        version=1,
        stays=Choice(),
        learned="",
        asks="Ring 019-602 70 00",
    )
    looked_at = hidden(birger.get(page(made)).content.decode(), "looked_at")
    given = {
        "way": "delat",
        "recipient": "R",
        "purpose": "P",
        "days": "30",
        "looked_at": looked_at,
    }
    html = birger.post(page(made, "share"), given).content.decode()
    assert "Läs påpekandena först" in html
    assert not SharedSummary.objects.exists()
    birger.post(page(made, "share"), {**given, "findings_read": "on"})
    assert SharedSummary.objects.count() == 1


def test_wrong_input_comes_back_with_everything_typed(made: Summarised, birger: Client) -> None:
    given = {"version": 1, "parts": ["needs", "x"], "needs": ["10" * 15], "asks": "a" * 5001}
    html = birger.post(page(made), given | {"learned": "Bjud in\x00 fler"}).content.decode()
    assert "Texten är för lång" in html
    assert "a" * 5001 in html
    assert "Bjud in" in html
    assert not SummaryDraft.objects.exists()


def test_two_who_write_at_once_both_see_both(made: Summarised, birger: Client) -> None:
    birger.post(page(made), {"version": 1, "asks": "Först"})
    html = birger.post(page(made), {"version": 1, "asks": "Sedan"}).content.decode()
    assert "Någon annan har sparat" in html
    assert "Först" in html
    assert "Sedan" in html
    assert hidden(html, "version") == "2"
    birger.post(page(made), {"version": 2, "asks": "Sedan"})
    assert SummaryDraft.objects.get().asks == "Sedan"


def test_what_is_disposed_of_has_no_form_to_share_it(made: Summarised, birger: Client) -> None:
    Inventory.objects.update(records_status="gallrat")
    html = birger.get(page(made)).content.decode()
    assert "Det som är gallrat finns inte kvar att dela." in html
    assert page(made, "share") not in html


def test_it_says_what_becomes_of_the_papers(made: Summarised, birger: Client) -> None:
    Inventory.objects.update(records_status="fardigstallt")
    html = birger.get(page(made)).content.decode()
    assert html.count("Inventeringens status blir då: Färdigställt.") == 2


# --- shared ------------------------------------------------------------------------------------------
def test_sharing_asks_whom_and_why(made: Summarised, birger: Client) -> None:
    html = birger.post(page(made, "share"), {"way": "x", "days": "7"}).content.decode()
    assert "Fyll i det här fältet." in html
    assert not SharedSummary.objects.exists()
    assert Inventory.objects.get(pk=made.inventory.pk).records_status == "arbetsmaterial"


def test_what_changed_since_must_be_looked_at_again(made: Summarised, birger: Client) -> None:
    old = hidden(birger.get(page(made)).content.decode(), "looked_at")
    make.need(made.inventory, "Nytt behov")
    given = {"way": "delat", "recipient": "R", "purpose": "Hälsa", "days": "0", "looked_at": old}
    html = birger.post(page(made, "share"), given).content.decode()
    assert "har ändrats sedan du öppnade sidan" in html
    assert "Hälsa" in html
    fresh = hidden(html, "looked_at")
    assert fresh != old
    assert birger.post(page(made, "share"), given | {"looked_at": fresh}).status_code == 302


def test_the_house_sees_to_whom_and_why_and_has_the_link(made: Summarised, birger: Client) -> None:
    shared = share(made, birger)
    html = birger.get(page(made, "shared", shared.pk)).content.decode()
    for words in ("Region Värmland", "För kännedom", link(shared), "Birger", "Kvällsbussar saknas"):
        assert words in html
    assert SharingEntry.objects.get().what == "Sammanfattning: Behov våren 2026"
    viewer = make.signed_in(make.person("viewer", region=made.region))
    html = viewer.get(page(made, "shared", shared.pk)).content.decode()
    assert link(shared) not in html


def test_the_link_shows_the_summary_to_anybody_and_hides_from_search(
    made: Summarised, birger: Client
) -> None:
    shared = share(made, birger)
    response = Client().get(link(shared))
    html = response.content.decode()
    assert response.status_code == 200
    for words in ("Kvällsbussar saknas", "Region Örebro län", "För kännedom"):
        assert words in html
    for secret in (*SECRETS, "Birger", "Region Värmland"):
        assert secret not in html
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert 'name="robots" content="noindex' in html


def test_preview_and_shared_page_are_the_same(made: Summarised, birger: Client) -> None:
    preview = birger.get(page(made)).content.decode()
    seen = Client(headers={"accept-language": "en"}).get(link(share(made, birger))).content.decode()

    def article(html: str) -> str:
        inner = html.partition("<article")[2].partition("</article>")[0]
        return re.sub(r"<(/?)h\d", r"<\1h", re.sub(r"\s+", " ", inner))

    assert article(preview) == article(seen)


@pytest.mark.parametrize("name", ["public", "public-json", "public-html"])
def test_a_closed_or_wrong_link_tells_nothing(made: Summarised, birger: Client, name: str) -> None:
    shared = share(made, birger)
    address = link(shared, name)
    assert Client().get(address).status_code == 200
    assert Client().get(address.replace(shared_key(shared.slug), "A" * 43)).status_code == 404
    assert Client().post(address).status_code == 405
    birger.post(page(made, "withdraw", shared.pk))
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "Kvällsbussar" not in gone.content.decode()
    birger.post(page(made, "reopen", shared.pk))
    assert Client().get(address).status_code == 200
    SharedSummary.objects.update(expires_at=timezone.now())
    assert Client().get(address).status_code == 410


def test_the_file_can_be_read_by_another_farled(made: Summarised, birger: Client) -> None:
    shared = share(made, birger)
    response = Client().get(link(shared, "public-json"))
    assert response["Content-Disposition"] == (
        'attachment; filename="behov-varen-2026.farled-summary.json"'
    )
    summary = parse_summary(response.content.decode())
    assert [need.what for need in summary.needs] == ["Kvällsbussar saknas", "Landet saknas"]
    inside = birger.get(page(made, "shared-json", shared.pk))
    assert inside.content == response.content


def test_the_page_to_save_stands_alone_without_script(made: Summarised, birger: Client) -> None:
    shared = share(made, birger)
    html = Client().get(link(shared, "public-html")).content.decode()
    assert "<script" not in html
    assert re.findall(r'(?:src|href)="', html) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "style-src &#x27;sha256-" in policy[1]
    assert "Kvällsbussar saknas" in html
    for secret in SECRETS:
        assert secret not in html


def test_words_of_the_sharer_are_never_markup(made: Summarised, birger: Client) -> None:
    make.need(made.inventory, "<img src=x onerror=alert(1)>")
    birger.post(
        page(made), {"version": 1, "parts": ["needs"], "asks": "</article><script>1</script>"}
    )
    shared = share(made, birger, purpose="<script>2</script>")
    for name in ("public", "public-html"):
        html = Client().get(link(shared, name)).content.decode()
        assert "<img" not in html
        assert "<script>" not in html
        assert "&lt;script&gt;2" in html


# --- access -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "method", "role", "status"),
    [
        ("summary", "get", "facilitator", 200),
        ("summary", "get", "member", 403),
        ("summary", "post", "member", 403),
        ("share", "post", "member", 403),
        ("shared", "get", "viewer", 200),
        ("shared-json", "get", "viewer", 403),
        ("shared-json", "get", "member", 200),
        ("shared-html", "get", "viewer", 403),
        ("shared-html", "get", "member", 200),
        ("withdraw", "post", "member", 403),
        ("reopen", "post", "member", 403),
    ],
)
def test_it_checks_access(
    made: Summarised, birger: Client, name: str, method: str, role: str, status: int
) -> None:
    more = () if name in ("summary", "share") else (share(made, birger).pk,)
    address = page(made, name, *more)
    client = make.signed_in(make.person(role, region=made.region))
    assert getattr(client, method)(address).status_code == status
    dag = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    assert getattr(dag, method)(address).status_code == 404
    assert "/account/sign-in/" in getattr(Client(), method)(address)["Location"]


def test_another_inventorys_number_opens_nothing(made: Summarised, birger: Client) -> None:
    shared = share(made, birger)
    other = make.inventory(made.region, strategy=None)
    for number in (shared.pk, 2**63, 10**30):
        address = reverse("dialogue:shared", args=[other.slug, number])
        assert birger.get(address).status_code == 404


# --- received -----------------------------------------------------------------------------------------
def upload(client: Client, content: bytes | dict[str, Any]) -> Any:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(reverse("dialogue:read"), {"file": SimpleUploadedFile("s.json", raw)})


def test_a_file_is_shown_and_nothing_is_stored(made: Summarised) -> None:
    client = make.signed_in(make.person("viewer", region=made.region))
    html = upload(client, FOREIGN).content.decode()
    assert "Hur får ni med kommunerna?" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert reverse("dialogue:keep") not in html
    assert not ReceivedSummary.objects.exists()


def test_a_file_is_kept_and_listed(made: Summarised) -> None:
    client = make.signed_in(make.person("member", region=made.region))
    html = upload(client, FOREIGN).content.decode()
    assert reverse("dialogue:keep") in html
    response = client.post(
        reverse("dialogue:keep"), {"text": json.dumps(FOREIGN), "note": "RV 12/2026"}
    )
    row = ReceivedSummary.objects.get()
    assert response["Location"] == reverse("dialogue:received", args=[row.slug])
    listed = client.get(reverse("dialogue:index")).content.decode()
    for words in ("Behov i Värmland", "Hur får ni med kommunerna?", "RV 12/2026", "Cecilia"):
        assert words in listed
    assert client.get(response["Location"]).status_code == 200
    again = client.get(reverse("dialogue:received-json", args=[row.slug]))
    assert parse_summary(again.content.decode()).title == "Behov i Värmland"


def test_what_is_removed_can_be_brought_back(made: Summarised, birger: Client) -> None:
    birger.post(reverse("dialogue:keep"), {"text": json.dumps(FOREIGN), "note": ""})
    slug = ReceivedSummary.objects.get().slug
    done = birger.post(reverse("dialogue:remove", args=[slug]), follow=True).content.decode()
    assert reverse("dialogue:restore", args=[slug]) in done
    assert f'href="{reverse("dialogue:received", args=[slug])}"' not in done
    birger.post(reverse("dialogue:restore", args=[slug]))
    assert ReceivedSummary.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "fil"),
        (b"\xff\xfe\x00", "Filen går inte att läsa"),
        (b"[" * 100_000, "Filen går inte att läsa"),
        (b"{", "något är fel på rad 1"),
        (b" " * 2_000_001, "Filen är för stor"),
        ({"title": "x"}, "ingen sammanfattning från Farled"),
        ({**FOREIGN, "needs": [{"voices": 10**30}]}, "needs.1.voices: Talet ska vara mellan"),
        ({**FOREIGN, "x\u202e<b>": 1}, "hör inte hemma i en sammanfattning"),
        ({**FOREIGN, "title": "x" * 201}, "Texten är för lång"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_hostile_file_gets_a_clear_answer(
    made: Summarised, birger: Client, content: Any, words: str
) -> None:
    response = upload(birger, content)
    assert response.status_code == 200
    assert words in response.content.decode()
    kept = content if isinstance(content, bytes) else json.dumps(content).encode()
    response = birger.post(reverse("dialogue:keep"), {"text": kept.decode("utf-8", "replace")})
    assert response.status_code in (200, 413)
    assert not ReceivedSummary.objects.exists()


def test_a_note_too_long_loses_nothing(made: Summarised, birger: Client) -> None:
    given = {"text": json.dumps(FOREIGN), "note": "n" * 301}
    html = birger.post(reverse("dialogue:keep"), given).content.decode()
    assert "Texten är för lång" in html
    assert "n" * 301 in html
    assert "Hur får ni med kommunerna?" in html


def test_a_note_to_what_cannot_be_read_is_not_lost(made: Summarised, birger: Client) -> None:
    given = {"text": "trasig", "note": "Vi tar upp det i oktober"}
    assert given["note"] in birger.post(reverse("dialogue:keep"), given).content.decode()


def test_received_checks_access(made: Summarised, birger: Client) -> None:
    birger.post(reverse("dialogue:keep"), {"text": json.dumps(FOREIGN), "note": ""})
    slug = ReceivedSummary.objects.get().slug
    viewer = make.signed_in(make.person("viewer", region=made.region))
    dag = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    for name, method, status in (
        ("received", "get", 200),
        ("received-json", "get", 403),
        ("remove", "post", 403),
        ("restore", "post", 403),
    ):
        address = reverse(f"dialogue:{name}", args=[slug])
        assert getattr(viewer, method)(address).status_code == status
        assert getattr(dag, method)(address).status_code == 404
        assert "/account/sign-in/" in getattr(Client(), method)(address)["Location"]
    given = {"text": json.dumps(FOREIGN)}
    assert viewer.post(reverse("dialogue:keep"), given).status_code == 403
    assert "/account/sign-in/" in Client().post(reverse("dialogue:keep"), given)["Location"]
    assert ReceivedSummary.objects.count() == 1


def test_the_list_is_the_regions_own(made: Summarised, birger: Client) -> None:
    share(made, birger)
    dag = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    assert "Region Värmland" in birger.get(reverse("dialogue:index")).content.decode()
    assert "Region Värmland" not in dag.get(reverse("dialogue:index")).content.decode()
    for name in ("index", "read"):
        assert "/account/sign-in/" in Client().get(reverse(f"dialogue:{name}"))["Location"]


def test_an_english_page_has_no_swedish_frame(made: Summarised, birger: Client) -> None:
    birger.cookies["farled_language"] = "en"
    html = birger.get(page(made)).content.decode()
    assert "This is how others see it" in html
    # the summary itself stays in its own language
    assert "Vad som drar isär" in html
    Inventory.objects.filter(pk=made.inventory.pk).update(language="en")
    assert "What pulls apart" in birger.get(page(made)).content.decode()


def test_the_page_behind_the_word_of_the_menu_says_that_word() -> None:
    client = make.signed_in(make.person("member", region=make.region()))
    html = client.get(reverse("dialogue:index")).content.decode()
    (word,) = re.findall(r'aria-current="true">.*?<span>(.*?)</span></a>', html)
    (heading,) = re.findall(r"<h1>(.*?)</h1>", html)
    assert heading.startswith(word)
