"""Many partners in one: a page to read, tables for spreadsheets and programs, a few lines for a terminal."""
