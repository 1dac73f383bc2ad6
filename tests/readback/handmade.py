"""PDFs made by hand, one content stream a page, so that each can be wrong in just one way."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

WIDTH = 500
"""Of every character of the font, in thousandths of the size."""


def pdf(*pages, box=(0, 0, 400, 300), elements=(), images=None, **keys):
    """Return a PDF: ``pages`` are content streams, ``keys`` further keys of each page.

    ``elements`` are structure elements as nested tuples: a type, and kids that are elements or pairs of page and MCID.
    ``images`` are width, height and pixels in three bytes by name.
    """
    made = pikepdf.new()
    descriptor = made.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Plain,
            Flags=32,
            FontBBox=Array([0, -200, 500, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
    )
    font = made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.Plain,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array([WIDTH] * 224),
            FontDescriptor=descriptor,
        )
    )
    resources = Dictionary(Font=Dictionary(F=font), **keys.pop("resources", {}))
    for name, (width, height, pixels) in (images or {}).items():
        image = {"Subtype": Name.Image, "Width": width, "Height": height, "BitsPerComponent": 8}
        stream = Stream(made, pixels, Type=Name.XObject, ColorSpace=Name.DeviceRGB, **image)
        resources.XObject = Dictionary({f"/{name}": made.make_indirect(stream)})
    for content in pages:
        made.add_blank_page(page_size=(box[2], box[3]))
        page = made.pages[-1]
        page.obj.MediaBox = Array(box)
        page.obj.Resources = resources
        page.obj.Contents = Stream(made, content.encode("cp1252"))
        for key, value in keys.items():
            page.obj["/" + key] = value
    if elements:
        root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([_element(made, one, root) for one in elements])
        made.Root.StructTreeRoot = root
        made.Root.MarkInfo = Dictionary(Marked=True)
        made.Root.Lang = String("en-GB")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _element(made, element, parent):
    role, *kids = element
    one = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + role), P=parent))
    one.K = Array([_kid(made, kid, one) for kid in kids])
    return one


def _kid(made, kid, parent):
    if isinstance(kid[0], str):
        return _element(made, kid, parent)
    page, mcid = kid
    return Dictionary(Type=Name.MCR, Pg=made.pages[page].obj, MCID=mcid)


def text(words, x=50, y=150, size=12, mcid=None, before=""):
    """Return operators that show words at a point, marked if an identifier is given."""
    shown = f"BT {before} /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"
    return shown if mcid is None else f"/Span <</MCID {mcid}>> BDC {shown} EMC\n"


def artifact(content, kind="Pagination"):
    """Return content as an artifact."""
    return f"/Artifact <</Type /{kind}>> BDC {content} EMC\n"
