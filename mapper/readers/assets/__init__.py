"""Reads things of information technology, communication, display, transport and measurement."""
