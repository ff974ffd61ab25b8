"""Tries out what the person set, and looks whether everything is there that the app needs."""
