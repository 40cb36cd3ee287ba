"""A rubric that is stricter than another."""

from __future__ import annotations

from building import DOSSIER, RUBRIC

STRICTER = RUBRIC.replace("proceed: {score: 70,", "proceed: {score: 95,")
OTHER = DOSSIER.replace("name: Acme", "name: Birchwood").replace("deal: joint", "deal: sale")
WEAK = DOSSIER.replace("name: Acme", "name: Cedar").replace("audited: {answer: yes", "audited: {answer: no")
