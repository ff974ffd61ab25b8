"""This package puts a recogniser, a chat and a voice behind the one Engine interface, streamed through each other."""
