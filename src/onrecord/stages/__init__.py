"""Verbs: pure functions from records to records, one file each."""

from onrecord.stages.attribute import attribute
from onrecord.stages.set_aside import set_aside
from onrecord.stages.voice import voice

__all__ = ["attribute", "set_aside", "voice"]
