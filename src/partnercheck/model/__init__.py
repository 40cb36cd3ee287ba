"""What rubrics, dossiers, organisations, cases and assessments are: typed, frozen, checked, without I/O."""
