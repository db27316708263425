"""Verbs: pure functions from records to records, one file or folder each."""

from onrecord.stages.assess import assess
from onrecord.stages.attribute import attribute
from onrecord.stages.collate import copies, edition, editions, is_copy, signature, together, wording
from onrecord.stages.contradict import contradict
from onrecord.stages.distil import distil
from onrecord.stages.enter import enter
from onrecord.stages.identify import appearances, identify
from onrecord.stages.qualify import qualify
from onrecord.stages.resolve import resolve
from onrecord.stages.scope import scope
from onrecord.stages.set_aside import set_aside
from onrecord.stages.trace import trace
from onrecord.stages.unmask import unmask
from onrecord.stages.voice import voice

__all__ = [
    "appearances",
    "assess",
    "attribute",
    "contradict",
    "copies",
    "distil",
    "edition",
    "editions",
    "enter",
    "identify",
    "is_copy",
    "qualify",
    "resolve",
    "scope",
    "set_aside",
    "signature",
    "together",
    "trace",
    "unmask",
    "voice",
    "wording",
]
