"""How the contents are set where they are set closer, so that they take a page less."""

from triplicate.theme.roles import role
from triplicate.theme.tokens import Theme


def closer_lines(theme: Theme) -> tuple[float, float]:
    """Return the height of a line, as a factor of its size, and how far in points parts stand apart."""
    return theme.spacing.heading_line, (role(theme, "contents-part", "pdf").before or 0.0) / 2
