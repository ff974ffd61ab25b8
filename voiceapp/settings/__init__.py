"""What the person decided, where things are kept, and the keys: read by every other part, knowing none of them.

`model` has the settings, `file` reads and writes them, `secrets` finds keys, `paths` names the folders,
`endpoints` turns pasted addresses into the ones that are called, `logs` writes what may be written.
"""
