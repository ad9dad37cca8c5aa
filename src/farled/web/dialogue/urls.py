from django.urls import path

from farled.web.dialogue import public_views, received_views, shared_views, summary_views, views

app_name = "dialogue"

_summary = "inventory/<slug:slug>/"
_shared = "inventory/<slug:slug>/shared/<int:number>/"
_link = "shared/<slug:slug>/<slug:key>/"

urlpatterns = [
    path("", views.index, name="index"),
    path(_summary, summary_views.summary, name="summary"),
    path(f"{_summary}share/", summary_views.share, name="share"),
    path(_shared, shared_views.shared, name="shared"),
    path(f"{_shared}farled-summary.json", shared_views.as_json, name="shared-json"),
    path(f"{_shared}farled-summary.html", shared_views.as_html, name="shared-html"),
    path(f"{_shared}withdraw/", shared_views.withdraw, name="withdraw"),
    path(f"{_shared}reopen/", shared_views.reopen, name="reopen"),
    path(_link, public_views.public, name="public"),
    path(f"{_link}farled-summary.json", public_views.as_json, name="public-json"),
    path(f"{_link}farled-summary.html", public_views.as_html, name="public-html"),
    path("read/", received_views.read, name="read"),
    path("keep/", received_views.keep, name="keep"),
    path("received/<slug:slug>/", received_views.received, name="received"),
    path("received/<slug:slug>/farled-summary.json", received_views.as_json, name="received-json"),
    path("received/<slug:slug>/remove/", received_views.remove, name="remove"),
    path("received/<slug:slug>/restore/", received_views.restore, name="restore"),
]
