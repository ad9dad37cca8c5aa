"""A real installation: the server as it is started, over HTTP."""

import json
import re

from farled import __version__
from farled.cli.ports import own_address
from tests.support.command import farled, get, running


def test_it_answers_and_tells_how_it_is(tmp_path):
    with running("serve", data=tmp_path / "data") as port:
        status, headers, body = get(port, "/healthz")
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "status": "ok",
        "database": "sqlite",
        "version": __version__,
        "streams": 0,
    }


def test_files_have_names_that_never_change(tmp_path):
    data = tmp_path / "data"
    with running("serve", data=data) as port:
        named = json.loads((data / "static/staticfiles.json").read_text())["paths"]["ui/base.css"]
        assert re.fullmatch(r"ui/base\.[0-9a-f]{12}\.css", named)
        status, headers, _body = get(port, f"/static/{named}")
    assert status == 200
    assert "immutable" in headers["cache-control"]


def test_every_page_has_the_policy(tmp_path):
    with running("serve", data=tmp_path / "data") as port:
        _status, headers, _body = get(port, "/nowhere")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_lan_lets_the_phones_in_the_room_in(tmp_path):
    with running("serve", "--lan", data=tmp_path / "data") as port:
        at = f"{own_address()}:{port}"
        assert get(port, "/healthz", Host=at)[0] == 200
        assert get(port, "/healthz", Host="evil.example")[0] == 400
        assert f"http://{at}/" in (tmp_path / f"{port}.log").read_text()


def test_a_strange_host_is_refused(tmp_path):
    with running("serve", data=tmp_path / "data") as port:
        status, _headers, _body = get(port, "/healthz", Host="evil.example")
    assert status == 400


def test_behind_https_all_but_health_is_sent_there(tmp_path):
    with running("serve", data=tmp_path / "d", FARLED_URL="https://farled.example.se") as port:
        status, headers, _body = get(port, "/account/", Host="farled.example.se")
        assert (status, headers["location"]) == (301, "https://farled.example.se/account/")
        assert get(port, "/healthz", Host="localhost")[0] == 200
        through = {"Host": "farled.example.se", "X_Forwarded_Proto": "https"}
        status, headers, _body = get(port, "/healthz", **through)
        assert "strict-transport-security" in headers


def test_two_servers_do_not_share_one_sqlite(tmp_path):
    data = tmp_path / "data"
    with running("serve", data=data):
        second = farled("serve", "--port", "8999", data=data)
    assert second.returncode == 2
    assert "används redan av en annan Farled" in second.stderr


def test_a_port_that_is_taken(tmp_path):
    with running("serve", data=tmp_path / "one") as port:
        second = farled("serve", "--port", port, data=tmp_path / "two")
    assert second.returncode == 2
    assert f"det går inte att lyssna på 127.0.0.1:{port}" in second.stderr
