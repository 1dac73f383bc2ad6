"""One text, three faithful copies: a tagged PDF, a Word document and an EPUB that say the same to every reader."""
