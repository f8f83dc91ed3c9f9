"""Reads projects as rows, their named parts and their steps."""
