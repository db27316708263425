"""Verbs: pure functions from records to records, one file or folder each."""

from onrecord.stages.attribute import attribute
from onrecord.stages.distil import distil
from onrecord.stages.qualify import qualify
from onrecord.stages.resolve import resolve
from onrecord.stages.scope import scope
from onrecord.stages.set_aside import set_aside
from onrecord.stages.voice import voice

__all__ = ["attribute", "distil", "qualify", "resolve", "scope", "set_aside", "voice"]
