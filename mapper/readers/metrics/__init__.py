"""Reads every other printed number with a unit."""
