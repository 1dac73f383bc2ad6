"""Taking in: a file of any origin becomes a document, with every doubt named.

The outline that a reader of the format makes of the file (:mod:`triplicate.proof.readback`) becomes the document:
what a screen reader meets is what is taken in. What no outline holds, properties and pictures, comes from the file.
"""

from triplicate.importing.files import Original, open_original
from triplicate.importing.taking import Taken, take_in

__all__ = ["Original", "Taken", "open_original", "take_in"]
