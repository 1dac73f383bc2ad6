"""``python -m triplicate``."""

from triplicate.cli import main

main()
