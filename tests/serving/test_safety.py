"""Who may ask what, how much, and what a browser may do with the answer."""

import logging
import re

import pytest
from starlette.routing import Route

from tests.serving.conftest import HOME
from triplicate.serving.safety import HEADERS

SECRET = "Nobody may know this sentence"


@pytest.fixture(scope="module")
def quiet(client):
    """The shared client, for requests that no process works on."""
    return client


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("192.0.2.7", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example:8765", 400),
        ("localhost.evil.example", 400),
        ("[::1", 400),
        ("", 400),
    ],
)
def test_only_hosts_that_no_other_site_can_point_here_are_answered(quiet, host, status):
    assert quiet.get("/health", headers={"host": host}).status_code == status


def test_a_name_that_is_allowed_is_answered(served):
    client = served(names=("texts.example",))
    assert client.get("/health", headers={"host": "Texts.example:443"}).status_code == 200
    assert client.get("/health", headers={"host": "other.example"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/api/check", "/draft", "/text", "/api/jobs/x"])
def test_another_site_can_change_nothing(quiet, path, headers):
    method = "DELETE" if path.endswith("/x") else "POST"
    answer = quiet.request(method, path, headers=headers)
    assert answer.status_code == 403
    assert "Another site" in answer.text


def test_our_own_pages_and_programs_may_ask(client):
    for headers in ({"origin": HOME, "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {}):
        answer = client.post("/api/check", json={"text": "# A"}, headers=headers)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "path", ["/", "/api", "/health", "/metrics", "/no/such/page", "/api/jobs/unknown", "/static/page.css"]
)
def test_every_answer_has_the_headers(quiet, path):
    answer = quiet.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value or name == "cache-control"
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_fault_of_ours_tells_a_number_and_nothing_else(served, caplog):
    client = served()

    async def broken(_):
        raise ValueError(SECRET)

    client.app.router.routes.insert(0, Route("/broken", broken))
    with caplog.at_level(logging.INFO):
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]
    (number,) = re.findall(r"number=(\w+)", caplog.text)
    assert number in answer.text
    assert SECRET not in answer.text + caplog.text


def test_the_log_has_no_text_and_no_name_that_only_its_owner_knows(client, caplog):
    with caplog.at_level(logging.DEBUG, "triplicate.serving"):
        answer = client.post("/api/check", json={"text": f"# {SECRET}\n\n\0", "lang": "en"})
        assert answer.status_code == 200
        client.get("/api/jobs/guess-me-if-you-can/files/secret.pdf")
        client.get(f"/{SECRET}")
    assert "POST /api/check 200" in caplog.text
    assert "GET /api/jobs/{id}/files/{name} 410" in caplog.text
    assert "GET - 404" in caplog.text
    assert SECRET not in caplog.text
    assert "guess-me" not in caplog.text


def test_what_is_too_large_is_refused_whether_it_says_so_or_not(served):
    client = served(largest_body=100_000)
    body = b'{"text": "' + b"x" * 100_000 + b'"}'

    def parts():
        for start in range(0, len(body), 5000):
            yield body[start : start + 5000]

    for content in (body, parts()):
        answer = client.post("/api/check", content=content, headers={"content-type": "application/json"})
        assert answer.status_code == 413
        assert "The most is" in answer.json()["error"]


def test_uploads_that_are_under_way_are_bounded_together(served):
    client = served(largest_body=1000, in_flight=500)
    for content in (b"x" * 600, iter([b"x" * 300, b"x" * 300])):
        answer = client.post("/api/check", content=content, headers={"content-type": "application/json"})
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
    enough = client.post("/api/check", content=b"x" * 400, headers={"content-type": "application/json"})
    assert enough.status_code == 400


def test_an_address_that_asks_for_much_is_told_when_to_try_again(served):
    client = served(rate=8)
    told = [client.post("/api/check", headers={"content-type": "text/plain"}).status_code for _ in range(9)]
    assert told == [415] * 8 + [429]
    answer = client.post("/api/check")
    assert answer.headers["retry-after"] in {"7", "8"}
    assert f"Try again in {answer.headers['retry-after']} seconds" in answer.json()["error"]
    page = client.get("/")
    assert page.status_code == 429
    assert page.headers["content-type"].startswith("text/html")
    assert client.get("/health").status_code == 200


def test_a_token_lets_in_who_knows_it(served):
    assert "Its one cookie is" in served().get("/").text
    client = served(token="swordfish")
    for answer in (
        client.get("/"),
        client.get("/?token=guess", follow_redirects=False),
        client.post("/api/check?token=swordfish", json={"text": ""}),
        client.get("/api", headers={"authorization": "Bearer guess"}),
        client.get("/", headers={"cookie": "triplicate=swordfish"}),
    ):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    client.cookies.clear()
    assert client.get("/health").status_code == 200
    assert client.get("/api", headers={"authorization": "Bearer swordfish"}).status_code == 200
    entered = client.get("/?speak=cy&token=swordfish", follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/?speak=cy")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "swordfish" not in cookie
    page = client.get("/")
    assert page.status_code == 200
    assert "Its two cookies are" in page.text


def test_the_way_in_leads_to_no_other_site(served):
    client = served(token="swordfish")
    answer = client.get("//evil.example/?token=swordfish", follow_redirects=False)
    assert answer.status_code == 401 or not answer.headers["location"].startswith("//")
