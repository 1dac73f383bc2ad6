"""The side of the worker: it does what it is told until its input ends, within its bounds."""

import importlib
import json
import os
import resource
import sys
from typing import Any

from triplicate.pictures.frames import HEAD, framed


def serve() -> None:
    """Answer calls until there are no more."""
    megabytes, seconds = int(sys.argv[2]), int(sys.argv[3])
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    for kind, most in (
        (resource.RLIMIT_DATA, megabytes * 2**20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, allowed = resource.getrlimit(kind)
        # Nobody but root may raise a bound that somebody has set.
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (least, least))
    while head := calls.read(HEAD.size):
        fields, size = HEAD.unpack(head)
        call, data = json.loads(calls.read(fields)), calls.read(size)
        _allow(seconds)
        answers.write(_answer(call, data, megabytes))
        answers.flush()


def _allow(seconds: int) -> None:
    """Bound what the next call takes of the processor; the system ends the process that takes more (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(call: dict[str, Any], data: bytes, megabytes: int) -> bytes:
    try:
        function = getattr(importlib.import_module(call["module"]), call["function"])
        made, fields = function(data, **call["arguments"])
    except MemoryError:
        return framed({"problem": f"it takes more than {megabytes} MB of memory", "stopped": True}, b"")
    # Decoders raise whatever they stumble on in a damaged file: SyntaxError for PNG chunks, struct.error, EOFError,
    # ValueError, DecompressionBombError (Pillow 13); what panics in Rust (resvg-py 0.5) is no Exception.
    except BaseException as error:  # noqa: BLE001
        return framed({"problem": str(error) or type(error).__name__, "stopped": False}, b"")
    return framed(fields, made)
