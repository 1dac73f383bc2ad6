"""The exporters: a document and a theme become the bytes of one file. The formats know nothing of one another."""
