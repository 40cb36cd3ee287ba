"""Company identifiers, each checked with its own check digits where it has any."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from partnercheck.diagnostics import shown
from partnercheck.model.scalars import refuse

IDENTIFIERS: dict[str, tuple[str, str | None]] = {
    "lei": ("Legal Entity Identifier (ISO 17442)", "stdnum.lei"),
    "vat": ("VAT number with its country prefix", None),
    "company_number": ("number in the home country's company register", None),
    "tax_id": ("tax number that is not a VAT number", None),
    "iban": ("bank account (ISO 13616)", "stdnum.iban"),
    "bic": ("bank (ISO 9362)", "stdnum.bic"),
    "isin": ("security (ISO 6166)", "stdnum.isin"),
    "cusip": ("security, North America", "stdnum.cusip"),
    "figi": ("security, open", "stdnum.figi"),
    "gln": ("Global Location Number", "stdnum.ean"),
    "duns": ("D-U-N-S number", None),
    "cik": ("SEC Central Index Key", None),
    "ein": ("employer number, United States", "stdnum.us.ein"),
    "siren": ("company, France", "stdnum.fr.siren"),
    "siret": ("establishment, France", "stdnum.fr.siret"),
    "abn": ("business number, Australia", "stdnum.au.abn"),
    "acn": ("company number, Australia", "stdnum.au.acn"),
    "uen": ("entity number, Singapore", "stdnum.sg.uen"),
    "uid": ("enterprise number, Switzerland", "stdnum.ch.uid"),
    "cnpj": ("company, Brazil", "stdnum.br.cnpj"),
    "orgnr": ("organisation number, Norway or Sweden", None),
    "kvk": ("Chamber of Commerce number, Netherlands", None),
}
"""Key in a dossier: what it is, and the module of python-stdnum that checks it."""

_BY_COUNTRY = {("orgnr", "NO"): "stdnum.no.orgnr", ("orgnr", "SE"): "stdnum.se.orgnr"}
"""The modules that check an identifier that two countries call alike."""

_VAT_CODES = {"EL": "gr"}


def check_identifier(kind: str, value: str, country: str | None) -> str:
    """Return an identifier as written, or refuse it where its check digits or form are wrong.

    A VAT number is checked by the rules of its prefix, or of `country` where it has none; numbers of
    countries whose rules are not known are taken as they are.
    """
    module, text = _vat(value, country) if kind == "vat" else (_module(kind, country), value)
    if module is not None:
        try:
            module.validate(text)
        except Exception as error:  # noqa: BLE001  (python-stdnum raises more than its own errors on odd text)
            what = IDENTIFIERS[kind][0]
            refuse(
                "wrong-identifier",
                f"`{shown(value)}` is no valid {what}: {_reason(error)}",
                at=("identifiers", kind),
            )
    return value


def _module(kind: str, country: str | None) -> Any:
    name = _BY_COUNTRY.get((kind, country or ""), IDENTIFIERS[kind][1])
    return import_module(name) if name else None


def _vat(value: str, country: str | None) -> tuple[Any, str]:
    """Return the module that checks a VAT number, if there is one, and the number as that module wants it."""
    from stdnum import get_cc_module  # noqa: PLC0415  (only a dossier with a VAT number needs it)

    prefix = value[:2].upper()
    if prefix == "XI":  # Northern Ireland has the numbers of Great Britain
        prefix, value = "GB", "GB" + value[2:]
    code = prefix if prefix.isascii() and prefix.isalpha() else country
    return (get_cc_module(_VAT_CODES.get(code, code.lower()), "vat") if code else None), value


def _reason(error: Exception) -> str:
    name = type(error).__name__
    reasons = {
        "InvalidChecksum": "the check digits do not fit",
        "InvalidLength": "it has the wrong length",
        "InvalidFormat": "it has the wrong form",
    }
    return reasons.get(name, "a part of it is not allowed")
