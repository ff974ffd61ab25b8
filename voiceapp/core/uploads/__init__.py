"""Describes what the person uploaded to a service, and how a front end uploads and deletes it."""
