"""Reads who takes which part in a project."""
