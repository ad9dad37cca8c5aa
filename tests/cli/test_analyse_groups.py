"""`farled analyse groups`: the contract's keys, on a real conversation."""

import json

import pytest

from tests.support.command import farled
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
