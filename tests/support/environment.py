"""A data directory of the tests' own; loaded before anything reads the settings.

Named by `-p` in pyproject.toml, since pytest-django reads the settings before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile

KEPT = ("FARLED_DATABASE_URL",)


def own_environment() -> None:
    for name in [name for name in os.environ if name.startswith("FARLED_") and name not in KEPT]:
        del os.environ[name]
    directory = tempfile.mkdtemp(prefix="farled-test-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    os.environ["FARLED_DATA"] = directory


own_environment()
