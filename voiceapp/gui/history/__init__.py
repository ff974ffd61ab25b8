"""Everything that was ever said: found, read again, taken elsewhere."""
