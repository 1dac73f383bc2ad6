"""What the machine has: its libraries, its memory, this program, and what it lacks."""
