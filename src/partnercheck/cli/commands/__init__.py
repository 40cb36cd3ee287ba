"""The options and help of every command; what a command does is in the module of its name in `cli`.

Annotations are not postponed in these modules: typer would evaluate the text of each several times.
"""
