"""What could not be done, said to a browser without script: with all that was typed, ready to send again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from farled.core.finding import Invalid
from farled.store.models import Workshop
from farled.web.ui.forms import worded

TYPED = ("text", "name", "reason", "count", "organisation", "role", "for_whom", "where")
OURS = ("csrfmiddlewaretoken",)
MOST = 200


def refused_page(request: HttpRequest, workshop: Workshop, wrong: Invalid) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "workshop": workshop,
        "why": worded(wrong),
        "typed": [
            (name, value) for name, value in sent if name in TYPED or name.startswith("item-")
        ][:MOST],
        "rest": [(name, value) for name, value in sent if name not in (*TYPED, *OURS)][:MOST],
    }
    return render(request, "workshop/refused.html", context, status=422)
