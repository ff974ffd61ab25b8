"""This package interprets by translation sessions: speech in any language goes in, speech and words of another come out."""
