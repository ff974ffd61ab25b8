"""This package decides dictation without any input or output: what was pressed and heard comes in, what is to be done
goes out.
"""
