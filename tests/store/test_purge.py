"""A purge empties the one table that knows, and everything that could stand in for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from farled.core.finding import Invalid
from farled.store.actions import votes
from farled.store.actions.purge import purge_workshop
from farled.store.actions.voices import write_voice
from farled.store.gates import Guest, Person
from farled.store.guests import cookie_name, cookie_value, guest_from
from farled.store.models import Audit, Authorship, Participant, Voice, Vote, Workshop
from farled.store.queries.workshop import workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    made = make.workshop(make.inventory(make.region()))
    step = make.open_step(made, "write", anonymity="open")
    dots = make.open_step(
        made, "prioritise", anonymity="group", settings={"dots": 5, "most_on_one": 5}
    )
    items = [
        votes.add_item(by=by_owner(made), workshop=made, step=dots, text=text)
        for text in ("A", "B")
    ]
    for n in range(6):
        home = "Region Örebro län" if n < 5 else "Länsstyrelsen"
        guest = make.guest(made, name="Cecilia", organisation=home, role=f"roll {n}")
        for text in ("Fler bussar", "Färre möten"):
            write_voice(by=guest, workshop=made, step=step, text=f"{text} {n}")
        for item in items:
            votes.vote(by=guest, workshop=made, step=dots, item=item.pk, value=1)
    return made


def by_owner(workshop: Workshop) -> Person:
    return Person(make.person("owner", region=workshop.inventory.region))


def test_who_said_what_is_gone_and_what_was_said_stays(workshop: Workshop) -> None:
    before = sorted(Voice.objects.values_list("text", flat=True))
    receipt = purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")
    assert not Authorship.objects.exists()
    assert sorted(Voice.objects.values_list("text", flat=True)) == before
    ballots = [
        *Voice.objects.values_list("ballot", flat=True),
        *Vote.objects.values_list("ballot", flat=True),
    ]
    assert len(set(ballots)) == len(ballots) == receipt.unlinked == 24
    assert (receipt.authorships, receipt.participants) == (12, 6)
    assert all(not v.author for v in workshop_state(workshop).values["voice"].values())


def test_small_groups_do_not_survive_it(workshop: Workshop) -> None:
    purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")
    kept = set(Participant.objects.values_list("name", "organisation", "role"))
    assert kept == {("", "Region Örebro län", ""), ("", "", "")}


def test_no_phone_is_the_same_participant_afterwards(workshop: Workshop) -> None:
    person = Participant.objects.first()
    assert person is not None
    cookies = {cookie_name(workshop.slug): cookie_value(person)}
    assert isinstance(guest_from(cookies, workshop.slug), Guest)
    purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")
    assert guest_from(cookies, workshop.slug) is None


def test_it_wants_a_decision_and_keeps_it(workshop: Workshop) -> None:
    with pytest.raises(Invalid, match="decision"):
        purge_workshop(by=by_owner(workshop), workshop=workshop, decision="  ")
    purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")
    assert Audit.objects.get(act="purge").detail == {"decision": "RS 2026/1"}


def test_it_is_followed(workshop: Workshop) -> None:
    with followed(workshop):
        purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")


def test_the_receipt_names_the_backups_that_remain(
    workshop: Workshop, tmp_path: Path, settings: Any
) -> None:
    settings.FARLED_DATA = tmp_path
    there = tmp_path / "there.farled.zip"
    there.touch()
    lines = [
        {"file": str(f), "made": "2026-11-23"} for f in (there, tmp_path / "deleted.farled.zip")
    ]
    (tmp_path / "backups.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    receipt = purge_workshop(by=by_owner(workshop), workshop=workshop, decision="RS 2026/1")
    assert [backup.file for backup in receipt.backups] == [str(there)]
