"""Every word of web/ui has an English twin."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from farled.web import ui

HOME = Path(ui.__file__).parent
ENGLISH = HOME.parents[1] / "locale" / "en" / "ui.po"
# the gallery's sample content is Swedish in every language
TEMPLATES = list(HOME.rglob("*.html"))


def words_of_templates() -> set[str]:
    found: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text()
        found |= set(re.findall(r'{% translate "([^"]+)"', text))
        for block in re.findall(r"{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}", text):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    return found


def words_of_python() -> set[str]:
    found: set[str] = set()
    for path in HOME.rglob("*.py"):
        found |= set(re.findall(r'(?:gettext|gettext_noop|_)\(\s*"([^"]+)"', path.read_text()))
    return found


def test_all_words_have_english() -> None:
    with ENGLISH.open("rb") as file:
        english = {message.id: message.string for message in read_po(file) if message.id}
    words = words_of_templates() | words_of_python()
    assert len(words) > 80
    assert sorted(word for word in words if not english.get(word)) == []
    assert sorted(set(english) - words - {"Behov"}) == []
