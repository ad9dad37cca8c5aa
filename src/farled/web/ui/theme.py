"""Day chart, night chart, or what the device asks for; kept in a cookie, rendered by the server."""

from django.http import HttpRequest

COOKIE = "farled_theme"
THEMES = ("light", "night")


def theme_of(request: HttpRequest) -> str:
    """ "light", "night", or "" for the device's own choice."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in THEMES else ""
