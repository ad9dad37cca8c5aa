import pytest

from farled.core.inventory.needs import wording_hints

AREAS = ["Social sammanhållning och demokrati", "Transporter och infrastruktur"]


def keys(what: str, *, language: str = "sv") -> list[str]:
    return [f.kind for f in wording_hints(what, about="1", language=language, themes=AREAS)]


@pytest.mark.parametrize(
    ("what", "cue"),
    [
        ("Brist på vårdplatser i norra länet", "Brist på"),
        ("Det saknas bussar kvällstid", "saknas"),
        ("Vi behöver fler lärare", "behöver"),
        ("Det finns ingen mötesplats för unga", "finns ingen"),
        ("För  lite tid för samverkan", "För  lite"),
    ],
)
def test_a_missing_solution_is_asked_about(what: str, cue: str) -> None:
    (hint,) = [f for f in wording_hints(what, about="n7") if f.kind == "need.solution_missing"]
    assert hint.about == ("n7",)
    assert hint.why.params == {"words": cue}


@pytest.mark.parametrize(
    "what",
    [
        "Bostadsbrist i hela länet",
        "Unga tar inte körkort på landsbygden",
        "Långa vårdköer",
        "Barn och unga får vänta i åtta månader på Bup",
        "Åkermark och skog bebyggs trots att de inte går att ersätta",
        "Arbetslöshet",
        "Otrygghet och ensamhet",
        "Hög sjukfrånvaro i vård och omsorg",
        "",
    ],
)
def test_good_wordings_are_left_alone(what: str) -> None:
    assert keys(what) == []


@pytest.mark.parametrize(
    "what",
    [
        "Bussarna går för sällan och företagen hittar inte personal",
        "Skogen växer inte tillbaka. Bönderna slutar.",
        "Unga flyttar samt äldre blir ensamma",
    ],
)
def test_several_problems_on_one_card(what: str) -> None:
    assert "need.several_problems" in keys(what)


@pytest.mark.parametrize(
    "what",
    [
        "Kompetensförsörjning",
        "Skog och mark",
        " social  sammanhållning och demokrati.",
        "Transporter och infrastruktur",
    ],
)
def test_a_theme_is_no_problem(what: str) -> None:
    assert keys(what) == ["need.theme_not_problem"]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("Lack of nurses", ["need.solution_missing"]),
        ("Housing shortage", []),
        ("Transport", ["need.theme_not_problem"]),
        ("Young people leave and firms close", ["need.several_problems"]),
    ],
)
def test_english(what: str, expected: list[str]) -> None:
    assert keys(what, language="en") == expected


@pytest.mark.parametrize(
    "what", ["a" * 100_000, "och " * 20_000, ". " * 50_000, "\x00\u202e", "finns " * 20_000]
)
def test_hostile_text_only_costs_little(what: str) -> None:
    wording_hints(what, about="1", themes=AREAS)
