"""This package has what a person does with a picture that was drawn: open, copy, save and change it."""
