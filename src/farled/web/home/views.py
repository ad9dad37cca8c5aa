"""The chart table, search, and what Farled is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from farled.store.gates import Person
from farled.store.queries.account import seats_of
from farled.store.queries.search import search as search_in
from farled.store.queries.stamps import chart_stamp
from farled.web.home.chart import chart
from farled.web.home.results import results
from farled.web.ui.actor import actor_of
from farled.web.ui.guidance import guidance
from farled.web.ui.rendered import rendered

LONGEST_QUERY = 200


@require_safe
def chart_table(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not isinstance(actor, Person):
        return render(request, "home/welcome.html")
    return rendered(
        request,
        "home/chart_table.html",
        stamp=chart_stamp(actor.user),
        context=lambda: chart(seats_of(actor)),
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Over one's own regions; somebody without any finds nothing."""
    regions = [seat.region for seat in seats_of(actor_of(request))]
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "")
    found = search_in(regions, query) if regions and query.strip() else ()
    context = {"query": query, "groups": results(found), "may_search": bool(regions)}
    return render(request, "home/search.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    title, body = guidance("about", request.LANGUAGE_CODE, heading="h2")
    return render(request, "home/about.html", {"title": title, "body": body})
