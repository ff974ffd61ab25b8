"""This package has the recogniser, the language model and the voice that run on the person's own machine.

Each runs in a process of its own (`worker.py`), so a model that crashes takes nothing with it, the sound never waits
for it, and ending the process frees its memory. Only two things use the network: `downloads/` fetches models of the
`catalogue/`, and `model_download.py` a file from an address that the person gives.
"""
