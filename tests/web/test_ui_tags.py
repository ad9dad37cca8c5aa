"""The components render what they promise, and nothing that people write becomes markup."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from farled.web.ui.guidance import as_html, guidance
from farled.web.ui.parts import DIMENSIONS, STATES, Link, Stage
from farled.web.ui.templatetags.ui import drawings
from tests.support import make

HOSTILE = "<script>alert(1)</script>\"'&\u202e"


def rendered(source: str, **context: Any) -> str:
    request = RequestFactory().get("/needs/?q=buss&page=2")
    html = Template("{% load ui %}" + source).render(Context({"request": request, **context}))
    assert "style=" not in html
    assert "<script" not in html
    return html


class Form(forms.Form):
    what = forms.CharField(label="Vad?", help_text="Ett i taget.")
    whom = forms.CharField(label="För vem?", required=False)
    how = forms.ChoiceField(
        label="Hur?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="Säkert?", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_field_is_wired() -> None:
    html = rendered("{% field form.what %}", form=Form({"what": ""}))
    assert '<label for="id_what">Vad?</label>' in html
    assert 'id="id_what_helptext"' in html
    assert 'id="id_what_error"' in html
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_keeps_what_was_typed_as_text() -> None:
    html = rendered("{% field form.what %}", form=Form({"what": HOSTILE}))
    assert "&lt;script&gt;alert(1)" in html


def test_choices_are_grouped_under_a_legend() -> None:
    html = rendered("{% field form.how %}", form=Form())
    assert "<legend>Hur?</legend>" in html
    assert html.count('type="radio"') == 2


def test_free_box_and_hidden_fields() -> None:
    assert "(frivilligt)" in rendered("{% field form.whom %}", form=Form())
    box = rendered("{% field form.sure %}", form=Form())
    assert '<label for="id_sure">Säkert?</label>' in box
    assert "(frivilligt)" not in box
    assert "<label" not in rendered("{% field form.secret %}", form=Form())


def test_form_errors_lead_to_the_fields() -> None:
    html = rendered("{% form_errors form %}", form=Form({}))
    assert '<a href="#id_what">Vad?</a>' in html
    assert 'role="alert"' in html
    assert rendered("{% form_errors form %}", form=Form()).strip() == ""


def test_icons_exist() -> None:
    wanted = {*DIMENSIONS, *(drawing for drawing, _ in STATES.values()), "general", "logo"}
    assert wanted <= drawings()
    with pytest.raises(KeyError, match="no drawing called"):
        rendered('{% icon "no-such" %}')


def test_icon_is_silent_or_named() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "need" %}')
    assert 'role="img" aria-label="drar isär"' in rendered('{% icon "conflict" "drar isär" %}')


def test_count_in_the_right_form_and_language() -> None:
    source = '{% count n "röst" "röster" %}'
    assert rendered(source, n=1) == '<span class="count"><b>1</b> röst</span>'
    assert "<b>12\N{NO-BREAK SPACE}345</b> röster" in rendered(source, n=12_345)
    with translation.override("en"):
        assert "<b>12,345</b>" in rendered(source, n=12_345)


def test_dimension_of_ones_own() -> None:
    assert "Ekonomisk" in rendered('{% dimension_badge "economic" %}')
    own = rendered("{% dimension_badge key %}", key=HOSTILE)
    assert "badge--general" in own
    assert "&lt;script&gt;" in own


def test_timer_shows_time_left_without_script() -> None:
    ends = datetime(2026, 3, 1, 9, 12, tzinfo=UTC)
    now = int(ends.timestamp() * 1000) - 90_500
    html = rendered("{% timer ends 'kvar' now %}", ends=ends, now=now)
    assert f'data-timer-ends="{now + 90_500}" data-now="{now}"' in html
    assert ">01:31</time>" in html
    assert ">00:00</time>" in rendered("{% timer ends %}", ends=None)


@pytest.mark.parametrize(
    ("value", "largest", "width"),
    [(5, 10, "50.00%"), (20, 10, "100.00%"), (-1, 10, "0.00%"), (3, 0, "0.00%")],
)
def test_bar_stays_within_its_track(value: int, largest: int, width: str) -> None:
    html = rendered("{% bar value largest 'Behov' %}", value=value, largest=largest)
    assert f'class="bar__fill" width="{width}"' in html


def test_bar_in_swedish_has_points_not_commas() -> None:
    with translation.override("sv"):
        assert 'width="33.33%"' in rendered("{% bar 1 3 'Behov' %}")


def test_qr_is_a_drawing_with_words() -> None:
    html = rendered("{% qr url %}", url="http://192.168.1.20:8000/j/HAMN-4827?<b>")
    assert html.startswith('<svg role="img"')
    assert "<title>QR-kod till http://192.168.1.20:8000/j/HAMN-4827?&lt;b&gt;</title>" in html


def test_voyage_says_where_we_are() -> None:
    stages = [
        Stage("Strategi", "done", url="/s/"),
        Stage("Behov", "now", count="24 behov"),
        Stage(HOSTILE),
    ]
    html = rendered("{% progress_voyage stages %}", stages=stages)
    assert html.count('aria-current="step"') == 1
    for words in (
        "(klart)",
        "(här är ni)",
        "(framför er)",
        "24 behov",
        '<a href="/s/">Strategi</a>',
    ):
        assert words in html


def test_red_thread_both_ways_or_nothing() -> None:
    source = "{% red_thread came_from became %}"
    html = rendered(source, came_from=[Link(HOSTILE, "/v/1/", "voice", "bord 2")], became=[])
    assert "Var kommer det ifrån?" in html
    assert "Vad blev det av det?" not in html
    assert rendered(source, came_from=[], became=[]).strip() == ""


def test_paginate_keeps_the_question() -> None:
    html = rendered("{% paginate page %}", page=Paginator(range(50), 10).page(2))
    assert 'href="?q=buss&amp;page=1"' in html
    assert 'href="?q=buss&amp;page=3"' in html
    assert "Sida 2 av 5" in html
    assert rendered("{% paginate page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_dialog_and_hint_hold_their_content() -> None:
    html = rendered("{% dialog 'gone' title %}<p>Kvar</p>{% enddialog %}", title=HOSTILE)
    assert '<dialog class="dialog" id="gone" aria-labelledby="gone-title">' in html
    assert "<p>Kvar</p>" in html
    assert "&lt;script&gt;" in html
    assert "<p>Varför</p>" in rendered("{% hint %}<p>Varför</p>{% endhint %}")


def test_guidance_in_both_languages() -> None:
    swedish, english = guidance("pt-1", "sv"), guidance("pt-1", "en")
    assert swedish[0]
    assert "<p>" in swedish[1]
    assert swedish != english
    assert swedish[0] in rendered("{% help 'pt-1' %}")


@pytest.mark.parametrize("key", ["no-such-thing", "../../secrets", "", "PT-1", "a/../b", "\x00"])
def test_guidance_without_text_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        guidance(key, "sv")


def test_small_markdown() -> None:
    text = "Ett **starkt** och _mjukt_ ord,\nsamma stycke.\n\n- ett\n- två\n  fortsätter\n\n1. först\n2. sedan\n\n## Rubrik"
    assert as_html(text).split("\n") == [
        "<p>Ett <strong>starkt</strong> och <em>mjukt</em> ord, samma stycke.</p>",
        "<ul><li>ett</li><li>två fortsätter</li></ul>",
        "<ol><li>först</li><li>sedan</li></ol>",
        "<h4>Rubrik</h4>",
    ]


def test_markdown_is_never_markup() -> None:
    assert "<script" not in as_html(f"{HOSTILE}\n\n- {HOSTILE}\n\n# {HOSTILE}\n\n**{HOSTILE}**")


def test_gallery_is_for_the_signed_in(client: Client) -> None:
    assert client.get("/ui/gallery/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_gallery_shows_all(client: Client, language: str) -> None:
    client.force_login(make.person(language=language))
    page = client.get("/ui/gallery/").content.decode()
    for part in ("voyage", "thread", "empty", "message--error", "qr", "dialog", "board", "scale"):
        assert part in page
    assert "style=" not in page


@pytest.mark.django_db
def test_notices_show_the_regions_own_words(client: Client) -> None:
    region = make.region(
        privacy_notice="Vi sparar det du skriver.", accessibility_contact="019-000 00"
    )
    client.force_login(make.person(region=region))
    assert "Vi sparar det du skriver." in client.get("/privacy/").content.decode()
    assert "019-000 00" in client.get("/accessibility/").content.decode()
