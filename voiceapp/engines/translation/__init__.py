"""This package makes an interpreter of translation sessions: speech in any language goes in, speech and words of another come out."""
