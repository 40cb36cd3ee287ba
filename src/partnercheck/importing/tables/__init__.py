"""Tables of statements as people have them: CSV files and sheets of workbooks."""
