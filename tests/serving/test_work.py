"""Jobs and what is kept: nobody sees another's, the death of a process is told, and nothing stays for ever."""

import array
import os
import subprocess
import sys
import tempfile
import time
import weakref
import zlib
from pathlib import Path

import pytest

from triplicate.serving import making
from triplicate.serving.drafts import Answers, Draft
from triplicate.serving.errors import BusyError, GoneError, RefusedError, TooManyError
from triplicate.serving.settings import Settings
from triplicate.serving.states import Busy, Failed, Ready, Waiting
from triplicate.serving.storing import Store, address
from triplicate.serving.work import Work
from triplicate.system.pool import Call, EndedError, FullError, Limits, Pool, StoppedError, TooLongError

TEXT = "---\ntitle: {}\nlang: en\n---\n\nWords of {}.\n"


CLUSTERED = """
import asyncio
from distributed import LocalCluster, get_worker
from triplicate.jobs import cluster as clusters
from triplicate.jobs.cluster import Cluster
from triplicate.serving.drafts import Answers, Draft
from triplicate.serving.settings import Settings
from triplicate.serving.work import Work

OWN = clusters.versions()


def versions():
    \"\"\"Return what is installed; on a worker that came late, something else.\"\"\"
    try:
        late = get_worker().name == 1
    except ValueError:
        late = False
    return {**OWN, **({"Triplicate": "another"} if late else {})}


def who():
    return get_worker().name


if __name__ == "__main__":
    of_dask = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "protocol": "tcp", "dashboard_address": None}
    with LocalCluster(**of_dask) as local, Cluster(local.scheduler_address) as cluster:
        work = Work(Settings(jobs=1), cluster)
        draft = Draft("---\\ntitle: alder\\nlang: en\\n---\\n\\nWords.", "a.md", answers=Answers(formats=("html",)))
        name = work.start(draft)
        steps = work.state(name).names
        call = work._jobs[name].call
        state = asyncio.run(work.wait(name, 60))
        print(type(state).__name__.lower(), getattr(state, "title", state), tuple(call.told) == steps or call.told)
        work.close()

        clusters.versions = versions
        local.scale(2)
        local.wait_for_workers(2)
        print({call.result() for call in [cluster.submit(who) for _ in range(6)]}, len(cluster._others))
"""
"""What a cluster of Dask in a process of its own makes."""


class Hands:
    """An executor as another make of it would be: it does what it is told, when it is told."""

    def __init__(self):
        self.calls = []

    def submit(self, function, *arguments):
        self.calls.append(Call(function, arguments))
        return self.calls[-1]

    def work(self):
        for call in self.calls:
            if call.set_running_or_notify_cancel():
                call.set_result(call.function(*call.arguments))
        self.calls.clear()


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def bench(hands, clock):
    """Work whose files are made by hand, with a clock that is set by hand."""
    work = Work(Settings(jobs=1, keep=600, each=3), hands, clock)
    yield work
    work.close()


def made(words):
    return Draft(TEXT.format(words, words), f"{words}.md", answers=Answers(formats=("html",)))


@pytest.fixture(scope="module")
def done():
    """Two people's jobs, done by hand in one service."""
    hands, clock = Hands(), Clock()
    work = Work(Settings(jobs=1, keep=600), hands, clock)
    names = [work.start(made(words)) for words in ("alder", "birch")]
    hands.work()
    yield work, names, clock
    work.close()


def test_each_job_has_its_own_files_and_no_other(done):
    work, names, _ = done
    for name, own, other in zip(names, ("alder", "birch"), ("birch", "alder"), strict=True):
        state = work.state(name)
        assert isinstance(state, Ready)
        assert (state.title, state.lang, state.same) == (own, "en", True)
        assert [file.name for file in state.files] == [f"{own}.html"]
        for file in (f"{own}.html", state.report, state.evidence, state.archive):
            data = work.file(name, file).read_bytes()
            assert own.encode() in data
            assert other.encode() not in data
        for wrong in (f"{other}.html", "../" + file, "draft.json", "", ".", "/etc/passwd", f"{own}.html\0"):
            with pytest.raises(GoneError):
                work.file(name, wrong)
    assert len(set(names)) == 2
    assert min(map(len, names)) >= 22


def test_what_is_told_of_files_is_true(done):
    work, (name, _), _ = done
    state = work.state(name)
    (file,) = state.files
    assert file.size == work.file(name, file.name).stat().st_size
    assert (file.kind, file.edition, file.lang, file.differences) == ("html", "standard", "en", ())
    assert (state.compared.headings, state.compared.differences, state.compared.languages) == (1, 0, ("en",))
    assert state.compared.checks["passed"] > 100
    ((_, rows),) = state.outlines.sections
    assert [row.words for row in rows] == ["alder", "Words of alder."]
    assert all(row.same for row in rows)
    assert "Words of alder." in state.outlines.spoken["alder.html"]
    assert state.record["files"] == ["alder.html"]
    assert state.archive_size == work.file(name, state.archive).stat().st_size


def test_a_job_waits_and_is_kept_as_long_as_was_said(bench, hands, clock):
    name = bench.start(made("alder"))
    assert bench.state(name) == Busy(0, ("read", "check", "html", "compare", "report"))
    assert bench.draft_of(name) == made("alder")
    hands.work()
    state = bench.state(name)
    assert state.expires == clock.now + 600
    folder = bench.file(name, "alder.html").parent
    clock.now += 601
    for asked in (bench.state, bench.draft_of, bench.stop):
        with pytest.raises(GoneError):
            asked(name)
    with pytest.raises(GoneError):
        bench.file(name, "alder.html")
    bench.tidy()
    assert not folder.exists()
    assert bench.figures()["kept_bytes"] == 0


def test_a_job_that_is_stopped_leaves_nothing(bench, hands):
    name, other = bench.start(made("alder")), bench.start(made("birch"))
    bench.stop(name)
    hands.work()
    with pytest.raises(GoneError):
        bench.state(name)
    assert isinstance(bench.state(other), Ready)
    bench.stop(other)
    assert bench.figures()["kept_bytes"] == 0


def test_one_address_may_have_so_many_jobs_and_others_have_theirs(bench):
    token = address.set("192.0.2.1")
    for _ in range(3):
        bench.start(made("alder"))
    with pytest.raises(TooManyError):
        bench.start(made("alder"))
    address.set("192.0.2.2")
    assert bench.start(made("birch"))
    address.reset(token)


def test_an_edition_that_is_not_known_is_refused(bench, hands):
    for name in ("no-such", "../evil", "/etc/passwd.toml", "standard.toml"):
        with pytest.raises(RefusedError):
            bench.start(Draft("x", answers=Answers(editions=(name,))))
    assert hands.calls == []


def test_a_text_with_errors_and_one_with_a_fault_of_ours_fail_with_the_reason(bench, hands, caplog, monkeypatch):
    name = bench.start(Draft("No title, no language."))
    hands.work()
    failed = bench.state(name)
    assert (failed.kind, failed.number) == ("text", "")
    assert {finding["code"] for finding in failed.record["findings"]} == {"M001", "M002"}
    monkeypatch.setattr("triplicate.jobs.order.Witness.prove", lambda *_: 1 / 0)
    name = bench.start(made("secretword"))
    hands.work()
    failed = bench.state(name)
    assert failed.kind == "fault"
    assert failed.number in caplog.text
    assert "jobs/order.py:" in caplog.text
    assert "secretword" not in caplog.text


def test_a_house_has_its_own_editions(tmp_path, hands):
    (tmp_path / "house.toml").write_text('extends = "standard"\ndescription = "Our own"\n')
    work = Work(Settings(styles=tmp_path), hands)
    try:
        assert ("house", "Our own") in work.editions()
        draft = Draft(TEXT.format("a", "a"), "a.md", answers=Answers(editions=("house", "standard"), formats=("html",)))
        name = work.start(draft)
        hands.work()
        assert [(one.name, one.edition) for one in work.state(name).files] == [
            ("a-house.html", "house"),
            ("a.html", "standard"),
        ]
    finally:
        work.close()


def test_drafts_are_kept_as_they_are(bench, clock):
    draft = Draft(
        "Wörter \ud800", "a.txt", {"../x.png": b"1", "y": b""}, Answers(lang="cy", formats=("pdf",)), ("doubt",)
    )
    name = bench.keep(draft)
    assert bench.kept(name) == draft
    assert bench.keep(made("alder"), name) == name
    assert bench.kept(name) == made("alder")
    clock.now += 601
    with pytest.raises(GoneError):
        bench.kept(name)
    assert bench.keep(draft, name) != name
    for wrong in ("", "..", "x" * 22, "../../etc"):
        with pytest.raises(GoneError):
            bench.kept(wrong)


def test_what_is_kept_is_bounded_for_all_and_for_each(tmp_path):
    store = Store(60, 4000)
    try:
        token = address.set("192.0.2.1")
        first = store.new()
        store.write(first, {"a": b"x" * 900})
        with pytest.raises(TooManyError):
            store.write(store.new(), {"a": b"x" * 200})
        address.reset(token)
        for number in range(3):
            token = address.set(f"192.0.2.{number + 2}")
            store.write(store.new(), {"a": b"x" * 1000})
            address.reset(token)
        token = address.set("192.0.2.9")
        with pytest.raises(BusyError):
            store.write(store.new(), {"a": b"x" * 200})
        address.reset(token)
        assert store.size == 3900
    finally:
        store.close()


def test_what_a_killed_service_left_is_removed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    living, killed = Store(60, 4000), Store(60, 4000)
    for store in (living, killed):
        store.write(store.new(), {"a": b"x"})
        os.utime(store._root, (0, 0))
    os.close(killed._lock_of_root)  # as the system does when a process ends
    (tmp_path / "triplicate-served-new").mkdir()
    (tmp_path / "triplicate-other").mkdir()
    os.utime(tmp_path / "triplicate-other", (0, 0))
    last = Store(60, 4000)
    assert living._root.exists()
    assert not killed._root.exists()
    assert {path.name for path in tmp_path.iterdir()} == {
        *("triplicate-served-new", "triplicate-other"),
        *(store._root.name for store in (living, last)),
    }
    for store in (living, last):
        store.close()
        store.close()


# Processes


def _wait_until(sign):
    end = time.monotonic() + 50
    while not sign():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("scratch")
    pool = Pool(1, Limits(seconds=60, memory=400_000_000), preload=(), scratch=scratch, waiting=1)
    pool.scratch = scratch
    yield pool
    pool.close()
    assert list(scratch.iterdir()) == []


def test_the_end_of_a_process_is_told_and_the_next_call_is_done(pool):
    with pytest.raises(EndedError) as ended:
        pool.submit(os._exit, 7).result()
    assert "exit code 7" in str(ended.value)
    with pytest.raises(EndedError) as ended:
        pool.submit(os.abort).result()
    assert "SIGABRT" in str(ended.value)
    assert pool.submit(len, "abc").result() == 3


def test_time_and_memory_are_bounded(pool, tmp_path):
    hasty = Pool(1, Limits(seconds=0.2, memory=400_000_000), preload=(), scratch=tmp_path, waiting=1)
    with pytest.raises(TooLongError):
        hasty.submit(time.sleep, 60).result(50)
    hasty.close()
    with pytest.raises(MemoryError):
        pool.submit(bytes, 800_000_000).result()
    assert pool.submit(len, "abc").result() == 3


def test_calls_wait_in_line_can_be_stopped_and_are_refused_if_too_many_wait(pool):
    first = pool.submit(time.sleep, 50)
    _wait_until(first.running)
    second = pool.submit(len, "ab")
    assert (pool.place(first), pool.place(second)) == (0, 1)
    with pytest.raises(FullError):
        pool.submit(len, "abc")
    first.stop()
    with pytest.raises(StoppedError):
        first.result(20)
    assert second.result(20) == 2


def test_while_others_wait_nobody_has_two_processes(tmp_path):
    pool = Pool(2, Limits(seconds=60, memory=400_000_000), preload=(), scratch=tmp_path, waiting=5)
    try:
        long = pool.submit_for("hostile", time.sleep, 50)
        _wait_until(long.running)
        blocked = [pool.submit_for("kind", time.sleep, 0.3), pool.submit_for("hostile", time.sleep, 50)]
        assert pool.submit_for("patient", len, "abc").result(50) == 3
        assert blocked[0].done()
        assert not blocked[1].done()
        _wait_until(blocked[1].running)
    finally:
        pool.close()


def test_temporary_files_lie_in_a_folder_of_the_process(pool):
    folder = pool.submit(tempfile.mkdtemp).result()
    assert Path(folder).parent.parent == pool.scratch
    with pytest.raises(EndedError):
        pool.submit(os._exit, 1).result()
    assert not Path(folder).exists()


def test_nothing_is_kept_of_a_call_until_the_next_one(tmp_path):
    pool = Pool(1, Limits(60, 4_000_000_000), preload=(), scratch=tmp_path, waiting=1)
    try:
        process = pool.submit(os.getpid).result()

        def resident():
            return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

        # Less than a process may grow by before it gives back what the C library keeps of memory that was freed.
        given = bytes(100_000_000)
        bound = resident() + 60_000_000
        assert pool.submit(len, given).result() == 100_000_000
        _wait_until(lambda: resident() < bound)
        with pytest.raises(zlib.error):
            pool.submit(zlib.decompress, given).result()
        _wait_until(lambda: resident() < bound)

        given = array.array("b", b"abc")
        seen = weakref.ref(given)
        assert pool.submit(len, given).result() == 3
        del given
        _wait_until(lambda: seen() is None)
    finally:
        pool.close()


def test_processes_are_warmed_before_they_have_work(tmp_path):
    pool = Pool(2, Limits(10, 500_000_000), preload=(), scratch=tmp_path, waiting=5)
    try:
        assert not list(tmp_path.iterdir())
        pool.warm(tempfile.mkdtemp)
        _wait_until(lambda: len(list(tmp_path.glob("*/*"))) == 2)
        with pytest.raises(EndedError):
            pool.submit(os._exit, 1).result()  # the folder of its process goes with it
        _wait_until(lambda: len(list(tmp_path.glob("*/*"))) == 2)
    finally:
        pool.close()


def test_what_kills_processes_does_not_warm_them(tmp_path):
    pool = Pool(1, Limits(10, 500_000_000), preload=(), scratch=tmp_path, waiting=5)
    try:
        pool.warm(os._exit, 1)
        assert pool.submit(len, "four").result() == 4
    finally:
        pool.close()


def test_a_process_that_dies_is_told_to_the_person(pool):
    class Deadly:
        """An executor whose processes die of everything."""

        def submit(self, *_):
            return pool.submit(os._exit, 1)

    work = Work(Settings(jobs=1), Deadly())
    try:
        name = work.start(made("alder"))
        _wait_until(lambda: isinstance(work.state(name), Failed))
        failed = work.state(name)
        assert (failed.kind, "press again" in failed.reason) == ("died", True)
        assert work.draft_of(name) == made("alder")
    finally:
        work.close()


def test_a_cluster_makes_the_files(tmp_path):
    """It takes the same function as processes do, tells its steps, and is spared a worker that would make others."""
    (tmp_path / "clustered.py").write_text(CLUSTERED)
    environment = {**os.environ, "PYTHONPATH": str(Path(making.__file__).parents[2])}
    call = [sys.executable, "clustered.py"]
    made = subprocess.run(call, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=100)
    assert made.stdout.split("\n") == ["ready alder True", "{0} 1", ""], made.stderr


def test_the_queue_is_bounded(tmp_path):
    work = Work(Settings(jobs=1, queue=1, rate=100_000))
    try:
        blocked = work._making.submit(time.sleep, 50)
        _wait_until(blocked.running)
        waiting = work.start(made("alder"))
        state = work.state(waiting)
        assert isinstance(state, Waiting)
        assert (state.place, state.seconds > 0) == (1, True)
        kept = work.figures()["kept_bytes"]
        with pytest.raises(BusyError) as busy:
            work.start(made("birch"))
        assert busy.value.seconds > 0
        assert work.figures()["kept_bytes"] == kept
    finally:
        work.close()
    assert work._jobs[waiting].done
