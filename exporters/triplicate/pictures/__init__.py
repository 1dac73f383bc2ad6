"""A process of its own for decoders and drawing programs, which meet the bytes of strangers.

What they do there is bounded in memory and time. If they die, they die alone: the picture is refused by name, and the
work goes on in a new process. One process serves a whole run, and none is started while no text has a picture.
"""

from triplicate.pictures.client import WorkError, work

__all__ = ["WorkError", "work"]
