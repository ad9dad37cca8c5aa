"""What a monitor asks: does it answer, does the database answer, how many phones listen."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from farled import __version__

open_streams: Callable[[], int] = lambda: 0  # noqa: E731  (asgi.py puts the hub's count here)


def healthz(request: HttpRequest) -> JsonResponse:
    answers = database_answers()
    return JsonResponse(
        {
            "status": "ok" if answers else "no database",
            "database": connection.vendor,
            "version": __version__,
            "streams": open_streams(),
        },
        status=200 if answers else 503,
    )


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
