"""Ways to break a good file: pieces of XML replaced, structure elements taken out or changed."""

import io
import re
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def rewritten(data, change):
    """Return an archive whose XML parts went through a change; one of them must differ after it."""
    source = zipfile.ZipFile(io.BytesIO(data))
    result = io.BytesIO()
    changed = False
    with zipfile.ZipFile(result, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.endswith((".xml", ".xhtml", ".opf", ".rels")):
                text = content.decode()
                after = change(text)
                changed = changed or after != text
                content = after.encode()
            target.writestr(info, content)
    assert changed, "nothing was broken"
    return result.getvalue()


def replaced(old, new=""):
    """Return the change that puts one piece of text in another's place, once in each part that has it."""
    return lambda text: text.replace(old, new, 1)


def substituted(pattern, new=""):
    """Return the change that puts text in the place of what a regular expression matches, once in each part."""
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


def paragraph(words):
    """Return the pattern of the Word paragraph that holds words."""
    return rf"<w:p>(?:(?!</w:p>).)*?>{re.escape(words)}<(?:(?!</w:p>).)*?</w:p>"


def without_paragraph(words):
    return substituted(paragraph(words))


def restyled(words, pattern, new=""):
    """Return the change of one Word paragraph."""

    def change(text):
        return re.sub(
            paragraph(words),
            lambda found: re.sub(pattern, new, found[0], count=1, flags=re.DOTALL),
            text,
            flags=re.DOTALL,
        )

    return change


def swapped(first, second):
    """Return the change that lets two pieces that are found by patterns trade places."""

    def change(text):
        one, two = re.search(first, text, re.DOTALL), re.search(second, text, re.DOTALL)
        if not one or not two:
            return text
        return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]

    return change


# Structure trees


class Tree:
    """The structure tree of a PDF, to be broken."""

    def __init__(self, data):
        self.pdf = pikepdf.open(io.BytesIO(data))

    def all(self, role):
        """Return the elements of a type, in order."""
        found = []

        def walk(element):
            if element.get("/S") == role:
                found.append(element)
            for kid in self.kids(element):
                if isinstance(kid, Dictionary) and "/S" in kid:
                    walk(kid)

        for top in self.kids(self.pdf.Root.StructTreeRoot):
            walk(top)
        return found

    def one(self, role, number=0):
        return self.all(role)[number]

    def having(self, role, key, value):
        """Return the first element of a type with a value, of its own or among its attributes."""
        return next(
            element
            for element in self.all(role)
            if any(str(group.get(key)) == value for group in (element, *attributes(element)))
        )

    @staticmethod
    def kids(element):
        kids = element.get("/K")
        return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]

    def remove(self, element):
        """Take an element out of its parent."""
        parent = element.P
        parent.K = Array([kid for kid in self.kids(parent) if not same(kid, element)])

    def insert_after(self, element, new):
        parent = element.P
        position = next(i for i, kid in enumerate(self.kids(parent)) if same(kid, element))
        new.P = parent
        parent.K.insert(position + 1, new)

    def new(self, role, kids):
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=role, K=Array(kids)))
        for kid in kids:
            kid.P = element
        return element

    def bytes(self):
        result = io.BytesIO()
        self.pdf.save(result)
        return result.getvalue()


def same(kid, element):
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def attributes(element):
    """Return the attribute objects of an element."""
    found = element.get("/A")
    return [] if found is None else list(found) if isinstance(found, Array) else [found]


def annotation(link):
    """Return the annotation that a link element holds."""
    return next(kid.Obj for kid in Tree.kids(link) if isinstance(kid, Dictionary) and "/Obj" in kid)


def string(text):
    return String(text)
