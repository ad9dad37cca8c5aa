"""What people read of an answer: columns, decimals, long names, and names that would do something to a terminal."""

import argparse
import json

import pytest

from farled.cli.analyse.answer import Section, show
from tests.support.command import farled

NAMED = "a\ud800", "b\x1b[31m"


def shown(section: Section, capsys: pytest.CaptureFixture[str]) -> list[str]:
    show(argparse.Namespace(json=False), {}, sections=[section])
    return capsys.readouterr().out.splitlines()[2:]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LANGUAGE", "sv")


def test_numbers_of_a_column_have_the_same_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("a", 567.0, 1), ("b", -364.5, -20), ("c", -0.0001, 3)]
    assert shown(Section("T", rows), capsys) == [
        "a   567,0    1",
        "b  −364,5  −20",
        "c     0,0    3",
    ]


def test_long_names_are_wrapped_and_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    names = [" ".join(f"{word}{n}" for n in range(12)) for word in ("skola", "buss")]
    section = Section("T", [(names[0], 0.5, names[1])], ("Namn", "Når", "Hänger ihop med"))
    lines = shown(section, capsys)
    assert max(map(len, lines)) <= 80
    assert set(" ".join(names).split()) < set(" ".join(lines).split())


def test_what_is_far_too_long_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(Section("T", [("ord " * 1000,)]), capsys)
    assert len(lines) < 10
    assert lines[-1].endswith("…")


def test_headings_of_numbers_give_way(capsys: pytest.CaptureFixture[str]) -> None:
    section = Section("T", [tuple(range(8))], ("plats som följer",) * 8)
    lines = shown(section, capsys)
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split().count("följer") == 8


def test_a_table_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(Section("T", [], ("från", "till")), capsys) == ["från  till", "–"]


def test_names_that_no_terminal_can_show_do_nothing_to_it(tmp_path) -> None:
    model = {
        "descriptors": [[name, ["x", "y"]] for name in NAMED],
        "matrix": [[0, 0, 1, -1], [0, 0, -1, 1], [1, -1, 0, 0], [-1, 1, 0, 0]],
    }
    path = tmp_path / "model.json"
    path.write_text(json.dumps(model))
    table = farled("analyse", "cib", path, data=tmp_path)
    assert (table.returncode, table.stderr) == (0, "")
    assert "\x1b" not in table.stdout
    answer = farled("analyse", "cib", path, "--json", data=tmp_path)
    assert answer.returncode == 0
    assert len(json.loads(answer.stdout)["consistent"]) == 2


def test_warnings_do_nothing_to_a_terminal_either(tmp_path) -> None:
    path = tmp_path / "matris.csv"
    path.write_text(",a\x1b[31m,b\na\x1b[31m,1,1\nb,1,\n")
    done = farled("analyse", "interactions", path, "--draws", "5", data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "\x1b" not in done.stdout + done.stderr


def test_statements_are_told_in_words_where_they_are_known(tmp_path) -> None:
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    people = [f"p{n},{sign},{-sign},1" for n in range(20) for sign in [1 if n % 2 else -1]]
    votes.write_text("participant,7,8,9\n" + "\n".join(people) + "\n")
    comments.write_text("comment-id,moderated,comment-body\n7,1,Bygg en gång till\n8,1,x\n9,1,y\n")
    table = farled("analyse", "groups", votes, "--comments", comments, data=tmp_path).stdout
    assert "7 Bygg en gång till" in table


def test_both_wordings_of_a_duplicate_are_shown(tmp_path) -> None:
    path = tmp_path / "behov.csv"
    path.write_text(
        "text\nBussen går för sällan på kvällen\nSkogen\nBussar går sällan på kvällen\n"
    )
    table = farled("analyse", "text", path, "--column", "text", data=tmp_path).stdout
    assert "för sällan på kvällen / Bussar går" in " ".join(table.split())


def test_what_comes_back_to_a_goal_that_harms(tmp_path) -> None:
    path = tmp_path / "mål.csv"
    path.write_text(",a,b,c\na,,-1,-2\nb,2,,\nc,-1,,\n")
    lines = farled("analyse", "interactions", path, data=tmp_path).stdout.splitlines()
    told = [line.split() for line in lines]
    assert ["a", "b", "−1", "hjälper"] in told
    assert ["a", "c", "−2", "skadar"] in told


def test_people_who_see_it_differently_are_told(tmp_path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("from,to,score,participant,group\na,b,2,1,norr\na,b,-3,2,syd\nb,a,1,1,norr\n")
    lines = farled("analyse", "interactions", path, "--draws", "20", data=tmp_path).stdout
    told = [line.split() for line in lines.splitlines()]
    assert ["a", "b", "2", "−0,5", "2,5"] in told
    assert ["norr", "a,", "b"] in told
    assert "Några ser hjälp, andra skada: 1" in lines


def test_a_what_if_without_anything_held_says_so(tmp_path) -> None:
    path = tmp_path / "karta.csv"
    path.write_text("from,to,sign\na,b,+\n")
    assert "--set ID=VÄRDE" in farled("analyse", "what-if", path, data=tmp_path).stdout
