"""`farled analyse groups`: the contract's keys, on a real conversation."""

import json
import os
import pty
import subprocess
import termios

import pytest

from tests.support.command import FARLED, environment, farled
from tests.support.shared_data import shared_data

FOLDER = "polis/canadian-electoral-reform"


def answered(*arguments: object, data) -> dict:
    done = farled("analyse", "groups", *arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_groups_that_are_found(tmp_path):
    votes, comments = (shared_data(f"{FOLDER}/{name}.csv") for name in ("participants-votes", "comments"))  # fmt: skip
    answer = answered(votes, "--comments", comments, data=tmp_path)
    assert set(answer) == {
        "people", "statements", "votes", "grouped", "groups", "consensus", "explained_variance", "priority",
        "stability", "assignments", "warnings",
    }  # fmt: skip
    assert (answer["people"], answer["statements"], answer["votes"]) == (448, 174, 11950)
    assert set(answer["groups"][0]["representative"][0]) == {
        "statement", "direction", "agree", "disagree", "seen", "probability", "probability_test", "repness",
        "repness_test",
    }  # fmt: skip
    assert set(answer["stability"]) == {"k_wins", "ari_median", "ari_min", "settled"}
    assert {"statement", "value", "least_votes_in_a_group"} <= set(answer["consensus"]["agree"][0])
    assert sum(group["size"] for group in answer["groups"]) == answer["grouped"] == 281


def test_groups_from_a_column(tmp_path):
    votes = shared_data(f"{FOLDER}/participants-votes.csv")
    answer = answered(votes, "--labels", "group-id", data=tmp_path)
    assert [(group["id"], group["size"]) for group in answer["groups"]] == [("0", 16), ("1", 265)]


@pytest.mark.parametrize("sign", ["1", "-1"])
def test_a_long_file(sign, tmp_path):
    answer = answered(shared_data(f"{FOLDER}/votes.csv"), "--agree", sign, data=tmp_path)
    assert answer["statements"] > 100


def test_a_long_file_without_its_sign_is_one_sentence(tmp_path):
    done = farled("analyse", "groups", shared_data(f"{FOLDER}/votes.csv"), data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "--agree" in done.stderr


def test_the_file_that_is_wrong_is_the_one_that_is_named(tmp_path):
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes.write_text("participant,n-agree,n-disagree,1\na,1,0,1\n")
    comments.write_text("")
    done = farled("analyse", "groups", votes, "--comments", comments, data=tmp_path)
    assert (done.returncode, str(comments) in done.stderr, str(votes) in done.stderr) == (2, True, False)  # fmt: skip


def test_a_person_alone_is_no_group(tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("participant,n-agree,n-disagree,1,2\np,1,1,1,-1\n")
    answer = answered(votes, data=tmp_path)
    assert (answer["grouped"], answer["groups"], answer["assignments"]) == (0, [], {"p": None})
    assert (answer["stability"]["settled"], len(answer["warnings"])) == (False, 1)
    assert "För få" in answer["warnings"][0]


def seen_on_a_terminal(*arguments: object, data, columns: int = 80) -> str:
    """What the command draws where its errors go to a terminal."""
    master, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    command = [str(FARLED), "analyse", *map(str, arguments)]
    subprocess.run(command, env=environment(data), stdout=subprocess.DEVNULL, stderr=terminal, timeout=100, check=True)  # fmt: skip
    os.write(terminal, b"\nend")
    drawn = b""
    while b"end" not in drawn:
        drawn += os.read(master, 65_536)
    os.close(terminal)
    os.close(master)
    return drawn.decode()


def test_a_terminal_sees_how_far_it_has_come_and_nothing_else_does(tmp_path):
    votes = tmp_path / "votes.csv"
    head = "participant,group-id,n-agree,n-disagree," + ",".join(map(str, range(40)))
    row = ",20,20," + ",".join(["1", "-1"] * 20)
    votes.write_text("\n".join([head, *(f"p{n},{n % 2}{row}" for n in range(12_000))]))
    asked = ("groups", votes, "--labels", "group-id")
    drawn = seen_on_a_terminal(*asked, data=tmp_path)
    assert "Läser" in drawn
    assert "Räknar" in drawn
    assert farled("analyse", *asked, data=tmp_path).stderr == ""


def test_a_terminal_that_does_not_tell_its_size_sees_it_too(tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("participant,g,n-agree,n-disagree,1,2\na,x,1,1,1,-1\nb,x,1,1,-1,1\n")
    asked = ("groups", votes, "--labels", "g")
    assert "Räknar" in seen_on_a_terminal(*asked, data=tmp_path, columns=0)
