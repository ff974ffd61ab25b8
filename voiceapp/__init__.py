"""This package is voiceapp: a desktop voice assistant that answers within a breath and loses no word."""

__version__ = "0.1.0"
