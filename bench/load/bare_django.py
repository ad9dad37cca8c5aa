"""The floor for pages: what `startproject` gives, one query and one template, served the way Farled is served."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{{ row.name }}</title></head>
<body><h1>{{ row.name }}</h1><p>{{ row.slug }}</p></body></html>"""


def application(folder: Path) -> Any:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.load.bare_django",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "bare.sqlite3"), "CONN_MAX_AGE": None}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"page.html": PAGE})])
                    ],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
        USE_TZ=True,
    )  # fmt: skip
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    return get_wsgi_application()


def page(request: Any) -> Any:
    from django.contrib.auth.models import Group
    from django.shortcuts import render

    row = Group.objects.filter(pk=1).first() or Group.objects.create(name="Bänk")
    return render(request, "page.html", {"row": row})


def patterns() -> list[Any]:
    from django.urls import path

    return [path("", page)]


if settings.configured:
    urlpatterns = patterns()

if __name__ == "__main__":
    import uvicorn
    from a2wsgi import WSGIMiddleware

    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory() as place:
        uvicorn.run(
            WSGIMiddleware(application(Path(place)), workers=1),  # type: ignore[arg-type]
            port=int(sys.argv[1]), http="httptools", lifespan="off", access_log=False, log_level="warning",
        )  # fmt: skip
