"""How the decision is made: pure functions from inputs to one assessment."""

from partnercheck.engine.assess import Decision, assess, decide, explain, note

__all__ = ["Decision", "assess", "decide", "explain", "note"]
