"""The page of authorised disposal."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from farled.store.actions.voices import write_voice
from farled.store.models import Authorship, Workshop
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    made = make.workshop(make.inventory(make.region()))
    step = make.open_step(made, "write")
    write_voice(by=make.guest(made, name="Cecilia"), workshop=made, step=step, text="Fler bussar")
    return made


def page(workshop: Workshop) -> str:
    return reverse("workshop:purge", args=[workshop.slug])


def test_the_owner_carries_it_out_and_gets_a_receipt(workshop: Workshop) -> None:
    owner = make.signed_in(make.person("owner", region=workshop.inventory.region))
    html = owner.post(page(workshop), {"decision": "RS 2026/1", "sure": "on"}).content.decode()
    assert "Kvitto på gallring" in html
    assert not Authorship.objects.exists()


def test_the_receipt_tells_when_a_backup_was_made_as_the_clock_on_the_wall(
    workshop: Workshop, tmp_path: Path, settings: Any
) -> None:
    settings.FARLED_DATA = tmp_path
    backup = tmp_path / "kopia.farled.zip"
    backup.touch()
    line = {"file": str(backup), "made": "2026-11-23T22:15:00+00:00"}
    (tmp_path / "backups.jsonl").write_text(json.dumps(line))
    owner = make.signed_in(make.person("owner", region=workshop.inventory.region))
    html = owner.post(page(workshop), {"decision": "RS 2026/1", "sure": "on"}).content.decode()
    assert "2026-11-23 23:15" in html
    assert "+00:00" not in html


@pytest.mark.parametrize(
    "data", [{}, {"decision": "RS 2026/1"}, {"sure": "on"}, {"decision": "\x00", "sure": "on"}]
)
def test_without_decision_or_consent_nothing_happens(
    workshop: Workshop, data: dict[str, str]
) -> None:
    owner = make.signed_in(make.person("owner", region=workshop.inventory.region))
    assert owner.post(page(workshop), data).status_code == 422
    assert Authorship.objects.exists()


def test_it_checks_access(workshop: Workshop) -> None:
    region = workshop.inventory.region
    for role in ("facilitator", "member", "viewer"):
        assert (
            make.signed_in(make.person(role, region=region)).get(page(workshop)).status_code == 403
        )
    other = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    assert other.post(page(workshop), {"decision": "x", "sure": "on"}).status_code == 404
    assert Authorship.objects.exists()
