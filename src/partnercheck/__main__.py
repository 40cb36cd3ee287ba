"""`python -m partnercheck`."""

from partnercheck.cli import program

program()
