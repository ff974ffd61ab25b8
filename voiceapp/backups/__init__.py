"""This package puts everything that is kept into one file, and takes it out of such a file again."""
