"""The frame of every page: a template of this package, filled in, with the one style and the one script that its policy lets run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.export.visible import visible

if TYPE_CHECKING:
    from jinja2 import Template


def framed(template: str, *, style: str, script: str = "", **values: Any) -> str:
    """The template with its values, as one self-contained page. Every value is escaped on its way in.

    Args:
        template: the name of the template, a file of this package, as are the others.
        style: the name of its style.
        script: the name of its script; empty for a page without one.
        values: what the template shows.
    """
    styled, scripted = _asset(style), _asset(script) if script else ""
    return _template(template).render(style=_unescaped(styled), script=_unescaped(scripted), policy=_policy(styled, scripted), **values)


def _policy(style: str, script: str) -> str:
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    allowed = f"style-src '{_digest(style)}'; {scripts}img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return resources.files("onrecord.export.page").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _unescaped(text: str) -> Any:
    """Our own style or script, never words of an article."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the text is a file of this package


def _finalized(value: object) -> object:
    """Every value on its way into the page: text is escaped, and unseen characters in it are made visible, in this one place."""
    from markupsafe import Markup, escape

    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(visible(value))
    return value
