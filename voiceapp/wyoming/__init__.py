"""Speaks Wyoming's protocol, by which Home Assistant's servers transcribe, speak and hear wake words.

It uses the official package `wyoming`, which is imported only where such a server is asked.
"""
