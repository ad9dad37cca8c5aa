"""One process: Django's pages on kept threads, the live streams and participants' acts beside them (design.md 4).

Measured: a stock Django stream costs a thread and a database connection per phone; this way
5,000 phones cost two thirds of one core.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.db import connection

_wsgi = get_wsgi_application()

from farled.live.acts import Acts
from farled.live.hub import Hub
from farled.live.stream import serve_stream
from farled.site import health
from farled.text import say
from farled.web.join.regions import phone_regions
from farled.web.workshop.regions import regions

# On SQLite one thread does everything: as fast as four, and two writers would only wait for each other.
ALONE = connection.vendor == "sqlite"
thread = ThreadPoolExecutor(1, thread_name_prefix="orm")
pages = WSGIMiddleware(cast("Any", _wsgi), workers=4)
if ALONE:
    pages.executor = thread
hub = Hub(render=regions, thread=thread)
acts = Acts(thread=thread, word=say)
health.open_streams = lambda: hub.streams
phone_regions.held = hub.held


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    if scope["path"].startswith("/live/"):
        await serve_stream(scope, receive, send, hub=hub, thread=thread)
    elif scope["path"].startswith("/act/"):
        await acts.serve(scope, receive, send)
    else:
        await pages(scope, receive, send)
