"""This package decides how everything looks: colours, sizes, signs and the few controls of our own."""
