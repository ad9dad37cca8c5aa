"""The content security policy, with a nonce for the one inline thing a page may need.

Shaped like Django 6's own, so that it can take over: `request.csp_nonce`.
"""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'"
)
HEADER = "Content-Security-Policy"


class LazyNonce(SimpleLazyObject):
    """A nonce that is made when a template asks for it, and only then allowed."""

    def __init__(self) -> None:
        super().__init__(self._make)

    def _make(self) -> str:
        return secrets.token_urlsafe(16)

    @property
    def was_used(self) -> bool:
        return "_wrapped" in self.__dict__ and isinstance(self.__dict__["_wrapped"], str)


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        nonce = LazyNonce()
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        allowed = f" 'nonce-{nonce}'" if nonce.was_used else ""
        response.headers.setdefault(HEADER, POLICY.format(nonce=allowed))
        return response
