"""Puts several servers that do the same work behind one part: tried in the person's order, the healthy one kept."""
