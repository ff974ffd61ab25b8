"""This package has the person's settings, the places where things are kept, and the keys. Every other part reads it,
and it knows none of them.

`model` has the settings, `file` reads and writes them, `secrets` finds keys, `paths` names the folders, `endpoints`
turns pasted addresses into the ones that are called, `logging_setup` writes the log.
"""
