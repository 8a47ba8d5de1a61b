"""Hooks of mkdocs: pages that stand outside of docs/, the JSON Schema, and links to the repository.

Runs in .venv-docs, which has mkdocs and nothing of this project. A link to a file that is not there
is a warning, and mkdocs is strict.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("mkdocs.hooks.docs_site")

# Page of the site -> file of the repository.
PAGES = {
    "index.md": "README.md",
    "module.md": "modules/eventbridge_notifier/README.md",
    "forwarder.md": "modules/event_forwarder/README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
}
SCHEMA = ("watches.schema.json", "generator/eventbridge_notifier/spec/schema.json")
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
ELSEWHERE = re.compile(r"[a-z]+:|#|//")
# README shows pictures by the address that other sites need, too.
RAW = re.compile(r"https://raw\.githubusercontent\.com/[^/]+/[^/]+/main/docs/")


def on_files(files: Files, config: Any) -> Files:
    """Adds what stands outside of docs/."""
    for page, source in PAGES.items():
        text = RAW.sub("docs/", (ROOT / source).read_text(encoding="utf-8"))
        files.append(File.generated(config, page, content=_relinked(text, source, page, config)))
    name, source = SCHEMA
    files.append(File.generated(config, name, content=(ROOT / source).read_bytes()))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links of a page in docs/ that leave the folder."""
    source = page.file.src_uri
    return markdown if source in PAGES else _relinked(markdown, f"docs/{source}", source, config)


def _relinked(text: str, source: str, page: str, config: Any) -> str:
    """The text of the repository's file `source` with links as the site's `page` needs them."""
    return LINK.sub(
        lambda link: f"{link[1]}{_target(link[2], source, page, config)}{link[3]}", text)


def _target(link: str, source: str, page: str, config: Any) -> str:
    if ELSEWHERE.match(link):
        return link
    path, mark, anchor = link.partition("#")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    ours = {file.removesuffix("/README.md") if file.startswith("modules/") else file: name
            for name, file in PAGES.items()} | {file: name for name, file in PAGES.items()}
    on_site = wanted.removeprefix("docs/") if wanted.startswith("docs/") else ours.get(wanted)
    if on_site:
        return posixpath.relpath(on_site, posixpath.dirname(page) or ".") + mark + anchor
    if not (ROOT / wanted).exists():
        log.warning("%s links to %s, and there is no such file", source, link)
    kind = "tree" if (ROOT / wanted).is_dir() else "blob"
    return f"{config.repo_url.rstrip('/')}/{kind}/main/{wanted}{mark}{anchor}"
