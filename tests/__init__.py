"""The project's tests, and the independent judges they call (`tests.judges`)."""
