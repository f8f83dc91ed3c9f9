"""Linking: which offices, projects, places and bodies of different documents are one, and how sure that is.

Profiles of documents -> links, each with its score and the evidence it rests on -> the graph of links. Documents'
graphs are never changed by it (docs/architecture.md).
"""
