"""Asking a language model about documents, beside the rules and never instead of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from kg.errors import RemoteError
from kg.extract import by_model, language
from kg.extract.by_model.refusals import Refused, finding
from kg.ids import digest
from kg.model.facts import Facts
from kg.model.report import Finding, Text, hint_of
from kg.pipeline import answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from kg.config import Llm
    from kg.model.document import Document
    from kg.model.evidence import Span
    from kg.model.source import Language
    from kg.remote.chat import Chat

PATIENCE: Final = 3  # documents in a row without an answer: the server is away


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a model added.

    Attributes:
        facts: Digest of a document to the facts of rules and model together.
        digest: Of all answers that were used, in order.
        spent: Requests, tokens and estimated price of this run; kept answers cost nothing.
        known: How many facts of the model the rules had read already.
    """

    facts: Mapping[str, Facts]
    findings: tuple[Finding, ...] = ()
    digest: str = ""
    spent: Mapping[str, float] = field(default_factory=dict)
    known: int = 0


def ask(
    documents: Sequence[Document],
    facts: Mapping[str, Facts],
    llm: Llm,
    folder: Path,
    *,
    keep_going: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> Asked:
    """Ask a model about documents and take over what their texts bear out.

    Args:
        documents: What it is asked about, in order.
        facts: What the rules read, by digest of the document.
        llm: Whom to ask, and how.
        folder: Of the project, for the answers kept in its `.cache/llm/`.
        keep_going: Whether a document without an answer is a finding instead of an error.
        progress: Told after each document.

    Raises:
        RemoteError: The model's server does not answer as it should, and `keep_going` is off.
        ConfigError: The server must be asked, and httpx or the key is missing.
    """
    together = dict(facts)
    with Desk(llm, folder, keep_going=keep_going) as desk:
        for number, document in enumerate(documents, start=1):
            rules = facts.get(document.source, Facts())
            together[document.source] = rules.plus(desk.read(document, rules))
            if progress:
                progress("ask", number, len(documents))
        return Asked(
            facts=together,
            findings=tuple(desk.findings),
            digest=digest(*desk.used),
            spent=desk.spent(),
            known=desk.known,
        )


class Desk:
    """What one run of questions has in hand; the server is called when first needed.

    Attributes:
        findings: What was refused so far, and which documents got no answer.
        used: Names and words of the answers used so far.
        known: How many facts of the model the rules had read already.
    """

    def __init__(self, llm: Llm, folder: Path, *, keep_going: bool = False) -> None:
        """Open a desk; see `ask` for its arguments."""
        self.llm = llm
        self.folder = folder
        self.findings: list[Finding] = []
        self.used: list[str] = []
        self.known = 0
        self._keep_going = keep_going
        self._failures = 0
        self._chat: Chat | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._chat is not None:
            self._chat.close()

    def read(self, document: Document, rules: Facts) -> Facts:
        """Return the facts of a document that only the model read.

        Raises:
            RemoteError: The server does not answer as it should, and `keep_going` is off.
            ConfigError: The server must be asked, and httpx or the key is missing.
        """
        try:
            return self._read(document, rules)
        except RemoteError as error:
            if not self._keep_going:
                raise RemoteError(
                    error.message, where=error.where, hint=self._advice(error)
                ) from error
            self._failures += 1
            self.findings.append(_unanswered(document, error))
            return Facts()

    def spent(self) -> dict[str, float]:
        """Return what the questions of this run have cost."""
        if self._chat is None:
            return {"requests": 0, "tokens_in": 0, "tokens_out": 0, "price": 0.0}
        usage = self._chat.usage
        return {
            "requests": usage.requests,
            "tokens_in": usage.tokens_in,
            "tokens_out": usage.tokens_out,
            "price": usage.price,
        }

    def _read(self, document: Document, rules: Facts) -> Facts:
        lang = document.meta.language or language(document.text)
        told = by_model.version(lang)
        reader = by_model.Reader(model=self.llm.model, confidence=self.llm.confidence)
        found = Facts()
        doubts: list[Finding] = []
        used: list[str] = []
        for piece in by_model.pieces(document, self.llm.max_characters):
            key = answers.key_of(
                document, piece, model=self.llm.model, told=told, most=self.llm.max_tokens
            )
            content, is_whole = self._answer(key, document, piece, lang)
            used += [key, content]
            verified = by_model.verify(
                content,
                document,
                rules.plus(found),
                reader=reader,
                within=piece,
                lang=lang,
            )
            if not is_whole:
                doubts.append(finding(Refused("cut"), document))
            doubts += verified.findings
            found = found.plus(verified.facts)
            self.known += verified.known
        self.used += used
        self.findings += doubts
        return found

    def _advice(self, error: RemoteError) -> str:
        """Return what to do after a failure, with what was spent until then."""
        spent = self.spent()
        told = (
            f"{spent['requests']} requests and {spent['tokens_in'] + spent['tokens_out']} tokens"
            " so far; answers are kept, so the same command goes on from here"
        )
        return f"{error.hint}; {told}" if error.hint else told

    def _answer(
        self, key: str, document: Document, piece: Span, lang: Language
    ) -> tuple[str, bool]:
        kept = answers.find(self.folder, key)
        if kept is not None:
            return kept
        if self._failures >= PATIENCE:
            raise RemoteError(
                f"not asked: {PATIENCE} documents in a row got no answer", where=self.llm.base_url
            )
        answer = self._open().ask(by_model.messages(document, piece, lang), by_model.schema())
        self._failures = 0
        answers.keep(self.folder, key, answer.content, is_whole=answer.is_whole)
        return answer.content, answer.is_whole

    def _open(self) -> Chat:
        if self._chat is None:
            # Late: httpx is an optional extra, and a build from kept answers needs none.
            from kg.remote.chat import Chat, Endpoint  # noqa: PLC0415

            llm = self.llm
            self._chat = Chat(
                Endpoint(
                    base_url=llm.base_url,
                    model=llm.model,
                    key_env=llm.key_env,
                    timeout=llm.timeout,
                    retries=llm.retries,
                    max_requests=llm.max_requests,
                    max_tokens=llm.max_tokens,
                    price_in=llm.price_in,
                    price_out=llm.price_out,
                )
            )
        return self._chat


def _unanswered(document: Document, error: RemoteError) -> Finding:
    return Finding(
        severity="warning",
        focus=document.name,
        rule="model.unanswered",
        message=Text(
            f"{document.name}: 모델의 답을 받지 못해 규칙으로만 읽었습니다: {error.message}",
            f"{document.name} was read by rules only, the model gave no answer: {error.message}",
        ),
        where=error.where,
        hint=hint_of(error),
    )
