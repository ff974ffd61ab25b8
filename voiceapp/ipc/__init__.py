"""This package is the running app as other programs reach it: one socket, one question a line."""
