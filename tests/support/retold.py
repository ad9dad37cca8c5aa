"""The Örebro example in the test's database, for as long as one needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from farled.cli import example


@contextmanager
def retold() -> Iterator[None]:
    with transaction.atomic():
        example.load_example()
        yield
        transaction.set_rollback(True)
