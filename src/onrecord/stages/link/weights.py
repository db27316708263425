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
    "alone": 1.7873,
    "setting": 0.2010,
    "within": 3.5926,
    "across": -2.0806,
    "across least": -1.8064,
    "beyond": 0.6258,
    "beyond least": -1.3615,
    "own alone": 0.3453,
    "own setting": -0.8244,
    "own within": -3.2288,
    "own across": 1.0944,
    "own across least": 1.4196,
    "between": 5.2274,
    "rare words": -0.6369,
    "rare words across": -0.9580,
    "rare words across least": -1.1781,
    "rare sentence words": 0.6435,
    "words": 1.7627,
    "words within": -0.3879,
    "sentence words": 3.7524,
    "words across": 0.9929,
    "words across least": 0.4164,
    "names": -0.7002,
    "sentence names": -0.5160,
    "names apart": -0.3114,
    "numbers": -0.0631,
    "numbers apart": -1.3537,
    "speaker": 0.0422,
    "article": 0.0073,
    "near": 0.7210,
    "sentence": -5.0485,
    "answers": -0.5482,
    "both deny": 7.7266,
    "both decline": 4.4680,
    "both urge": 6.8879,
    "both intend": 3.9215,
    "both evaluate": 25.9529,
    "both believe": 3.3143,
    "voice": -0.0475,
    "short": -0.0764,
    "long": 0.3401,
    "alone stands": -3.2993,
}
WEIGHTS = np.array(list(_WEIGHTS.values()), np.float32)
