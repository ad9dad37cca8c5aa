"""The API's addresses, and its description as OpenAPI 3.1. There is no page that loads scripts of others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from farled import __version__
from farled.api.v1 import dialogue, inventory, report, strategy
from farled.api.v1.callers import ApiKey, SignedIn
from farled.api.v1.errors import reading, refusal, speak

app_name = "api"


class Readable(JSONRenderer):
    """Swedish letters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The view's own name: what generated clients call it."""
        return str(operation.view_func.__name__)


api = Api(
    title="Farled",
    version="1",
    description="Reads needs inventories and strategies. Described in docs/guide/api.md.",
    urls_namespace="api",
    docs_url=None,
    renderer=Readable(),
    auth=[ApiKey(), SignedIn()],
)
speak(api)
api.add_router("/inventories", inventory.router)
api.add_router("/inventories", report.router)
api.add_router("/inventories", dialogue.router)
api.add_router("/strategies", strategy.router)


def start(request: HttpRequest) -> HttpResponse:
    """Where to begin; for everybody."""
    document = reverse("api:openapi-json")
    return JsonResponse({"name": "Farled", "version": __version__, "openapi": document})


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    return refusal(404)


def _guarded(pattern: URLPattern) -> URLPattern:
    pattern.callback = reading(pattern.callback)
    return pattern


urlpatterns = [
    path("", reading(start), name="start"),
    *(_guarded(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern)),
    path("<path:rest>", reading(nothing), name="nothing"),
]
