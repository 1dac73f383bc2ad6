"""The command that shows the page and answers programs."""

import argparse
import logging
import os
import signal
import socket
import sys
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

from triplicate.cli.asked import cluster_at
from triplicate.errors import MissingToolError, UsageError
from triplicate.system.workers import usable_cores

_WAITING = 128  # connections that wait to be answered
_KEPT = 75  # seconds that a connection stays open: longer than proxies keep theirs, which would find it closed
_GRACE = 5  # seconds that answers under way have to end
_MOST_CONNECTIONS = 500


def serve(options: argparse.Namespace) -> int:
    """Show the page until the program is interrupted. That is no failure."""
    try:
        import jinja2  # noqa: F401  that all of the extra is there is seen before anything is printed
        import python_multipart  # noqa: F401
        import uvicorn

        from triplicate.serving.app import create_app
    except ImportError as error:
        raise MissingToolError(
            f"the page needs a package that is not installed ({error.name}); get it with: pip install 'triplicate[web]'"
        ) from error
    from triplicate.serving.settings import Settings

    settings = Settings(
        host=options.host,
        port=_within(options.port, "--port", range(65536)),
        names=tuple(options.name),
        styles=_folder(options.styles),
        jobs=usable_cores() if options.jobs is None else _within(options.jobs, "--jobs", range(1, 257)),
        token=os.environ.get("TRIPLICATE_TOKEN", "") if options.token is None else options.token,
        keep=60 * _within(options.keep, "--keep", range(1, 7 * 24 * 60 + 1)),
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    logging.getLogger("triplicate.serving").setLevel(logging.INFO)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # it tells what is odd in forms, and names it
    with _bound(settings.host, settings.port) as listening, cluster_at(options.dask) as cluster:
        app = create_app(settings, cluster)
        configuration = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # its lines hold the names of jobs, which only their owners are to know
            server_header=False,
            proxy_headers=options.proxy is not None,
            forwarded_allow_ips=options.proxy,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_KEPT,
            timeout_graceful_shutdown=_GRACE,
        )
        _greet(settings.host, listening.getsockname()[1], settings.token)
        # uvicorn 0.34 sends itself the signal that ended it, once it has ended.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            uvicorn.Server(configuration).run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            app.state.work.close()
    return 0


def _within(number: int, option: str, numbers: range) -> int:
    if number not in numbers:
        raise UsageError(f"{option} wants a number from {numbers.start} to {numbers.stop - 1}, not {number}")
    return number


def _folder(name: str | None) -> Path | None:
    if name is None:
        return None
    if not Path(name).is_dir():
        raise UsageError(f"--styles: there is no folder {name}")
    return Path(name)


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError if the address cannot be had."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(_WAITING)
    except OSError as error:
        raise UsageError(
            f"cannot listen at {host}, port {port}: {error.strerror}; choose another one with --port or --host"
        ) from error
    return listening


def _greet(host: str, port: int, token: str) -> None:
    """Print the link; on standard error what is to be known of it."""
    try:
        address = ip_address(host)
        local, everywhere = address.is_loopback, address.is_unspecified
        shown = f"[{host}]" if address.version == 6 else host
    except ValueError:
        local, everywhere, shown = host == "localhost", False, host
    query = f"?token={quote(token, safe='')}" if token else ""
    print(f"http://{'localhost' if everywhere else shown}:{port}/{query}", flush=True)
    print("Open this address in a browser. Ctrl-C ends the service.", file=sys.stderr)
    if not local and not token:
        print(
            "Warning: whoever reaches this machine over the network can use the page. --token bounds that.",
            file=sys.stderr,
        )
