"""This package has the recogniser, the language model and the voice that run on the person's own machine.

Each runs in a process of its own (`worker.py`), so a model that crashes takes nothing with it, the sound never waits
for it, and ending the process frees its memory. Nothing uses the network or fetches a file unless the person gives an
address (`model_download.py`).
"""
