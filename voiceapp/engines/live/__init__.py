"""This package holds talks over a Live session: in full duplex, without turns, and billed by the second."""
