"""state before + events == state read afresh (after Zulip's verify_action)."""

from collections.abc import Iterator
from contextlib import contextmanager

from farled.store.models import Audit, Workshop
from farled.store.queries.workshop import caught_up, workshop_state


@contextmanager
def followed(workshop: Workshop, *, events: int = 1) -> Iterator[None]:
    """Whoever followed the events sees what is there, and each act left its audit row."""
    before = workshop_state(workshop)
    audited = Audit.objects.count()
    yield
    fresh = workshop_state(workshop)
    assert fresh.seq == before.seq + events
    followed_state = caught_up(workshop, before)
    for kind in fresh.values:
        assert followed_state.values[kind] == fresh.values[kind], kind
    assert followed_state == fresh
    assert Audit.objects.count() >= audited + events
