"""The machine's own Chromium, driven by Playwright; nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 720}}
WALL = {"viewport": {"width": 1920, "height": 1080}}


def executable() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def required() -> str:
    """The browser's path; without one, tests are left out on a desk and fail in CI."""
    found = executable()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is missing; .ci/run installs it")
    pytest.skip("Chromium is missing: apt-get install chromium")


@contextmanager
def browser() -> Iterator[Browser]:
    path = required()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()
