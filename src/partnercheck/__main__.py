"""`python -m partnercheck`."""

from partnercheck.cli import main

main()
