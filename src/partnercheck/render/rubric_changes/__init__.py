"""What differs between two rubrics and what that does; each format is a module of its name here."""
