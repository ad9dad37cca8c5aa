"""Every address of the site, one line a station."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from farled.site.health import healthz
from farled.web.join.regions import phone_regions
from farled.web.workshop.regions import regions

# where a station's pages begin; those whose addresses share no beginning stand at the root
STATIONS = (
    ("", "farled.web.ui.urls"),
    ("", "farled.web.home.urls"),
    ("account/", "farled.web.account.urls"),
    ("strategy/", "farled.web.strategy.urls"),
    ("inventory/", "farled.web.inventory.urls"),
    ("workshop/", "farled.web.workshop.urls"),
    ("report/", "farled.web.report.urls"),
    ("dialogue/", "farled.web.dialogue.urls"),
    ("api/v1/", "farled.api.v1.urls"),
    ("", "farled.web.join.urls"),
)


def is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *(path(beginning, include(module)) for beginning, module in STATIONS if is_there(module)),
]

# stations do not know each other: the one that draws live regions is handed to the one that shows phones
phone_regions.draw = regions

handler400 = "farled.web.ui.errors.bad_request"
handler403 = "farled.web.ui.errors.forbidden"
handler404 = "farled.web.ui.errors.not_found"
handler500 = "farled.web.ui.errors.server_error"
