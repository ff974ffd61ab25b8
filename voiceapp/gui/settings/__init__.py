"""This package shows all settings, in a window of their own."""
