"""Recognise, think, speak: three parts behind the one Engine interface, streamed through each other."""
