"""Corrections that people give beside the documents: read from a TOML file, applied to what the readers found."""

from mapper.corrections.applying import Corrected, apply_corrections
from mapper.corrections.correction import Correction, describe
from mapper.corrections.file import load_corrections

__all__ = ["Corrected", "Correction", "apply_corrections", "describe", "load_corrections"]
