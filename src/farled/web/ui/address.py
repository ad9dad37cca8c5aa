"""Who asks: the address that limits are counted by."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The nearest address not ours: each of FARLED_PROXIES has added one to the header's end."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    trusted: int = settings.FARLED_PROXIES
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = [part for part in said if part]
    if not trusted or len(forwarded) < trusted:
        return direct
    return forwarded[-trusted][:45]


def full_address(request: HttpRequest, path: str) -> str:
    """An address to copy, mail or draw as a QR: the installation's own where it is set."""
    base: str = settings.FARLED_URL
    return base + path if base else request.build_absolute_uri(path)
