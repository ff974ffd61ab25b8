"""Whether nothing passes that was not found harmless."""
