"""`partnercheck portfolio`: many dossiers at once, in a folder that a run can be killed in at any moment."""

from partnercheck.cli.portfolio.run import Request, run_portfolio

__all__ = ["Request", "run_portfolio"]
