"""What a check or a test of rubrics found; each format is a module of its name here."""
