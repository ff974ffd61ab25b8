"""This package makes steady captions of everything that is being said, whoever says it and wherever it is recognised."""
