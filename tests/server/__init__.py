"""A true API server on loopback: what the OpenAI API does, as far as we use it, scripted by a test."""
