"""What every test gets."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from hypothesis import settings as examples
from playwright.sync_api import Browser

from tests.support import chromium

# Playwright's synchronous driver runs a loop in the tests' own thread
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    # a slow hash protects people, not tests
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # how long an example takes on a busy machine is no property of the code; bench measures speed
    examples.register_profile("farled", deadline=None)
    examples.load_profile("farled")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser stories last, after pytest-django's own order: Playwright's loop stays in this thread,
    and where one loop runs no test can start its own."""
    items.sort(key=lambda item: "tests/journey/" in item.nodeid)


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


@pytest.fixture(autouse=True)
def unbroken_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction looks obsolete to `close_old_connections`; Django's client knows that too."""
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close_outside_tests(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            close(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", close_outside_tests)


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    with chromium.browser() as launched:
        yield launched
