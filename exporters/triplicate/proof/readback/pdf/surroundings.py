"""What the content of a file stands in: the structure elements around each marked-content sequence."""

from collections.abc import Iterable, Sequence

from triplicate.proof.readback.pdf.sequence import StreamKey
from triplicate.proof.readback.pdf.tree import Annotation, Element, MarkedContentReference


class Surroundings:
    """The elements around content, in reading order; ``top`` are those at the top of the tree."""

    def __init__(self, top: Sequence[Element]) -> None:
        self._around: dict[tuple[StreamKey, int], tuple[Element, ...]] = {}
        stack: list[tuple[Element | MarkedContentReference | Annotation, tuple[Element, ...]]] = [
            (one, ()) for one in reversed(top)
        ]
        while stack:
            item, outer = stack.pop()
            if isinstance(item, MarkedContentReference):
                self._around[item] = outer
            elif isinstance(item, Element):
                path = (*outer, item)
                stack.extend((kid, path) for kid in reversed(item.kids))

    @property
    def all(self) -> Iterable[tuple[tuple[StreamKey, int], tuple[Element, ...]]]:
        """Every sequence, in reading order, with the elements around it."""
        return self._around.items()

    def __contains__(self, place: object) -> bool:
        return place in self._around

    def around(self, place: tuple[StreamKey, int]) -> tuple[Element, ...]:
        """Return the elements around a sequence, from the outside in."""
        return self._around.get(place, ())

    def roles(self, place: tuple[StreamKey, int]) -> frozenset[str]:
        """Return the types of the elements around a sequence."""
        return frozenset(element.role for element in self.around(place))
