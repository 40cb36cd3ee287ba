"""How often garbage is looked for."""

import gc


def collect_rarely() -> None:
    """Leave alone what is loaded, and look for garbage rarely: what a run makes is mostly acyclic.

    One dossier's assessment makes some 50,000 objects and ends before anything is collected.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)
