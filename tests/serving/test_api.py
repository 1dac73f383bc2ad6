"""The API: what the command line prints, what its description says, and no fault whatever is sent."""

import base64
import contextlib
import io
import itertools
import json
import os
import shlex
import zipfile
from pathlib import Path

import hypothesis
import jsonschema_rs
import pytest
import schemathesis
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
)

from tests.manual.parts import PARTS, pieces
from triplicate import cli
from triplicate.serving.openapi import described

SOURCE = Path(__file__).parents[2] / "source"
RELEASE = (SOURCE / "plain-release.txt").read_text()
PICTURES = {f"pictures/{file.name}": file.read_bytes() for file in (SOURCE / "pictures").iterdir()}
TRIES = int(os.environ.get("TRIPLICATE_REQUESTS", "2"))
"""How many requests are tried of each operation."""

MODES = list(schemathesis.GenerationMode) if TRIES > 2 else [schemathesis.GenerationMode.POSITIVE]
"""Requests that the description allows; where many are tried, also such that it does not, which take long to make."""


@pytest.fixture(scope="module")
def description(client):
    return client.get("/api/openapi.json").json()


@pytest.fixture(scope="module")
def job(client):
    """A job that is done: a release with pictures and two editions, sent as a form."""
    files = [("file", ("news/news-release.md", (SOURCE / "news-release.md").read_bytes()))]
    files += [("file", (f"news/{name}", data)) for name, data in PICTURES.items()]
    answer = client.post(
        "/api/export?wait=60", files=files, data={"editions": ["standard", "print"], "formats": ["html"]}
    )
    assert answer.status_code == 200
    return answer.json()


NOT_ASKED = [positive_data_acceptance, negative_data_rejection, unsupported_method, ignored_auth]
"""Checks that are left out: editions and pictures may be wrong in ways that no schema says, everything in a form is text,
and there is no token."""


def matches(description, name, value):
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(value)
    return True


@pytest.mark.parametrize("text", [RELEASE, RELEASE.replace("UK and France", "\x85 UK")])
def test_a_check_says_what_the_command_line_says(client, description, tmp_path, capsys, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    Path("release.txt").write_text(text, encoding="utf-8", newline="")
    cli.run(["check", "release.txt", "--json"])
    said = json.loads(capsys.readouterr().out)
    answer = client.post("/api/check", json={"text": text, "name": "release.txt"})
    assert answer.json() == said
    assert said["findings"]
    assert matches(description, "OutcomeRecord", said)


def test_an_export_says_what_the_command_line_says(job, description, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(SOURCE)
    cli.run(
        [
            "export",
            "news-release.md",
            "--json",
            "--style",
            "standard,print",
            "--formats",
            "html",
            "--to",
            str(tmp_path),
            "--report",
            str(tmp_path),
        ]
    )
    said = json.loads(capsys.readouterr().out.replace(f"{tmp_path}/", ""))
    assert matches(description, "ApiJob", job)
    assert job["state"] == "ready"
    assert job["outcome"] == said


def test_files_are_fetched_as_what_they_are_and_nothing_runs_in_them(client, job):
    names = [file["name"] for file in job["files"]]
    assert names == [
        *("news-release.html", "news-release-print.html", "news-release-report.html", "news-release-report.json"),
        "news-release.zip",
    ]
    for file in job["files"]:
        answer = client.get(file["url"])
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        shown = answer.headers["content-disposition"].partition(";")[0]
        assert shown == ("inline" if file["name"].endswith("-report.html") else "attachment")
        assert file["about"] is None or file["about"]["size"] == len(answer.content)
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == names[:-1]
    assert archive.read("news-release.html") == client.get(job["files"][0]["url"]).content


def test_pictures_come_as_base64_and_answers_beside_the_text(client):
    sent = {
        "text": "Words.\n\n![A wave](pictures/waves.png)\n",
        "title": "Waves",
        "lang": "en-GB",
        "pictures": {"waves.png": base64.b64encode(PICTURES["pictures/waves.png"]).decode()},
    }
    assert client.post("/api/check", json=sent).json()["exit_code"] == 0


def test_the_service_answers_as_the_manual_shows(client):
    (serving,) = (part for part in PARTS if part.stem == "serving")
    shown = pieces(serving)
    (at,) = (at for at, piece in enumerate(shown) if piece.code.startswith("curl "))
    _, option, body, address = shlex.split(shown[at].code)
    assert option == "--json" and address.startswith("http://localhost:8765/")
    answer = client.post(
        address.removeprefix("http://localhost:8765"), content=body, headers={"content-type": "application/json"}
    )
    assert shown[at + 1].code.strip() in answer.text


def test_lines_are_those_of_the_text_that_was_sent(client):
    sent = {"text": "# Prices\n\n![](card.png)\n", "lang": " en-GB ", "publisher": "The library"}
    found = client.post("/api/check", json=sent).json()["findings"]
    assert {(one["line"], one["code"]) for one in found} == {(3, "I001"), (3, "I009")}


def test_a_text_that_must_be_mended_fails_with_its_findings(client, description):
    job = client.post("/api/export", json={"text": "Words."}).json()
    assert matches(description, "ApiJob", job)
    assert job["state"] == "failed"
    assert {finding["code"] for finding in job["outcome"]["findings"]} == {"M001", "M002"}


def test_a_job_is_asked_for_and_forgotten(client):
    answer = client.post("/api/export?wait=0", json={"text": "# A\n\nb", "lang": "en", "formats": ["html"]})
    assert answer.status_code == 202
    where = answer.headers["location"]
    assert int(answer.headers["retry-after"]) > 0
    assert client.get(where).json()["state"] in {"waiting", "busy", "ready"}
    assert client.delete(where).status_code == 204
    assert client.get(where).status_code == 410
    assert client.delete(where).status_code == 410
    assert client.get(f"{where}/files/text.html").status_code == 410


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"[", 400, "not JSON"),
        (b"\xff", 400, "not JSON"),
        (b"[" * 100_000, 400, "not JSON"),
        (b"[]", 422, "must be an object"),
        (b"{}", 422, "“text” is missing"),
        (b'{"text": 1}', 422, "“text” must be a string"),
        (b'{"text": "", "colour": ""}', 422, "“colour” is not known"),
        (b'{"text": "", "formats": ["odt"]}', 422, "no format “odt”"),
        (b'{"text": "", "formats": "pdf"}', 422, "a list of strings"),
        (b'{"text": "", "pictures": {"a.png": "?"}}', 422, "base64"),
        (b'{"text": "\\ud800"}', 422, "half a character"),
        (b'{"text": "", "editions": ["no-such"]}', 422, "no edition “no-such”"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(client, sent, status, said):
    answer = client.post("/api/export", content=sent, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert said in answer.json()["error"]


def test_other_kinds_of_bodies_are_refused(client):
    for kind in ("text/plain", "application/xml", ""):
        assert client.post("/api/check", content=b"x", headers={"content-type": kind}).status_code == 415
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/api/check", content=b"--y\r\nnothing", headers=broken).status_code in {400, 422}
    assert client.post("/api/check", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400


def test_the_description_is_valid_and_documented_on_a_page(client, description):
    jsonschema_rs.validate({"required": ["properties"]}, description["components"]["schemas"]["PostedDraft"])
    page = client.get("/api").text
    for path, methods in description["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    for name, schema in description["components"]["schemas"].items():
        assert f'id="{name}"' in page
        assert schema["description"]
    assert "http://" not in page
    assert described(()) == {**description, "paths": {}, "components": {**description["components"], "schemas": {}}}


def test_figures_are_there_for_prometheus(client):
    lines = client.get("/metrics").text.splitlines()
    samples = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert float(samples['triplicate_answers_total{method="GET",status="200"}']) > 0
    assert all(float(value) >= 0 for value in samples.values())


def test_no_request_leads_to_a_fault(client, description):
    """Whatever is sent, answers are what the description says, and none tells a fault of ours."""
    schema = schemathesis.openapi.from_dict(description)
    schema.app = client.app
    counts = {}
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation, mode in itertools.product(operations, MODES):

        @hypothesis.settings(
            max_examples=TRIES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def send(case):
            if case.query and "wait" in case.query:
                case.query["wait"] = "0"  # a search has no time to wait for files
            answer = case.call(headers={"host": "127.0.0.1"}, timeout=60)
            counts[answer.status_code] = counts.get(answer.status_code, 0) + 1
            case.validate_response(answer, excluded_checks=NOT_ASKED)

        # Nothing can be sent to an address without parameters that its description does not say.
        with contextlib.suppress(hypothesis.errors.Unsatisfiable):
            send()
    print(f"answers by status: {counts}")  # noqa: T201  figures for who asked for many
    assert not {status for status in counts if status >= 500 and status != 503}
