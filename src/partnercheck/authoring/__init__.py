"""Writing dossiers and rubrics: skeletons, schemas, checks."""
