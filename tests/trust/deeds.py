"""What decoders may do at worst; only the worker calls these, and finds them by their names."""

import os
import signal
import sys
import time
from pathlib import Path


def die(data):
    os.kill(os.getpid(), signal.SIGSEGV)


def spin(data):
    while True:
        pass


def sleep(data):
    time.sleep(60)


def grow(data):
    return bytes(2**31), {}


def leave(data):
    sys.exit("gone")


def chatter(data, folder):
    os.write(1, b"words that no answer holds")
    sys.stdout.write("more of them")
    try:
        Path(folder, "never").write_bytes(b"x")
    except OSError as error:
        return data, {"environment": sorted(os.environ), "refused": error.strerror}
