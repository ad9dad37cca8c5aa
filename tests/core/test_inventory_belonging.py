from farled.core.inventory.belonging import belonging
from farled.core.inventory.board import Picture, Theme
from farled.core.inventory.needs import Need

EVENING = Need(1, "Sista bussen från Hällefors går tidigt på kvällen")
NIGHT = Need(2, "Bussen från Hällefors går för sällan på kvällen")
FIELDS = Need(3, "Åkermark blir lagerlokaler", theme=7)
SOIL = Need(4, "Åkermark nära staden blir lagerlokaler")
ALONE = Need(5, "Ensamhet bland äldre")


def test_needs_that_share_words_are_suggested_with_the_words_as_reason() -> None:
    (found,) = belonging(Picture((EVENING, NIGHT, ALONE)), language="sv")
    assert set(found.needs) == {1, 2}
    assert found.theme is None
    assert "hällefors" in str(found.why.params["words"])


def test_a_loose_need_is_suggested_for_the_theme_it_resembles() -> None:
    picture = Picture((FIELDS, SOIL, ALONE), (Theme(7, "Marken"), Theme(8, "Tomt")))
    (found,) = belonging(picture, language="sv")
    assert (found.needs, found.theme) == ((4,), 7)


def test_what_has_a_theme_already_or_shares_nothing_is_left_in_peace() -> None:
    assert belonging(Picture((FIELDS, ALONE), (Theme(7, "Marken"),)), language="sv") == ()
    assert belonging(Picture(()), language="sv") == ()
