"""This package decides what is held back, where the person wants what is said and answered to be checked."""
