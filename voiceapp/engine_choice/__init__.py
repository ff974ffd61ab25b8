"""This package decides who answers: engines, parts and models, by the settings and by which keys there are."""
