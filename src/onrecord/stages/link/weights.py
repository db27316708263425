"""What the numbers of a pair weigh: a logistic regression, written by `python -m eval.linking --fit`.

Fitted on the pairs of `data/claims` (8 events) and `data/bounty` (1), with the gold's attributions and with those that are read, each event
counting by the root of its pairs; the figures that are reported leave out the event that is scored. The last weight stands alone.
"""

import numpy as np

ASKED_FROM = 0.15  # what scores less is not shown to the judge
KEPT_FROM = 0.05  # what scores less leaves no link
# What a pair without a link counts in the mean over a claim. Not swept; of such pairs within an event 5 to 8 % are of one claim.
ABSENT = 0.02
SAME_FROM = 0.16  # the mean score from which statements are of one claim: good for both sets, given and read
_WEIGHTS = {
    "alone": 1.4310,
    "setting": -0.2404,
    "within": 4.1464,
    "across": -1.6218,
    "across least": -1.3749,
    "beyond": 0.5887,
    "beyond least": -1.7562,
    "own alone": 0.5401,
    "own setting": -0.6633,
    "own within": -4.0697,
    "own across": 0.9071,
    "own across least": 1.4023,
    "between": 6.3323,
    "rare words": -0.8305,
    "rare words across": -1.0238,
    "rare words across least": -1.0232,
    "rare sentence words": 0.6073,
    "words": 2.0068,
    "words within": -0.4117,
    "sentence words": 3.4128,
    "words across": 1.0491,
    "words across least": 0.4193,
    "names": -0.6947,
    "sentence names": -0.4364,
    "names apart": -0.3131,
    "numbers": 0.0586,
    "numbers apart": -1.2467,
    "speaker": 0.0643,
    "article": -0.0008,
    "near": 0.6800,
    "sentence": -4.9273,
    "answers": -0.6371,
    "both deny": 1.7073,
    "both decline": 1.1867,
    "both urge": 0.9866,
    "both intend": 0.3541,
    "both evaluate": 3.0901,
    "both believe": 0.6635,
    "voice": 0.0263,
    "short": -0.0800,
    "long": 0.3275,
    "alone stands": -3.5061,
}
WEIGHTS = np.array(list(_WEIGHTS.values()), np.float32)
