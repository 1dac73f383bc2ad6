"""The page for people without a command line, and the same for programs; needs the extra ``web``.

A person's text travels as a value (:mod:`triplicate.serving.drafts`) to processes with limits, which check it, mend it
and make its files; the process that answers addresses reads no text itself. Only ``app`` and what it mounts import the
packages of the extra; ``checking``, ``editing`` and ``making`` can run anywhere, also on another machine.
"""
