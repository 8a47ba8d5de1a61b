"""Files to findings: one file after another, or several at once where there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.diagnostics.finding import Finding, in_order
from eventbridge_notifier.diagnostics.registry import REGISTRY
from eventbridge_notifier.lint import documents, ignores, verdict, walk
from eventbridge_notifier.lint.candidate import Found
from eventbridge_notifier.lint.ignores import Ignore
from eventbridge_notifier.lint.nodes import Unreadable

MANY = 200
"""Files from which on it pays to work on several at once."""

_AT_ONCE = 32


@dataclass(frozen=True)
class Result:
    """What one file holds: its findings, and how many patterns were checked."""

    file: str
    findings: tuple[Finding, ...] = ()
    patterns: int = 0


def lint(paths: Iterable[Path], advance: Callable[[int], None] = lambda count: None
         ) -> Iterator[Result]:
    """The result of each file, in order. `advance` is told how many files are done."""
    files = [str(path) for path in walk.files(paths)]
    workers = min(os.cpu_count() or 1, 8)
    if len(files) < MANY or workers < 2:
        for one in files:
            yield of_file(one)
            advance(1)
        return
    context = get_context("fork" if os.name == "posix" else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for result in pool.map(of_file, files, chunksize=_AT_ONCE):
            yield result
            advance(1)


def of_file(name: str) -> Result:
    """The result of one file, whatever is in it."""
    text, unread = documents.text_of(name)
    if unread:
        return Result(name, (unread,))
    return of_text(name, text) if text is not None else Result(name)


def of_text(name: str, text: str) -> Result:
    """The result of a file called `name` with `text`."""
    try:
        found = list(candidates(name, text))
    except Unreadable as error:
        return Result(name, (documents.unread(name, error.position, error.message),))
    except RecursionError:
        return Result(name, (documents.unread(name, (1, 1), "nested too deep"),))
    comments = ignores.of(text)
    findings: list[Finding] = []
    used: set[tuple[int, str]] = set()
    for one in found:
        for finding in verdict.check(one, name):
            lifted = ignores.lifting(comments, finding.code, (finding.line, *one.lines))
            if lifted:
                used.add((lifted.line, finding.code))
            else:
                findings.append(finding)
    findings += [one for comment in comments for one in _comment(name, comment, used)]
    return Result(name, in_order(findings), len(found))


def candidates(name: str, text: str) -> Iterator[Found]:
    """What the finders find in a file. Raises Unreadable."""
    for root, finders in documents.roots(name, text):
        for find in finders:
            yield from find(root)


def _comment(name: str, comment: Ignore, used: set[tuple[int, str]]) -> Iterator[Finding]:
    """What is wrong with a comment that lifts findings."""
    told = Finding(name, comment.line, comment.column, "", "ignore", "warning", "")
    if not comment.reason:
        yield replace(told, message="the reason is missing: write it after the bracket")
    for code in comment.codes:
        if code not in REGISTRY:
            yield replace(told, message=f"there is no finding with the code {code}",
                          suggestion=meant(code, REGISTRY))
        elif (comment.line, code) not in used:
            yield replace(told, message=f"there is no finding {code} here")
