"""What can go wrong, as one tree.

```
KgError                  str: "where: message (hint)"
├── ConfigError          kg.toml, the environment or an option is wrong
├── CaseError            the project folder or its manifest is wrong
├── SourceError          one source cannot be used
│   ├── SourceChanged    the bytes are not the bytes that were read before
│   ├── UnknownFormat    no loader takes it
│   └── SourceSyntax     a loader took it and could not parse it (where = file:line)
├── EvidenceError        a quote is not where its span says
├── LinkError            two recorded decisions contradict each other
├── RemoteError          a service over the network does not answer as it should
│   ├── RemoteTooLarge   it does not take so much at once
│   └── RemoteLacks      it does not know the operation
├── VocabularyError      a term is unknown, or ontology/ and shapes/ disagree
├── StoreError
│   ├── StoreBusy        another process holds the directory
│   ├── QuerySyntax      the SPARQL text does not parse (where = line:column)
│   ├── QueryRefused     it parses and we will not run it
│   ├── QueryTimeout     it ran past its limit
│   ├── QueryTooLarge    it needs more memory than a query gets, or its answer is too long
│   └── ServiceBusy      too many questions are being answered already
│       └── ClientBusy   and too many of them are this reader's own
└── ReleaseError
    ├── NotConforming    the data breaks a shape; carries the report
    └── VersionTaken     a release of that name holds other data
```
"""

from __future__ import annotations

from typing import Any


class KgError(Exception):
    """Anything a person can put right: what was found, where, and what to do next.

    Attributes:
        message: One sentence a stranger understands.
        where: What a person opens to see it: a file and line, an IRI, an option.
        hint: What to do next; empty when the message already says it.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{advice}"


class ConfigError(KgError):
    """`kg.toml`, the environment or an option is wrong."""


class CaseError(KgError):
    """The project folder or its manifest is wrong."""


class SourceError(KgError):
    """One source cannot be used."""


class SourceChanged(SourceError):
    """The bytes are not the bytes that were read before."""


class UnknownFormat(SourceError):
    """No loader takes the source."""


class SourceSyntax(SourceError):
    """A loader took the source and could not parse it."""


class EvidenceError(KgError):
    """A quote is not where its span says."""


class LinkError(KgError):
    """Two recorded decisions contradict each other."""


class RemoteError(KgError):
    """A service over the network does not answer as it should."""


class RemoteTooLarge(RemoteError):
    """What was sent is more than the service takes at once."""


class RemoteLacks(RemoteError):
    """The service does not know the operation, at this address at least."""


class VocabularyError(KgError):
    """A term is unknown, or `ontology/` and `shapes/` disagree."""


class StoreError(KgError):
    """The store of quads cannot do what was asked."""


class StoreBusy(StoreError):
    """Another process holds the directory."""


class QuerySyntax(StoreError):
    """The SPARQL text does not parse."""


class QueryRefused(StoreError):
    """The query parses and we will not run it."""


class QueryTimeout(StoreError):
    """The query ran past its limit."""


class QueryTooLarge(StoreError):
    """The query needs more memory than a query gets, or its answer is too long."""


class ServiceBusy(StoreError):
    """Too many questions are being answered or waiting already."""


class ClientBusy(ServiceBusy):
    """Too many questions of this reader are being answered or waiting already."""


class ReleaseError(KgError):
    """A release cannot be written or opened."""


class NotConforming(ReleaseError):
    """The data breaks a shape.

    Attributes:
        report: Every finding of the gate, a `kg.model.report.Report`.
    """

    # Any: the report's class stands two floors above, and nothing here looks inside.
    def __init__(self, message: str, *, report: Any, where: str = "", hint: str = "") -> None:
        super().__init__(message, where=where, hint=hint)
        self.report = report


class VersionTaken(ReleaseError):
    """A release of that name holds other data."""
