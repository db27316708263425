"""Link: find which statements are about one claim, and how each stands to it."""

from onrecord.stages.link.gather import gather
from onrecord.stages.link.near import apart, glanced, near, signs_of, unit
from onrecord.stages.link.relate import Judging, relate
from onrecord.stages.link.sketch import VIEWS, Sketch, sketches, views

__all__ = ["VIEWS", "Judging", "Sketch", "apart", "gather", "glanced", "near", "relate", "signs_of", "sketches", "unit", "views"]
