from django.urls import path, register_converter
from django.urls.converters import StringConverter

from farled.web.strategy import import_views, part_views, sheet_views, version_views, views


class KindConverter(StringConverter):
    """The kinds of parts a strategy has."""

    regex = "goal|area|direction|perspective|indicator"


register_converter(KindConverter, "part")

app_name = "strategy"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("import/", import_views.import_new, name="import"),
    path("<str:slug>/", views.page, name="page"),
    path("<str:slug>/change/", views.change, name="change"),
    path("<str:slug>/model/", views.model, name="model"),
    path("<str:slug>/archive/", views.archive, name="archive"),
    path("<str:slug>/restore/", views.restore, name="restore"),
    path("<str:slug>/export/", views.export, name="export"),
    path("<str:slug>/farled.xlsx", sheet_views.xlsx, name="xlsx"),
    path("<str:slug>/<slug:sheet>.csv", sheet_views.csv, name="csv"),
    path("<str:slug>/import/", import_views.import_into, name="import-into"),
    path("<str:slug>/compare/", version_views.compare, name="compare"),
    path("<str:slug>/versions/", version_views.versions, name="versions"),
    path("<str:slug>/versions/<int:number>/", version_views.version, name="version"),
    path(
        "<str:slug>/versions/<int:number>/export/",
        version_views.export_version,
        name="export-version",
    ),
    path(
        "<str:slug>/versions/<int:number>/restore/",
        version_views.restore_version,
        name="restore-version",
    ),
    path("<str:slug>/<part:kind>/add/", part_views.add, name="add"),
    path("<str:slug>/<part:kind>/<int:number>/", part_views.part, name="part"),
    path("<str:slug>/<part:kind>/<int:number>/change/", part_views.change, name="change-part"),
    path("<str:slug>/<part:kind>/<int:number>/move/", part_views.move, name="move"),
    path("<str:slug>/<part:kind>/<int:number>/remove/", part_views.remove, name="remove"),
    path("<str:slug>/<part:kind>/<int:number>/restore/", part_views.restore, name="restore-part"),
]
