"""This package decides dictation without any I/O: what was pressed and heard comes in, what should be done
goes out.
"""
