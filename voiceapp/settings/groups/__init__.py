"""This package has the settings themselves, one class for each group. A group is a table of the settings file."""
