"""This package interprets between two people at one machine: what one says is shown and spoken in the other's language."""
