"""Reads places and fixed structures."""
