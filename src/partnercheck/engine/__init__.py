"""How the decision is made: pure functions from inputs to one assessment."""

from partnercheck.engine.assess import TOOL, Decision, assess, decide, explain

__all__ = ["TOOL", "Decision", "assess", "decide", "explain"]
