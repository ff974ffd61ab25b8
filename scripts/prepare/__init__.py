"""The parts of the set-up. Standard library only, and no newer than what an old system's Python knows."""
