"""Shows the recordings that are written down: the list of them, and what is chosen for each."""
