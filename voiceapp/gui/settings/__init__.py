"""All settings, in a window of their own."""
