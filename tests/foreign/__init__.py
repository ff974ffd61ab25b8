"""`make foreign`: voiceapp with what others wrote, a folder for each kind of it. Not part of `make test`.

    python -m tests.foreign                      everything
    python -m tests.foreign programs             one part
    python -m tests.foreign programs geany tk    what has such names

A part (`results.Part`, a line each in `parts.PARTS`) tries one thing after the other and answers with a row for each.
What it found is written into docs/COMPATIBILITY.md, between the marks of that part; rows that were not tried this time
stay, with their date. Debian's packages are installed as `make test` does it, Python's into environments of their own
below .foreign/ (`needs.py`). What cannot be had is a row as well: it says that it was not tried, and why.
"""
