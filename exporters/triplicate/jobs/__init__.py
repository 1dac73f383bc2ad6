"""What is asked of which text: configuration, batches, production, proof, and the files' appearance on disk."""
