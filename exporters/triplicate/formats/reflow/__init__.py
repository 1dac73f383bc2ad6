"""What reflows: the part of a text's HTML that the EPUB and the web page share.

Neither has pages or a width of its own: :mod:`~triplicate.formats.reflow.builder` adds to the tree that they share with
the PDF what readers of any screen need, and the other modules are what it is made of.
"""
