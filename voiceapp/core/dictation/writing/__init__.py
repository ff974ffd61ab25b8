"""Writes what was said as people write it: "twenty five dollars" becomes "$25". No model is asked."""
