"""This package shows the profiles of dictation: to edit them, and to choose the one that holds."""
