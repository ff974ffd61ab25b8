"""What set-up says, and how it ends."""

NEEDS_A_PERSON = 2
"""The exit code where somebody must do something first. What, has been said."""


def say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)
