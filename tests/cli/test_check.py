"""`farled check` names what is wrong, and nothing that is right."""

import pytest

from farled.cli import check
from tests.support.command import farled, python

MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)"


def test_it_says_what_it_looked_at(tmp_path):
    done = farled("check", data=tmp_path)
    for subject in ("inställningar", "databas", "modeller", "språk", "innehåll"):
        assert subject in done.stdout


def test_a_database_that_waits_for_migrations(tmp_path):
    done = farled("check", data=tmp_path)
    assert done.returncode == 1
    assert "✗ databas" in done.stdout
    assert "store.0001_initial är inte körd" in done.stdout
    python(MIGRATE, data=tmp_path)
    assert "✓ databas" in farled("check", data=tmp_path).stdout


def test_a_database_that_does_not_answer(tmp_path):
    address = "postgres://nobody@127.0.0.1:1/none?connect_timeout=2"
    done = farled("check", data=tmp_path, FARLED_DATABASE_URL=address)
    assert done.returncode == 1
    assert "✗ databas" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_the_models_have_their_migrations():
    assert list(check.model_faults()) == []


def test_settings_are_sound_with_and_without_https(tmp_path):
    for address in ("", "https://farled.example.se"):
        done = farled("check", data=tmp_path, FARLED_URL=address)
        assert "✓ inställningar" in done.stdout, done.stdout


def test_content_that_is_no_toml_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "PACKAGE", tmp_path)
    (tmp_path / "content/sv").mkdir(parents=True)
    (tmp_path / "content/sv/good.toml").write_text('a = "b"')
    (tmp_path / "content/sv/bad.toml").write_text("a = ")
    (tmp_path / "content/sv/latin.toml").write_bytes(b'a = "\xe5"')
    faults = list(check.unreadable())
    assert [fault.partition(":")[0] for fault in faults] == ["sv/bad.toml", "sv/latin.toml"]
    assert "good.toml finns bara på ett av språken." in list(check.content_faults())


def test_our_own_content_is_whole():
    assert list(check.content_faults()) == []
