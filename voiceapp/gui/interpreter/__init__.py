"""This package shows what two people say to each other in two languages, side by side."""
