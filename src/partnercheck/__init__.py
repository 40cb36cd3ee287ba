"""Assess a business partner against a rubric before you sign."""

__version__ = "0.1.0"
