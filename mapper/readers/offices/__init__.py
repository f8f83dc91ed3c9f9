"""Reads the bodies a plan names: own offices, outside bodies, committees; and the duties of offices."""
