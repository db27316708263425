"""CoNLL-U: well-formed for any text, and the roles are on the right tokens."""

import re

from hypothesis import given

from onrecord.export import conllu
from onrecord.export.visible import encodable
from onrecord.model import Reading
from tests import marked
from tests.export.readings import STORY, readings, sure


def test_a_story_reads_like_this() -> None:
    reading = marked.read("{source|Ann Lee} {cue|said} {content|it holds}.The end.", id="ledger 1")
    (one,) = reading.attributions
    assert "".join(conllu.chunks([reading])).replace("\t_\t_\t_\t_\t_\t_\t_\t", " … ") == (
        "# newdoc id = ledger_1\n"
        f"# attribution = 1 {one.id} form=indirect parent=_ source=0:7 cue=8:12 content=13:21\n"
        "# newpar\n"
        "# sent_id = ledger_1-1\n"
        "# text = Ann Lee said it holds.\n"
        "1\tAnn … Source=1|Span=0:3\n"
        "2\tLee … Source=1|Span=4:7\n"
        "3\tsaid … Cue=1|Span=8:12\n"
        "4\tit … Content=1|Span=13:15\n"
        "5\tholds … Content=1|SpaceAfter=No|Span=16:21\n"
        "6\t. … SpaceAfter=No|Span=21:22\n"
        "\n"
        "# sent_id = ledger_1-2\n"
        "# text = The end.\n"
        "1\tThe … Span=22:25\n"
        "2\tend … SpaceAfter=No|Span=26:29\n"
        "3\t. … Span=29:30\n"
        "\n"
    )


def test_a_token_in_two_attributions_names_both_and_furniture_names_its_reason() -> None:
    tokens = "".join(conllu.chunks([STORY])).splitlines()
    assert any("believes" in line and "Content=1|Cue=2|" in line for line in tokens)
    assert any("Support" in line and "Furniture=appeal" in line for line in tokens)
    assert any("opened" in line and "Voice=Yes" in line for line in tokens)


@given(readings())
def test_any_text_gives_well_formed_sentences_whose_tokens_are_the_text(reading: Reading) -> None:
    text = encodable(reading.article.text)
    document = "".join(conllu.chunks([reading]))
    assert document.encode("utf-8")
    seen = []
    for sentence in filter(None, document.split("\n\n")):
        lines = sentence.split("\n")
        (stated,) = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        tokens = [line.split("\t") for line in lines if not re.match("# (newdoc|newpar|sent_id|text|attribution)", line)]
        assert [token[0] for token in tokens] == [str(number) for number in range(1, len(tokens) + 1)]
        assert "".join(token[1] for token in tokens) == "".join(stated.split())
        for token in tokens:
            assert len(token) == 10
            misc = dict(value.split("=") for value in token[9].split("|"))
            start, end = map(int, misc["Span"].split(":"))
            assert token[1] == text[start:end]
            seen.append((start, end))
            for role, pick in (("Source", "source"), ("Cue", "cue"), ("Content", "content")):
                expected = {
                    str(number)
                    for number, one in enumerate(reading.attributions, 1)
                    if any(span.start < end and start < span.end for span in getattr(one, pick))
                }
                assert set(filter(None, misc.get(role, "").split(","))) == expected
    assert "".join(text[start:end] for start, end in seen) == "".join(text.split())


def test_how_sure_a_speaker_is_stands_beside_the_act() -> None:
    (document,) = conllu.chunks([sure()])
    told = [line.partition(" certainty=")[2].split()[0] for line in document.splitlines() if line.startswith("# act")]
    assert told == ["certain,no,-2.80,25:29", "possible,yes,0.90,52:54", "_"]
