"""What a PDF needs, imported before workers are forked, if this machine has the libraries for it."""

from triplicate.system.machine import has_harfbuzz_subset

if has_harfbuzz_subset():
    from triplicate.formats.pdf import boxes, pipeline  # noqa: F401  they are imported to be there
