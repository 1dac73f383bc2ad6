"""A content document as it is met: a web page, or one of the XHTML documents that an EPUB is made of."""
