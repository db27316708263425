"""One file per format: pure functions from readings to text.

terminal, json, jsonl, csv, conllu: `chunks(readings)` gives text, a whole reading at a time, and holds one reading in memory.
brat: `text(reading)` and `annotations(reading)`, two files an article.
html: `page(reading)` and `pages(readings)`; index: the page that links a folder of pages.
"""

# Nothing is imported here: each format brings its own technology, and `onrecord --help` needs none.
FORMATS = ("terminal", "json", "jsonl", "html", "csv", "brat", "conllu")
