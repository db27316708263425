"""Articles at the edge of what a database takes: they are kept, or cost nothing but themselves."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from onrecord.store import Store
from onrecord.store import address as address_of
from tests.cli.conftest import Run
from tests.store.conftest import NOW, entry

chance = random.Random(7)


def test_a_paragraph_of_a_hundred_thousand_words_is_kept_and_searched(new_ledger: Callable[[], str]) -> None:
    store = Store(address_of(new_ledger()), create=True)
    words = " ".join(f"{chance.getrandbits(40):x}" for _ in range(120_000))
    one = entry(f"{{source|Ada Lind}} {{cue|said}} {{content|the quay is safe}} {words} zuletzt.")
    with store.write() as write:
        write.add(one, at=NOW)
    with store.look() as look:
        assert look.reading(one.reading.article.id) == one.reading
    (hit,) = store.find("zuletzt", 5)
    assert one.reading.article.text[hit.start :].endswith("zuletzt.")
    assert len(store.find("Lind", 5)) == 1
    store.close()


def test_an_article_that_the_database_cannot_hold_costs_no_other(desk: Run, new_ledger: Callable[[], str]) -> None:
    ledger, address = new_ledger(), "https://post.example/" + "".join(f"{chance.getrandbits(64):x}" for _ in range(400))
    rows = [{"text": "Ada Lind said yes.\n"}, {"url": address, "text": "Tom Orr said no.\n"}, {"text": "Ida Ek said so.\n"}]
    Path("news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    run = desk("add", "news.jsonl", "--ledger", ledger)
    assert "Traceback" not in run.stderr
    if ledger.startswith("postgresql"):  # which indexes no address of 6,000 letters
        assert run.returncode == 1
        assert "2 added" in run.stdout
        assert "the database cannot hold it" in run.stderr
    else:
        assert "3 added" in run.stdout
    assert desk("verify", "--ledger", ledger).returncode == 0
