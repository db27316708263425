"""Bytes from outside, made into articles.

`expand` finds what there is to read, `load` reads it, `article_of_text` takes a text as it is; `kept_of_row` takes what was read before.
`Fetcher` alone may use the network.
"""

from onrecord.ingest.fetch import Fetcher
from onrecord.ingest.item import SUFFIXES, Item, expand
from onrecord.ingest.limits import Limits
from onrecord.ingest.load import load, load_stream
from onrecord.ingest.plain import article_of_text
from onrecord.ingest.rows import kept_of_row

__all__ = ["SUFFIXES", "Fetcher", "Item", "Limits", "article_of_text", "expand", "kept_of_row", "load", "load_stream"]
