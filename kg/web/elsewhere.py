"""Asking other services on behalf of a query, where the configuration lets it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.query.gate import Gate
from kg.query.limits import Limits
from kg.query.outside import REWRITE, clauses, put_in, without_heads
from kg.remote.guarded import ask

if TYPE_CHECKING:
    from kg.query.job import Job
    from kg.remote.guarded import Outside

WAIT: Final = 5.0  # seconds a query waits for its turn to ask elsewhere


class Elsewhere:
    """The other services a release's queries may ask; few queries do so at the same time."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        most = outside.at_once
        self.gate = Gate(Limits(workers=most, queue=2 * most, wait=WAIT, share=0.5))

    def filled(self, job: Job, client: str) -> Job:
        """Return a job with the rows of other services in the place of its SERVICE clauses.

        To be explained only, the clauses are mere groups, and what would be asked is told beside.

        Args:
            job: What is asked; its base is handed on.
            client: Who asks; each client has its share only.

        Raises:
            QueryRefused: A clause is of a kind that is not run, or names a host that is not
                allowed.
            RemoteError: A service does not answer as it should.
            ServiceBusy: Too many queries ask elsewhere already.
        """
        found = clauses(job.text, job.base) if self.outside.hosts else []
        if not found:
            return job
        plain = without_heads(job.text, found)
        if job.task == "explain":
            told = [{"endpoint": each.endpoint, "query": each.query} for each in found]
            options = {**job.options, "elsewhere": json.dumps(told)}
            return replace(job, filled=plain, plain=plain, names=(REWRITE,), options=options)
        self.gate.enter(client, seconds=WAIT)
        end = time.monotonic() + self.outside.seconds
        try:
            filled = put_in(job.text, found, lambda *asked: self._rows(*asked, end=end))
        finally:
            self.gate.leave(client)
        return replace(job, filled=filled, plain=plain, names=(REWRITE,))

    def _rows(self, endpoint: str, query: str, *, end: float) -> bytes:
        return ask(endpoint, query, self.outside, seconds=max(end - time.monotonic(), 0))
