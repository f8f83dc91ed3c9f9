"""Descriptions of the dataset that a site publishes: catalogue, VoID, tables, questions, shapes."""
