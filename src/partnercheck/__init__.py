"""Assess a business partner against a rubric before you sign.

What there is for Python is loaded when it is first asked for: `partnercheck --version` needs none of it.
"""

TYPE_CHECKING = False  # as `typing` has it; loading `typing` takes as long as the rest of `--version`
if TYPE_CHECKING:
    from partnercheck.api import Decisions as Decisions
    from partnercheck.api import Explanation as Explanation
    from partnercheck.api import InputError as InputError
    from partnercheck.api import LoadedDossier as LoadedDossier
    from partnercheck.api import LoadedRubric as LoadedRubric
    from partnercheck.api import Result as Result
    from partnercheck.api import assess as assess
    from partnercheck.api import check as check
    from partnercheck.api import compare as compare
    from partnercheck.api import decide as decide
    from partnercheck.api import diff as diff
    from partnercheck.api import explain as explain
    from partnercheck.api import load_dossier as load_dossier
    from partnercheck.api import load_rubric as load_rubric
    from partnercheck.api import portfolio as portfolio
    from partnercheck.api import render as render
    from partnercheck.api import test as test
    from partnercheck.api import to_frame as to_frame
    from partnercheck.api import whatif as whatif

__version__ = "0.1.0"

__all__ = [
    "Decisions",
    "Explanation",
    "InputError",
    "LoadedDossier",
    "LoadedRubric",
    "Result",
    "__version__",
    "assess",
    "check",
    "compare",
    "decide",
    "diff",
    "explain",
    "load_dossier",
    "load_rubric",
    "portfolio",
    "render",
    "test",
    "to_frame",
    "whatif",
]


def __getattr__(name: str) -> object:
    """Return what `partnercheck.api` has of this name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from partnercheck import api  # noqa: PLC0415  (only who asks pays for it)

    return globals().get(name) or getattr(api, name)  # loading it has brought the package `render` along


def __dir__() -> list[str]:
    """Return what there is, loaded or not."""
    return __all__
