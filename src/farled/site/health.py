"""What a monitor asks: does it answer, does the database answer, how many phones listen."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from farled import __version__


def healthz(request: HttpRequest) -> JsonResponse:
    answers = database_answers()
    return JsonResponse(
        {
            "status": "ok" if answers else "no database",
            "database": connection.vendor,
            "version": __version__,
            "streams": 0,
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
