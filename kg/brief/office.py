"""A brief as PDF, by WeasyPrint of the extra `deungdae[brief]`."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final

from kg.errors import ConfigError

EXTRA: Final = "pip install 'deungdae[brief]'"


def write_pdf(page: str, *, name: str = "") -> bytes:
    """Return a page of HTML as a tagged PDF (PDF/UA-1); nothing is fetched.

    Args:
        page: The whole page.
        name: What the document is told apart from others by; no day of writing is kept.

    Raises:
        ConfigError: WeasyPrint is not installed, or its system libraries are missing.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an optional extra
    except (ImportError, OSError) as error:
        raise ConfigError(f"PDF needs WeasyPrint ({error})", hint=EXTRA) from error
    body: bytes = HTML(string=page, url_fetcher=_fetch_nothing).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(name.encode()).hexdigest()[:32].encode(),
    )
    return body


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"a brief fetches nothing: {url}")
