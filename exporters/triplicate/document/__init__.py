"""The model of a text, and what can be asked of it: its nodes, its languages, its phrases, its title block."""
