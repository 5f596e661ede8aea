"""What a release holds, as bytes by file name; the manifest names and counts the rest. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from kg.release.catalog import catalog, void
from kg.release.links import sssom
from kg.release.parts import said
from kg.store import canonical, compress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.release.parts import Contents

DATASET: Final = "dataset.nq.gz"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1


def release_files(contents: Contents) -> dict[str, bytes]:
    """Return every file of a release by its name inside the folder, the manifest last.

    Raises:
        StoreError: The quads hold a blank node.
    """
    plain = canonical(contents.quads)
    digest = hashlib.sha256(plain).hexdigest()
    files: dict[str, bytes] = {
        DATASET: compress(plain),
        "links.sssom.tsv": sssom(
            contents.quads, digest=digest, licence=contents.licence, base=contents.base
        ),
        "void.ttl": void(contents, contents.quads),
        **contents.reports,
        **{f"sources/{name}.txt": text.encode() for name, text in contents.texts.items()},
    }
    facts = {name: (hashlib.sha256(body).hexdigest(), len(body)) for name, body in files.items()}
    files["catalog.ttl"] = catalog(contents, facts)
    return {**dict(sorted(files.items())), MANIFEST: _manifest(contents, files, digest)}


def digest_of(manifest: bytes) -> str:
    """Return the digest a release is named by: of its manifest, which holds those of all files."""
    return hashlib.sha256(manifest).hexdigest()


def _manifest(contents: Contents, files: Mapping[str, bytes], dataset: str) -> bytes:
    told = {
        **said(contents),
        "format": FORMAT,
        "dataset": dataset,  # of the plain N-Quads: another zlib may compress otherwise
        "files": {
            name: {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
            for name, body in sorted(files.items())
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
