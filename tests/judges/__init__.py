"""Independent judges: validators, readers and reading engines that share no code with the product.

One thing alone stands in the product: the driver in Java through which veraPDF is asked, which says nothing itself. The
product asks four of these validators too, in its own way (`triplicate.validators`); a test compares what both bring.

Each function takes files and returns plain values. A document that a judge cannot open is a finding in those values,
never an exception. A judge that is not installed raises `ToolMissing`, whose message is the command that installs it:
no judge is ever skipped. `FileNotFoundError` is raised for a path that is not a file, since that is a fault of the test.

========================  =========================================================================================
PDF                       `verapdf` (conformance), `qpdf_check` (syntax), `pdfinfo_struct_text` (poppler's reading
                          order), `pdfjs_tree` (the tree pdf.js gives a screen reader), `pdf_texts`,
                          `pdf_texts_many` (the words as poppler, PDFium, MuPDF and pdf.js take them out)
EPUB and HTML             `epubcheck`, `ace`, `nu` (the Nu HTML checker), `axe`, `browser_tree` (the tree Chromium gives
                          a screen reader), `epub_readers` (foliate-js and epub.js), `screenshot`
Word                      `openxml_sdk`, `openxml_audit`, `mammoth_html`, `libreoffice_text`, `libreoffice_pdf`,
                          `libreoffice_heard` (what Writer gives a screen reader)
all that pandoc reads     `pandoc_json`
========================  =========================================================================================
"""

from tests.judges.epub_access import ace
from tests.judges.epub_engines import EngineReading, Section, TocEntry, epub_readers
from tests.judges.epub_rules import Message, epubcheck, epubcheck_many
from tests.judges.heard import Heard, libreoffice_heard
from tests.judges.html_access import Violation, axe
from tests.judges.html_look import screenshot
from tests.judges.html_rules import Remark, nu
from tests.judges.html_tree import BrowserNode, browser_tree
from tests.judges.libreoffice import libreoffice_pdf, libreoffice_text
from tests.judges.mammoth_reader import mammoth_html
from tests.judges.pandoc_reader import pandoc_json
from tests.judges.pdf_rules import Failure, verapdf
from tests.judges.pdf_syntax import qpdf_check
from tests.judges.pdf_text import pdfinfo_struct_text
from tests.judges.pdf_tree import PdfLink, PdfTree, PdfTreeNode, PdfTreePage, pdfjs_tree
from tests.judges.pdf_words import pdf_texts, pdf_texts_many
from tests.judges.tools import Reading, ToolMissing
from tests.judges.word_audit import openxml_audit
from tests.judges.word_sdk import WordError, openxml_sdk

__all__ = [
    "BrowserNode",
    "EngineReading",
    "Failure",
    "Heard",
    "Message",
    "PdfLink",
    "PdfTree",
    "PdfTreeNode",
    "PdfTreePage",
    "Reading",
    "Remark",
    "Section",
    "TocEntry",
    "ToolMissing",
    "Violation",
    "WordError",
    "ace",
    "axe",
    "browser_tree",
    "epub_readers",
    "epubcheck",
    "epubcheck_many",
    "libreoffice_heard",
    "libreoffice_pdf",
    "libreoffice_text",
    "mammoth_html",
    "nu",
    "openxml_audit",
    "openxml_sdk",
    "pandoc_json",
    "pdf_texts",
    "pdf_texts_many",
    "pdfinfo_struct_text",
    "pdfjs_tree",
    "qpdf_check",
    "screenshot",
    "verapdf",
]
