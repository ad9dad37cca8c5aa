"""What pulls apart has a page of its own, found from the voyage, the need, the goal and search."""

import pytest
from django.urls import reverse

from farled.store.actions import conflicts
from farled.store.actions import needs as need_actions
from farled.store.models import Goal, GoalConflict, Step
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
