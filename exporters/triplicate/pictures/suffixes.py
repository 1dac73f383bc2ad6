"""By which suffixes the pictures are known that files hold."""

SUFFIXES = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/svg+xml": (".svg",),
}
"""The suffixes of each media type, first the one that is given to a picture without one."""
