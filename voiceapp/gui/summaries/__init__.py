"""Shows what was written about a talk, above its lines, and lets the person change it."""
