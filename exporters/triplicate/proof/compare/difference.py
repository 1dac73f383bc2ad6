"""A difference as a value: what kind, between which places, how badly.

Kinds are names in lower case. Those of things are a role and what became of it: ``item-missing``,
``paragraph-added``, ``list-split``, ``list-joined``, ``heading-lost`` (the words are there, but no longer as a
heading), ``order-changed``. Those of what is said of things:

* words: ``words-changed``, ``marker-in-words`` (of items), ``spaces-changed`` (words that join or fall apart),
  ``text-hidden`` (words that another text of their element stands for);
* numbers and levels: ``number-changed``, ``level-changed`` (headings), ``depth-changed`` (lists),
  ``list-kind-changed``, ``task-changed``;
* tables: ``header-lost``, ``header-added``, ``header-scope-lost``, ``header-scope-changed``,
  ``header-row-lost``, ``header-row-added``, ``headers-changed``, ``span-changed``;
* pictures and formulas: ``alt-lost``, ``alt-changed``, ``picture-missing``, ``picture-changed`` (it looks otherwise),
  ``picture-unread``, ``formula-missing``;
* links and notes: ``link-lost``, ``link-added``, ``link-target-changed``, ``link-broken``, ``call-lost``,
  ``call-added``, ``call-changed``;
* languages: ``language-lost``, ``language-changed``, ``document-language-changed``;
* the rest: ``title-changed``, ``emphasis-lost``, ``mark-lost``, ``mark-added``, ``expansion-lost``,
  ``navigation-changed``; and what a file's reader found on its way: ``text-untagged``, ``content-missing``,
  ``text-unread``, ``character-unknown`` (to the font), ``changes-accepted`` (tracked changes of a Word document);
* pages: ``page-text-outside`` (of the page, of what is shown of it, of the column), ``page-text-over-text``,
  ``page-text-small``, ``page-formula-small``, ``page-word-broken``, ``page-header-row-missing``, ``page-empty``.
"""

from triplicate.document.model import Place
from triplicate.later import dataclass
from triplicate.rules.finding import Severity


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two outlines do not say alike.

    ``place`` is in the source (None where the first outline is a file's too), ``where`` is in the file, or
    where the thing would stand.
    """

    kind: str
    severity: Severity
    message: str
    place: Place | None = None
    where: str = ""

    def __str__(self) -> str:
        """Return ``line:column kind: message (where)``."""
        start = f"{self.place.line}:{self.place.column} " if self.place else ""
        end = f" ({self.where})" if self.where else ""
        return f"{start}{self.kind}: {self.message}{end}"
