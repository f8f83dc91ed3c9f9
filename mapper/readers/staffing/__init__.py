"""Reads posts and persons in post."""
