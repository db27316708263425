"""Verbs: pure functions from records to records, one file or folder each."""

from onrecord.stages.attribute import attribute
from onrecord.stages.qualify import qualify
from onrecord.stages.resolve import resolve
from onrecord.stages.set_aside import set_aside
from onrecord.stages.voice import voice

__all__ = ["attribute", "qualify", "resolve", "set_aside", "voice"]
