"""One settings file from the environment: what it makes of it, and the sentence where it cannot."""

import stat
from pathlib import Path

import pytest

from farled.site import environment as env
from tests.support.command import farled, python


def test_the_tests_have_a_data_directory_of_their_own(settings):
    assert "farled-test-" in str(settings.FARLED_DATA)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("FARLED_DEMO", "maybe", "FARLED_DEMO ska vara 1 eller 0."),
        ("FARLED_PROXIES", "-1", "FARLED_PROXIES ska vara ett tal från 0 till 99."),
        ("FARLED_PROXIES", "1" * 400, "FARLED_PROXIES ska vara ett tal från 0 till 99."),
        ("FARLED_URL", "farled.example.se", "FARLED_URL ska se ut som https://"),
        ("FARLED_URL", "https://farled.example.se/app", "utan sökväg"),
        ("FARLED_URL", "https://farled.example.se:port", "FARLED_URL är ingen riktig adress."),
        ("FARLED_SECRET_KEY", "short", "FARLED_SECRET_KEY ska ha minst 50 tecken."),
        ("FARLED_DATABASE_URL", "mysql://here", "FARLED_DATABASE_URL ska se ut som postgres://"),
        ("FARLED_MAIL_URL", "imap://here", "FARLED_MAIL_URL ska se ut som smtp://"),
        ("FARLED_DATA", "/proc/farled", "FARLED_DATA: mappen /proc/farled går inte att skapa"),
    ],
)
def test_what_cannot_be_used_stops_with_a_sentence(tmp_path, name, value, sentence):
    done = farled("check", data=tmp_path, **{name: value})
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sentence_speaks_the_terminals_language(tmp_path):
    done = farled("check", data=tmp_path, FARLED_DEMO="maybe", LANG="en_GB.UTF-8")
    assert "FARLED_DEMO must be 1 or 0." in done.stderr


def test_the_key_is_made_once_and_kept_from_others(tmp_path):
    first, second = (env.secret_key(tmp_path) for _time in range(2))
    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_given_key_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("FARLED_SECRET_KEY", "k" * 50)
    assert env.secret_key(tmp_path) == "k" * 50
    assert not list(tmp_path.iterdir())


def test_sqlite_in_the_data_directory_is_the_default(tmp_path, monkeypatch):
    monkeypatch.delenv("FARLED_DATABASE_URL", raising=False)
    found = env.database(tmp_path)
    assert found["NAME"] == str(tmp_path / "farled.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_waits_for_the_disk_at_every_commit(tmp_path):
    program = (
        "from django.db import connection as c; k = c.cursor()\n"
        "print([k.execute(f'PRAGMA {p}').fetchone()[0] for p in ('journal_mode', 'synchronous')])"
    )
    assert python(program, data=tmp_path).strip() == "['wal', 2]"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgres://anna:p%40ss@db:6543/farled", ("db", "6543", "farled", "anna", "p@ss")),
        ("postgresql://anna@/farled?host=/run/pg", ("/run/pg", "", "farled", "anna", "")),
        ("postgres://", ("", "", "farled", "", "")),
        ("postgres://u@[::1]:5/x", ("::1", "5", "x", "u", "")),
    ],
)
def test_postgres_addresses(tmp_path, monkeypatch, address, expected):
    monkeypatch.setenv("FARLED_DATABASE_URL", address)
    found = env.database(tmp_path)
    assert tuple(found[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")) == expected


def test_what_else_a_postgres_address_says_goes_to_the_driver(tmp_path, monkeypatch):
    monkeypatch.setenv("FARLED_DATABASE_URL", "postgres://db/farled?sslmode=require")
    assert env.database(tmp_path)["OPTIONS"] == {"sslmode": "require"}


def test_no_mail_server_means_no_mail():
    assert "dummy" in env.mail("")["EMAIL_BACKEND"]


def test_a_mail_address():
    found = env.mail("smtp://me:secret@mail.example.se:587?tls=1&from=farled@example.se")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.se", 587)
    assert found["EMAIL_USE_TLS"]
    assert not found["EMAIL_USE_SSL"]
    assert found["DEFAULT_FROM_EMAIL"] == "farled@example.se"


COOKIES = """
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,
      s.SECURE_CROSS_ORIGIN_OPENER_POLICY, s.FARLED_PROXIES)
"""


def test_plain_http_in_a_room_keeps_its_cookies(tmp_path: Path):
    printed = python(COOKIES, data=tmp_path, FARLED_URL="http://192.0.2.7:8000")
    assert printed.split() == ["False", "False", "False", "False", "None", "0"]


def test_https_locks_everything(tmp_path: Path):
    printed = python(COOKIES, data=tmp_path, FARLED_URL="https://farled.example.se")
    assert printed.split() == ["True", "True", "True", "True", "same-origin", "1"]


def test_django_finds_nothing_to_warn_of_behind_https(tmp_path: Path):
    program = "from django.core.management import call_command as c\nc('check', deploy=True, fail_level='INFO')"
    printed = python(program, data=tmp_path, FARLED_URL="https://farled.example.se")
    assert "no issues" in printed
