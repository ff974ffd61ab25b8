"""Tries out the person's settings, and checks that everything is there that the app needs."""
