"""Many dossiers at once, in a folder that a run can be killed in at any moment."""
