"""This package has what the person decided, where things are kept, and the keys: every other part reads it, and it
knows none of them.

`model` has the settings, `file` reads and writes them, `secrets` finds keys, `paths` names the folders,
`endpoints` turns pasted addresses into the ones that are called, `logs` writes what may be written.
"""
