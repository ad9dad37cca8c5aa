"""Real data of others, read where it lies beside the project and never copied into it."""

from pathlib import Path

import pytest

from tests.support.source import ROOT


def shared_data(name: str) -> Path:
    """The path of a file below ../shared/data; the test is left out where the folder is missing."""
    folder = next((up / "shared" / "data" for up in ROOT.parents if (up / "shared" / "data").is_dir()), None)  # fmt: skip
    if folder is None:
        pytest.skip("the folder shared/data is not beside this project")
    return folder / name
