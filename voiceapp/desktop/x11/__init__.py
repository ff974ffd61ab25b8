"""This package speaks to the X server as far as dictation needs it: keys, windows, and selections. Each thread has its
own connection.
"""
