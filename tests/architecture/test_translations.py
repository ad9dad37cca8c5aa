"""Every sentence in both languages. The rules stand in `farled.cli.translations`."""

from pathlib import Path

import pytest

from farled.cli import translations
from farled.locale.compile import compile_language, compile_stale, target

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def test_nothing_is_missing_or_broken():
    assert translations.problems() == []


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "locale/en").mkdir(parents=True)
    (tmp_path / "locale/sv").mkdir()
    (tmp_path / "web/home/templates/home").mkdir(parents=True)
    return tmp_path


def worded(package: Path, language: str, *pairs: tuple[str, str], file: str = "home") -> None:
    lines = [f'msgid "{one}"\nmsgstr "{other}"\n' for one, other in pairs]
    (package / f"locale/{language}/{file}.po").write_text(HEAD + "\n".join(lines))


def found(package: Path) -> list[str]:
    return translations.problems(package, package / "locale")


@pytest.mark.parametrize(
    "source",
    [
        "_('Spara')",
        "gettext('Spara')",
        "f\"{_('Spara')}\"",
        "_('Sp' 'ara')",
        "x.gettext_lazy('Spara')",
    ],
)
def test_it_sees_sentences_in_python(package, source):
    (package / "page.py").write_text(f"x = {source}")
    assert found(package) == ["en: page.py:1: 'Spara' has no wording"]
    worded(package, "en", ("Spara", "Save"))
    assert found(package) == []


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Spara" %}',
        "{% translate 'Spara' as x %}",
        "{% blocktranslate %}Spara{% endblocktranslate %}",
        '{% include "x.html" with title=_("Spara") %}',
        '{% if x %}{% for y in z %}{% trans "Spara" %}{% endfor %}{% endif %}',
        "{% blocktranslate trimmed %}\n   Spara\n{% endblocktranslate %}",
    ],
)
def test_it_sees_sentences_in_templates(package, source):
    (package / "web/home/templates/home/page.html").write_text(f'<p title="it\'s">{source}</p>')
    assert [line.partition(": ")[2].partition(": ")[2] for line in found(package)] == [
        "'Spara' has no wording"
    ]
    worded(package, "en", ("Spara", "Save"))
    assert found(package) == []


def test_it_sees_plurals_and_parameters(package):
    source = "{% blocktranslate count n=x %}{{ n }} röst{% plural %}{{ n }} röster{% endblocktranslate %}"
    (package / "web/home/templates/home/page.html").write_text(source)
    assert "'%(n)s röst' has no wording" in found(package)[0]
    catalogue = 'msgid "%(n)s röst"\nmsgid_plural "%(n)s röster"\nmsgstr[0] "%(n)s voice"\nmsgstr[1] "voices"\n'
    (package / "locale/en/home.po").write_text(HEAD + catalogue)
    assert found(package) == ["en: '%(n)s röst' leaves out a parameter"]


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ("%(nmae)s sent", "names a parameter the sentence does not have"),
        ("sent", "leaves out a parameter"),
        ("", "has an empty form"),
    ],
)
def test_it_sees_broken_wordings(package, wording, fault):
    worded(package, "en", ("%(name)s skickat", wording))
    assert any(fault in line for line in found(package))


def test_it_sees_a_sentence_worded_in_two_ways(package):
    worded(package, "en", ("Spara", "Save"))
    worded(package, "en", ("Spara", "Keep"), file="account")
    assert found(package) == ["en: 'Spara' is worded in two ways"]


def test_it_sees_keys_of_core_in_both_languages(package):
    (package / "core.py").write_text("x = Say('need.no_voice')\ny = Say(f'need.{z}')")
    assert len(found(package)) == 4
    worded(package, "sv", ("need.no_voice", "Behovet har ingen röst."))
    worded(package, "en", ("need.no_voice", "The need has no voice."))
    assert found(package) == []


def test_catalogues_are_compiled_when_older_than_their_sources(package):
    folder = package / "locale"
    worded(package, "en", ("Spara", "Save"))
    assert compile_stale(folder) == [target("en", folder)]
    assert b"Save" in target("en", folder).read_bytes()
    assert compile_stale(folder) == []
    (folder / "en/home.po").unlink()
    worded(package, "en", ("Spara", "Keep"), file="account")
    assert compile_stale(folder) == [target("en", folder)]
    assert b"Save" not in target("en", folder).read_bytes()


def test_all_stations_end_in_one_catalogue(package):
    folder = package / "locale"
    worded(package, "en", ("Spara", "Save"))
    worded(package, "en", ("Visa", "Show"), file="account")
    content = compile_language("en", folder).read_bytes()
    assert b"Save" in content
    assert b"Show" in content
