"""What the numbers of a pair weigh: a logistic regression, written by `python -m eval.linking --fit`.

Fitted on the pairs of `data/claims` (8 events) and `data/bounty` (1), with the gold's attributions and with those that are read, each event
counting by the root of its pairs; the figures that are reported leave out the event that is scored. The last weight stands alone.
"""

import numpy as np

ASKED_FROM = 0.6  # what scores less is not shown to the judge
KEPT_FROM = 0.05  # what scores less leaves no link
# What a pair without a link counts in the mean over a claim. Not swept; of such pairs within an event 5 to 8 % are of one claim.
ABSENT = 0.02
SAME_FROM = 0.2  # the mean score from which statements are of one claim: good for both sets, best of those tried on our examples
_WEIGHTS = {
    "alone": 1.5270,
    "setting": 0.0988,
    "within": 3.7578,
    "across": -2.4272,
    "across least": -1.4513,
    "beyond": 0.8793,
    "beyond least": -1.4156,
    "own alone": 0.7131,
    "own setting": -0.7849,
    "own within": -3.4145,
    "own across": 1.0003,
    "own across least": 1.2009,
    "between": 5.4041,
    "rare words": -0.2789,
    "rare words across": -1.7532,
    "rare words across least": -0.7950,
    "rare sentence words": 0.8729,
    "words": 1.2623,
    "words within": -0.2668,
    "sentence words": 3.1803,
    "words across": 1.2000,
    "words across least": 0.4912,
    "names": -0.6880,
    "sentence names": -0.5263,
    "names apart": -0.2982,
    "numbers": -0.0142,
    "numbers apart": -1.2371,
    "speaker": 0.0529,
    "article": -0.0131,
    "near": 0.6905,
    "sentence": -4.6824,
    "answers": -0.7131,
    "both deny": 7.1849,
    "both decline": 3.9202,
    "both urge": 6.6706,
    "both intend": 4.4757,
    "both evaluate": 27.5549,
    "both believe": 3.1613,
    "voice": 0.0038,
    "short": -0.1518,
    "long": 0.3367,
    "alone stands": -3.1589,
}
WEIGHTS = np.array(list(_WEIGHTS.values()), np.float32)
