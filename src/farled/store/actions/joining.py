"""Joining by the form: pressing twice, or again after the answer was lost, makes nobody twice."""

import re
from typing import Any

from django.db import IntegrityError
from django.utils.crypto import salted_hmac

from farled.store.actions import room
from farled.store.models import Participant, Workshop

ONCE = re.compile(r"[A-Za-z0-9_-]{22,64}")


def join_once(*, workshop: Workshop, once: Any, **fields: Any) -> Participant:
    """A participant; `once` is the random word that one showing of the form carries. Raises Invalid."""
    if not isinstance(once, str) or not ONCE.fullmatch(once):
        return room.join(workshop=workshop, **fields)
    key = salted_hmac("farled.join", f"{workshop.pk}:{once}").hexdigest()[:48]
    try:
        return room.join(workshop=workshop, key=key, **fields)
    except IntegrityError:
        return Participant.objects.get(workshop=workshop, key=key)
