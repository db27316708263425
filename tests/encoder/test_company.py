"""One article is read the same whatever is read beside it: the encoder's int8 scales are set by all that shares a batch."""

from onrecord import compose
from onrecord.model import Article, Reading

FERRY = """Ferry to sail again, harbour master says

Orrin Vale, the harbour master, said on Monday that the ferry would sail on Friday. "The hull is sound," he told the council.

The council's engineer doubted it. A report seen by the committee warned that two plates had not been checked, according to a clerk.
"""
COMPANY = (
    "Rain is expected.",
    "THE MILL IS CLOSED, and nobody has said why!\n" * 12,
    "“We have counted every ballot,” Ines Tarr, the registrar, wrote, adding that the count would stand. " * 30,
    "1 2 3 4 5 6 7 8 9 % # @ § ½ ¾ …\n" * 20,
)


def test_an_article_is_read_the_same_alone_and_in_company() -> None:
    reader = compose.reader(2)
    ferry = Article("ferry", "ferry.txt", FERRY)
    others = [Article(f"other {i}", f"other{i}.txt", text) for i, text in enumerate(COMPANY)]
    alone = reader.read(ferry)
    in_company = [one for one in reader.read_many([*others, ferry]) if isinstance(one, Reading) and one.article.id == "ferry"]
    assert alone.attributions
    assert in_company == [alone]
