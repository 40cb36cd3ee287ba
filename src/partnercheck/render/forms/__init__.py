"""Questionnaires as forms that people fill in."""
