"""The index of a folder of pages: whatever a page calls itself, the index stays a list of links."""

from onrecord.export import index
from tests import marked


def test_a_headline_is_text_and_a_file_name_is_a_link() -> None:
    reading = marked.read("Text.", title='<script>alert("x")</script>', outlet="A & B")
    shown = "".join(index.chunks([index.Entry.of(reading, "a b#1%.html")]))
    assert (
        '<a href="./a%20b%231%25.html">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</a><td>A &amp; B<td>no date in this text' in shown
    )
    assert "<script" not in shown
