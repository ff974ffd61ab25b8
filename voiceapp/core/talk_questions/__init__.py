"""Decides how a question about one's own talks is answered: from which lines, in which words, with which sources."""
