"""What would change an assessment, and what did: pure functions on assessments."""
