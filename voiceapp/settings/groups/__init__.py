"""This package has the settings themselves, a group a class. A group is a table of the settings file."""
