"""The page for people without a command line: three steps, in forms that need no script.

Every post carries the text itself; what was given beside it (pictures, answers) is kept by the service under a name
that nobody can guess. The script only adds what is done while somebody types, drops a file or waits.
"""

from triplicate.serving.pages.faults import fault
from triplicate.serving.pages.routes import routes

__all__ = ["fault", "routes"]
