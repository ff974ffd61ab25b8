"""This package shows everything that was ever said, to be searched, reread and exported."""
