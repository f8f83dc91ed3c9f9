"""Reads sums of money: tables and lines, whose they are, for which year and stage."""
