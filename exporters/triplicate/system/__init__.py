"""What the machine has: its libraries, its memory, and what it lacks."""
