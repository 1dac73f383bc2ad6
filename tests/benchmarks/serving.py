"""Fifty people use one service at once, and one wants to harm it: python tests/benchmarks/serving.py [PEOPLE] [SECONDS]

Each person comes from an address of their own, checks a text of their own, has its files made, fetches all, and looks whether
every file has their words and nobody else's; then thinks for a moment, and begins again. The hostile one sends what is too
large, too slow, broken, or not theirs. Printed are what came of all that, how long the files took, and the memory of all
processes together. A file that is lost or another's, or an answer of 5xx that is no honest 503, makes the exit code 1.
"""

import asyncio
import io
import os
import random
import re
import statistics
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
LETTERS = "bcdfghjklmnpqrstvwxz"
TEXT = """\
---
title: News of {word}
lang: en-GB
---

# Opening

The {word} hall opens at six. {more}

- one {word}
- two more

| Day | Hours |
|---|---|
| Monday | 9 to 5 |
"""


def pages(number):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{number}/status").read_text())[1])


def family(number):
    found = [number]
    for file in Path(f"/proc/{number}/task").glob("*/children"):
        for child in file.read_text().split():
            found += family(int(child))
    return found


def memory(number):
    """Return the resident memory of a process and all that it started, in megabytes; shared pages count for each."""
    total = 0
    for one in family(number):
        try:
            total += pages(one)
        except (OSError, TypeError):  # it has just ended
            continue
    return total / 1024


class Crowd:
    def __init__(self, address, end):
        self.address = address
        self.end = end
        self.counts = Counter()
        self.statuses = Counter()
        self.took = []
        self.faults = []
        self.words = []

    def client(self, number):
        transport = httpx.AsyncHTTPTransport(local_address=f"127.0.{number // 250}.{number % 250 + 2}", retries=1)
        return httpx.AsyncClient(base_url=self.address, transport=transport, timeout=90)

    async def ask(self, client, method, url, *, hostile=False, **sent):
        answer = await client.request(method, url, **sent)
        self.statuses["hostile" if hostile else "people", answer.status_code] += 1
        honest = answer.status_code == 503 and int(answer.headers.get("retry-after", 0)) > 0
        if answer.status_code >= 500 and not honest:
            self.faults.append(f"{method} {url}: {answer.status_code} {answer.text[:200]}")
        return answer

    async def person(self, number, chance):
        word = "".join(chance.choices(LETTERS, k=8))
        self.words.append(word)
        async with self.client(number) as client:
            await asyncio.sleep(chance.uniform(0, 3))
            while time.monotonic() < self.end:
                text = TEXT.format(word=word, more=" ".join(chance.choices(("open", "warm", "dry"), k=60)))
                try:
                    await self.once(client, word, text)
                except httpx.HTTPError as error:
                    self.counts["lost"] += 1
                    self.faults.append(f"{word}: {type(error).__name__} {error}")
                await asyncio.sleep(chance.uniform(0.5, 3))

    async def once(self, client, word, text):
        checked = await self.ask(client, "POST", "/api/check", json={"text": text, "name": f"{word}.md"})
        if checked.status_code == 200 and checked.json()["exit_code"]:
            self.faults.append(f"{word}: the check finds errors")
        self.counts["checks"] += checked.status_code == 200
        begun = time.monotonic()
        answer = await self.ask(client, "POST", "/api/export?wait=20", json={"text": text, "name": f"{word}.md"})
        if answer.status_code in {429, 503}:
            self.counts["told to come again"] += 1
            await asyncio.sleep(min(int(answer.headers["retry-after"]), 10))
            return
        job = answer.json()
        while job.get("state") in {"waiting", "busy"}:
            await asyncio.sleep(1)
            job = (await self.ask(client, "GET", job["url"])).json()
        if job.get("state") != "ready":
            self.counts["lost"] += 1
            self.faults.append(f"{word}: {job}")
            return
        self.took.append(time.monotonic() - begun)
        for file in job["files"]:
            data = (await self.ask(client, "GET", file["url"])).content
            self.counts["files"] += 1
            if not is_of(word, file["name"], data):
                self.counts["swapped"] += 1
                self.faults.append(f"{word}: {file['name']} is another's, or broken")
        self.counts["texts made"] += 1
        await self.ask(client, "DELETE", job["url"])

    async def hostile(self, number, chance):
        async with self.client(number) as client:
            while time.monotonic() < self.end:
                for attack in (self.too_large, self.too_slow, self.bomb, self.nested, self.guess, self.flood):
                    try:
                        await attack(client, chance)
                    except httpx.HTTPError:
                        self.counts["attacks that were cut off"] += 1
                    self.counts["attacks"] += 1

    async def too_large(self, client, _):
        await self.ask(client, "POST", "/api/check", hostile=True, content=b"x" * 60_000_000, headers=JSON)

    async def too_slow(self, client, _):
        async def slowly():
            for _ in range(5):
                yield b"["
                await asyncio.sleep(0.5)

        await self.ask(client, "POST", "/api/check", hostile=True, content=slowly(), headers=JSON)

    async def bomb(self, client, _):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.md", b"0" * 120_000_000)
        files = {"file": ("bomb.zip", made.getvalue())}
        await self.ask(client, "POST", "/api/check", hostile=True, files=files)

    async def nested(self, client, _):
        await self.ask(
            client, "POST", "/api/export?wait=0", hostile=True, json={"text": "> " * 20_000 + "x", "lang": "en"}
        )

    async def guess(self, client, chance):
        for _ in range(20):
            name = "".join(chance.choices(LETTERS, k=22))
            answer = await self.ask(client, "GET", f"/api/jobs/{name}", hostile=True)
            self.counts["guesses that hit"] += answer.status_code == 200

    async def flood(self, client, _):
        long = {"text": f"# {'Long ' * 2000}\n\n" + "Words and words. " * 20_000, "lang": "en"}
        for _ in range(8):
            await self.ask(client, "POST", "/api/export?wait=0", hostile=True, json=long)


JSON = {"content-type": "application/json"}


def is_of(word, name, data):
    """Tell whether a file is whole and of the person whose word this is."""
    if name.endswith((".zip", ".docx", ".epub")):
        archive = zipfile.ZipFile(io.BytesIO(data))
        inside = b"".join(archive.read(one) for one in archive.namelist())
        return archive.testzip() is None and word.encode() in inside
    if name.endswith(".pdf"):
        return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") and name.startswith(word)
    return word.encode() in data


async def run(address, number, people, seconds):
    chance = random.Random(20)
    crowd = Crowd(address, time.monotonic() + seconds)
    seen = []

    async def watch():
        while True:
            seen.append((time.monotonic(), memory(number), pages(number) / 1024))
            await asyncio.sleep(1)

    watching = asyncio.create_task(watch())
    begun = time.monotonic()
    await asyncio.gather(
        *(crowd.person(one, random.Random(chance.random())) for one in range(people)),
        crowd.hostile(people, random.Random(chance.random())),
    )
    watching.cancel()
    return crowd, seen, time.monotonic() - begun


def main(people=50, seconds=60):
    call = [sys.executable, "-m", "triplicate", "serve", "--port", "0", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "exporters")}
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as service:
        address = service.stdout.readline().strip()
        httpx.post(f"{address}api/export", json={"text": "# Warm\n\nup", "lang": "en"}, timeout=120)
        crowd, seen, took = asyncio.run(run(address, service.pid, people, seconds))
        service.terminate()
    third = max(1, len(seen) // 3)
    print(f"{people} people and one hostile, {took:.0f} s")
    for name, count in sorted(crowd.counts.items()):
        print(f"  {name}: {count}")
    for (who, status), count in sorted(crowd.statuses.items()):
        print(f"  answers to {who}, {status}: {count}")
    if crowd.took:
        print(
            f"  seconds until files are ready: median {statistics.median(crowd.took):.1f}, most {max(crowd.took):.1f}"
        )
    for name, column in (("all processes", 1), ("the one that answers", 2)):
        first, last = (statistics.mean(one[column] for one in part) for part in (seen[:third], seen[-third:]))
        most = max(one[column] for one in seen)
        print(f"  memory of {name}: first third {first:.0f} MB, last third {last:.0f} MB, most {most:.0f} MB")
    for fault in crowd.faults[:20]:
        print(f"  FAULT {fault}")
    bad = crowd.faults or crowd.counts["lost"] or crowd.counts["swapped"] or crowd.counts["guesses that hit"]
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
