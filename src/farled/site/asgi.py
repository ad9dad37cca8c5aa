"""One process: Django's pages on kept threads, the live streams and participants' acts beside them (docs/adr/0001)."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

_wsgi = get_wsgi_application()

from farled.live.acts import Acts
from farled.live.hub import Hub
from farled.live.stream import serve_stream
from farled.site import health
from farled.site.pages import Pages
from farled.site.static import collected_files
from farled.text import say
from farled.web.join.regions import phone_regions
from farled.web.workshop.regions import regions

# On SQLite one thread does everything: as fast as four, and two writers would only wait for each other.
thread = ThreadPoolExecutor(1, thread_name_prefix="orm")
several = ThreadPoolExecutor(4, thread_name_prefix="page")
pages = Pages(cast("Any", _wsgi), thread=thread if connection.vendor == "sqlite" else several)
# Collected files need no database: two thousand phones that fetch their style sheets hold nobody up.
files = (
    Pages(
        collected_files(settings.STATIC_ROOT),
        thread=ThreadPoolExecutor(1, thread_name_prefix="files"),
    )
    if settings.STATIC_ROOT
    else pages
)
hub = Hub(render=regions, thread=thread)
acts = Acts(thread=thread, word=say, committed=hub.nudge)
health.open_streams = lambda: hub.streams
phone_regions.held = hub.held


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    path = scope["path"]
    if path.startswith("/live/"):
        await serve_stream(scope, receive, send, hub=hub)
    elif path.startswith("/act/"):
        await acts.serve(scope, receive, send)
    elif path.startswith("/static/"):
        await files(scope, receive, send)
    else:
        await pages(scope, receive, send)
