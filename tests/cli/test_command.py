"""The command itself: help, version, wrong words, in processes as a person starts them."""

import subprocess
import sys

import pytest

from farled import __version__
from tests.support.command import FARLED, environment, farled

COMMANDS = ("demo", "serve", "test", "bench", "backup", "restore", "check", "password")


def test_version(tmp_path):
    done = farled("--version", data=tmp_path)
    assert done.stdout.strip() == f"farled {__version__}"


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_needs_no_django_loads_none(tmp_path, word):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", str(FARLED), word],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "farled.cli.main" in done.stderr
    assert "django" not in done.stderr


def test_no_data_directory_is_made_by_asking_for_help(tmp_path):
    farled("--help", data=tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("language", "word"), [("sv_SE.UTF-8", "användning:"), ("en_US", "usage:")]
)
def test_every_command_explains_itself(tmp_path, command, language, word):
    done = farled(command, "--help", data=tmp_path, LANG=language)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{word} farled {command}")


def test_all_commands_are_named_in_the_help(tmp_path):
    printed = farled("--help", data=tmp_path).stdout
    assert all(f"    {command} " in printed for command in COMMANDS)


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["serve", "--nonsense"], ["serve", "--port", "x"], ["backup"]]
)
def test_wrong_words_get_the_usage(tmp_path, words):
    done = farled(*words, data=tmp_path)
    assert done.returncode == 2
    assert "användning: farled" in done.stderr
    assert "fel:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "-1", "70000", str(10**30)])
def test_a_port_that_is_none(tmp_path, port):
    done = farled("serve", f"--port={port}", data=tmp_path)
    assert done.returncode == 2
    assert "porten ska vara ett tal från 1 till 65535" in done.stderr


def test_a_measurement_that_does_not_exist(tmp_path):
    done = farled("bench", "nonsense", data=tmp_path)
    assert done.returncode == 2
    assert "mätningen nonsense finns inte" in done.stderr


def test_a_file_with_an_odd_name_is_still_one_sentence(tmp_path):
    done = farled("analyse", "map", "borta\n\x1b[2J.csv", data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "\x1b" not in done.stderr
