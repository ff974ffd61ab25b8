"""What was said, in the middle of the window."""
