"""The record: answers and evidence as they are put into a dossier's file, and what has become of them."""
