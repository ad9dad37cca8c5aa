"""Whose contribution is it? A ballot for one participant in one step (docs/adr/0004)."""

import hashlib
import re
import secrets

from farled.core.finding import Invalid, Say
from farled.store.gates import Guest
from farled.store.models import AnonymousBallot, Authorship, Participant, Step

TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")


def ballot_for(guest: Guest, *, step: Step, token: str = "") -> str:
    """The guest's ballot in this step, handed out now if need be. Raises Invalid."""
    if step.anonymity == "anonymous":
        return _anonymous_ballot(guest, step=step, token=token)
    # Locked where the database can: a person's acts in a step wait for each other, so no dot is spent twice.
    kept, _ = Authorship.objects.select_for_update().get_or_create(
        participant=guest.participant, step=step, defaults={"ballot": secrets.token_urlsafe(24)}
    )
    return kept.ballot


def own_ballots(guest: Guest, tokens: dict[int, str]) -> set[str]:
    """The ballots behind what this participant sent; `tokens` (step → token) are those the phone holds."""
    kept = set(
        Authorship.objects.filter(participant=guest.participant).values_list("ballot", flat=True)
    )
    return kept | {
        ballot_of(token, step=step) for step, token in tokens.items() if TOKEN.fullmatch(token)
    }


def ballot_of(token: str, *, step: int) -> str:
    return hashlib.sha256(f"{step}:{token}".encode()).hexdigest()


def _anonymous_ballot(guest: Guest, *, step: Step, token: str) -> str:
    if not TOKEN.fullmatch(token):
        raise Invalid("token", Say("workshop.token_missing"))
    ballot = ballot_of(token, step=step.pk)
    if (
        AnonymousBallot.objects.select_for_update().filter(ballot=ballot, step=step).first()
        is not None
    ):
        return ballot
    # Locked, so that two phones of one participant cannot both get a ballot; updated in place, so that the
    # order of rows says nothing about who holds which.
    participant = Participant.objects.select_for_update().get(pk=guest.participant.pk)
    if step.pk in participant.anonymous_steps:
        raise Invalid("token", Say("workshop.ballot_elsewhere"))
    Participant.objects.filter(pk=participant.pk).update(
        anonymous_steps=[*participant.anonymous_steps, step.pk]
    )
    AnonymousBallot.objects.create(ballot=ballot, step=step)
    return ballot
