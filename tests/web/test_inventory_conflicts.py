"""What pulls apart has a page of its own, found from the voyage, the need, the goal and search."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from farled.store.actions import conflicts, steps
from farled.store.actions import needs as need_actions
from farled.store.gates import System
from farled.store.models import Audit, Goal, GoalConflict, Step
from farled.store.queries.dialogue import summary_now
from farled.store.queries.workshop import workshop_state
from farled.web.workshop.regions import regions
from tests.support import make
from tests.support.gathered import Gathered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


@pytest.fixture
def pulling(scene: Gathered) -> Step:
    return make.open_step(scene.workshop, "pulling_apart", revealed=True)


@pytest.fixture
def conflict(scene: Gathered, pulling: Step) -> GoalConflict:
    need = need_actions.need_from_group(by=scene.person, workshop=scene.workshop, group=scene.bus)
    goal = Goal.objects.filter(strategy=scene.inventory.strategy).first()
    return conflicts.write_conflict(
        by=scene.person, workshop=scene.workshop, step=pulling, title="Buss mot sparkrav",
        need_a=need.pk, goal_b=goal and goal.pk, words_a="Bussen måste gå på kvällen",
        words_b="Pengarna räcker inte till", where="Hällefors", gains="Skattebetalare",
        loses="Skiftarbetare", types=["resurs"],
    )  # fmt: skip


def text(scene: Gathered, address: str) -> str:
    answer = make.signed_in(scene.person.user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(scene: Gathered) -> str:
    page = text(scene, reverse("inventory:conflicts", args=[scene.inventory.slug]))
    return page.split('<main id="main"')[1].split("</main>")[0]


def test_both_sides_stand_in_their_own_words_with_what_they_speak_for(
    scene: Gathered, conflict: GoalConflict
) -> None:
    page = listed(scene)
    for words in (
        "Bussen måste gå på kvällen", "Pengarna räcker inte till", "Hällefors", "Skattebetalare",
        "Skiftarbetare", "Resurskonflikt", scene.workshop.name,
    ):  # fmt: skip
        assert words in page
    need, goal = conflict.need_a, conflict.goal_b
    assert need is not None
    assert goal is not None
    assert reverse("inventory:need", args=[scene.inventory.slug, need.number]) in page
    assert reverse("strategy:part", args=[goal.strategy.slug, "goal", goal.pk]) in page


def test_the_need_the_goal_the_voyage_and_search_lead_there(
    scene: Gathered, conflict: GoalConflict
) -> None:
    need, goal = conflict.need_a, conflict.goal_b
    assert need is not None
    assert goal is not None
    page = reverse("inventory:conflicts", args=[scene.inventory.slug])
    here = f"{page}#conflict-{conflict.pk}"
    for address in (
        reverse("inventory:need", args=[scene.inventory.slug, need.number]),
        reverse("strategy:part", args=[goal.strategy.slug, "goal", goal.pk]),
        reverse("home:search") + "?q=sparkrav",
    ):
        assert f'href="{here}"' in text(scene, address)
    assert f'href="{page}"' in text(scene, "/")


def test_what_the_room_was_never_shown_stands_nowhere(
    scene: Gathered, conflict: GoalConflict
) -> None:
    Step.objects.filter(pk=conflict.step_id).update(revealed=False)
    assert "Ingen målkonflikt än" in listed(scene)
    assert "sparkrav" not in text(scene, reverse("inventory:need", args=[scene.inventory.slug, 1]))
    assert "Buss mot" not in text(scene, reverse("home:search") + "?q=sparkrav")


def test_a_hidden_one_is_not_listed(scene: Gathered, conflict: GoalConflict) -> None:
    lead = make.actor(make.person("facilitator", region=scene.region))
    conflicts.hide_conflict(
        by=lead, workshop=scene.workshop, conflict=conflict, reason="Nämner någon"
    )
    assert "Buss mot sparkrav" not in listed(scene)


def test_nobody_from_another_region_sees_the_page(scene: Gathered) -> None:
    dag = make.signed_in(make.person("owner", region=make.region("Region Skåne")))
    assert dag.get(reverse("inventory:conflicts", args=[scene.inventory.slug])).status_code == 404


def corrected(scene: Gathered, conflict: GoalConflict, **words: Any) -> HttpResponse:
    steps.close_step(by=System(), workshop=scene.workshop, step=conflict.step)
    conflict.refresh_from_db()
    standing = {name: getattr(conflict, name) for name in ("title", "words_a", "words_b")}
    address = reverse("inventory:correct-conflict", args=[scene.inventory.slug, conflict.pk])
    client = make.signed_in(make.person("member", region=scene.region))
    return client.post(address, {"version": conflict.version, **standing, **words})


def test_words_are_mended_and_the_workshop_keeps_what_was_said(
    scene: Gathered, conflict: GoalConflict
) -> None:
    answer = corrected(scene, conflict, words_b="Pengarna räcker inte till fler turer")
    assert answer.status_code == 302
    page = listed(scene)
    now, _, said = page.partition("Så sades det i workshoppen")
    assert "Pengarna räcker inte till fler turer" in now
    assert "fler turer" not in said
    assert "Pengarna räcker inte till" in said
    room = workshop_state(scene.workshop)
    assert "Pengarna räcker inte till fler turer" not in regions(room, "bridge", "sv")["result"]
    assert "Pengarna räcker inte till" in regions(room, "bridge", "sv")["result"]
    assert summary_now(scene.inventory).conflicts[0].words_b.endswith("fler turer")
    report = text(scene, reverse("report:workshop", args=[scene.workshop.slug]))
    assert "fler turer" in report
    assert "Så sades det i workshoppen" in report
    audit = Audit.objects.get(act="correct_conflict")
    assert (audit.about, audit.detail) == (f"conflict:{conflict.pk}", {"fields": ["gains", "loses", "where", "words_b"]})  # fmt: skip


def test_what_was_said_is_kept_over_several_changes_and_comes_back(
    scene: Gathered, conflict: GoalConflict
) -> None:
    kept = {name: getattr(conflict, name) for name in ("where", "gains", "loses")}
    for words in ("Ett", "Två"):
        corrected(scene, conflict, words_a=words, **kept)
    conflict.refresh_from_db()
    assert conflict.words_a == "Två"
    assert conflict.as_said["words_a"] == "Bussen måste gå på kvällen"
    corrected(scene, conflict, **conflict.as_said)
    conflict.refresh_from_db()
    assert (conflict.words_a, conflict.as_said) == ("Bussen måste gå på kvällen", {})
    assert "Så sades det" not in listed(scene)


def test_somebody_else_was_first(scene: Gathered, conflict: GoalConflict) -> None:
    corrected(scene, conflict, words_a="Hennes ord")
    answer = corrected(scene, conflict, words_a="Mina ord", version=1)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hennes ord" in page
    assert "Mina ord" in page
    conflict.refresh_from_db()
    assert conflict.words_a == "Hennes ord"


@pytest.mark.parametrize("words", [{"words_a": ""}, {"title": " "}, {"words_b": "x" * 1001}])
def test_a_side_without_words_is_refused(
    scene: Gathered, conflict: GoalConflict, words: dict[str, str]
) -> None:
    assert corrected(scene, conflict, **words).status_code == 422
    conflict.refresh_from_db()
    assert (conflict.words_a, conflict.as_said) == ("Bussen måste gå på kvällen", {})


def test_while_the_step_is_open_only_its_author_changes_it(
    scene: Gathered, conflict: GoalConflict
) -> None:
    address = reverse("inventory:correct-conflict", args=[scene.inventory.slug, conflict.pk])
    assert address not in listed(scene)
    words = {"version": 1, "title": "Annat", "words_a": "Annat", "words_b": "Annat"}
    answer = make.signed_in(scene.person.user).post(address, words)
    assert answer.status_code == 422
    assert "Steget är öppet" in answer.content.decode()
    conflict.refresh_from_db()
    assert conflict.words_a == "Bussen måste gå på kvällen"
    steps.close_step(by=System(), workshop=scene.workshop, step=conflict.step)
    assert address in listed(scene)


def test_what_is_hidden_or_in_another_region_has_no_form(
    scene: Gathered, conflict: GoalConflict
) -> None:
    address = reverse("inventory:correct-conflict", args=[scene.inventory.slug, conflict.pk])
    dag = make.signed_in(make.person("owner", region=make.region("Region Skåne")))
    viewer = make.signed_in(make.person("viewer", region=scene.region))
    assert dag.get(address).status_code == 404
    assert viewer.get(address).status_code == 403
    conflicts.hide_conflict(
        by=System(), workshop=scene.workshop, conflict=conflict, reason="Nämner någon"
    )
    assert make.signed_in(scene.person.user).get(address).status_code == 404
