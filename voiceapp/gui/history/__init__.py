"""This package shows everything that was ever said: found, read again, exported."""
