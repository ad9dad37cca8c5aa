"""Static files under names made from their content, so browsers may keep them for ever."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.storage import CompressedManifestStaticFilesStorage

A_YEAR = 31_536_000


class NamedByContent(CompressedManifestStaticFilesStorage):
    # our modules import each other by relative address
    support_js_module_import_aggregation = True


def collected_files(root: Path) -> WhiteNoise:
    """The collected files as a WSGI application of their own, which needs no database."""
    return WhiteNoise(
        _no_such_file,
        root=root,
        prefix="static/",
        max_age=A_YEAR,
        immutable_file_test=r"\.[0-9a-f]{12}\.",
    )


def _no_such_file(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"404\n"]
