"""What companies filed: SEC companyfacts, and the tags and rules that ESEF reports share."""
