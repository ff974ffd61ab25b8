"""This package has the recogniser, the language model and the voice on the person's own machine.

Each runs in a process of its own (`worker.py`): a model that crashes takes nothing with it, the sound
never waits for it, and ending the process gives its memory back. No network is used, and no file
fetched, unless the person gives an address (`fetch.py`).
"""
