"""The options and help of every command; what a command does is in the module of its name in `cli`."""
