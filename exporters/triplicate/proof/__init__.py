"""The proof: what a reader meets in a file, and whether that is what the text says."""
