"""This package decides how everything looks: colours, sizes, icons and the few controls of our own."""
