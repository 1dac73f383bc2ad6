"""The PDF export, through its front door: documents in, files read back by readers that share no code with it."""
