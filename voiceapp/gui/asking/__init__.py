"""Holds the page on which one asks one's own history."""
