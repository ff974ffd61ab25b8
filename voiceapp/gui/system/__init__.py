"""This package gives the window its place in the system: tray, small bar, start at login, single instance."""
