import pytest

from farled.core.equality.equality import equality_findings


@pytest.mark.parametrize(
    ("women", "men", "because", "key"),
    [
        ("", "", "", "equality.unanswered"),
        ("  ", "\n", "", "equality.unanswered"),
        ("Kvinnor reser oftare kollektivt", "", "", "equality.men_missing"),
        ("", "Män kör oftare bil", "", "equality.women_missing"),
        ("Lika", "lika ", "", "equality.same_words"),
        ("", "", "Ej relevant", "equality.reason_missing"),
        ("Kvinnor väntar längre", "", "Gäller byggnader, inte människor", "equality.both_answers"),
        ("Kvinnor reser oftare kollektivt", "Män kör oftare bil", "", None),
        ("", "", "Gäller byggnader, inte människor", None),
    ],
)
def test_both_sexes_or_a_reason(women: str, men: str, because: str, key: str | None) -> None:
    found = equality_findings("n1", women=women, men=men, not_relevant_because=because)
    assert [(f.about, f.why.key) for f in found] == ([] if key is None else [(("n1",), key)])
