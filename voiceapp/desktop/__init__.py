"""This package is the desktop around the app: keys, other programs' text fields, the clipboard, portals and media
players.
"""
