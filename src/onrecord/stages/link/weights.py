"""What the numbers of a pair weigh: a logistic regression, written by `python -m eval.linking --fit`.

Fitted on the pairs of `data/claims` (8 events) and `data/bounty` (1), with the gold's attributions and with those that are read, each event
counting by the root of its pairs; the figures that are reported leave out the event that is scored. The last weight stands alone.
"""

import numpy as np

ASKED_FROM = 0.6  # what scores less is not shown to the judge
KEPT_FROM = 0.05  # what scores less leaves no link
# What a pair without a link counts in the mean over a claim. Not swept; of such pairs within an event 5 to 8 % are of one claim.
ABSENT = 0.02
SAME_FROM = 0.18  # the mean score from which statements are of one claim: good for both sets, given and read
_WEIGHTS = {
    "alone": 1.2418,
    "setting": -0.1972,
    "within": 3.1995,
    "across": -1.6446,
    "across least": -1.4316,
    "beyond": 0.6477,
    "beyond least": -1.4357,
    "own alone": 0.5547,
    "own setting": -0.7193,
    "own within": -3.3054,
    "own across": 0.9071,
    "own across least": 1.3430,
    "between": 5.7949,
    "rare words": -0.7674,
    "rare words across": -1.0433,
    "rare words across least": -0.9720,
    "rare sentence words": 0.6592,
    "words": 1.9424,
    "words within": -0.4236,
    "sentence words": 3.5247,
    "words across": 1.0138,
    "words across least": 0.5310,
    "names": -0.6690,
    "sentence names": -0.4432,
    "names apart": -0.3069,
    "numbers": 0.0432,
    "numbers apart": -1.3661,
    "speaker": 0.0730,
    "article": 0.0213,
    "near": 0.7073,
    "sentence": -5.0347,
    "answers": -0.5774,
    "both deny": 1.7101,
    "both decline": 1.1899,
    "both urge": 0.9499,
    "both intend": 0.3289,
    "both evaluate": 3.3920,
    "both believe": 0.6181,
    "voice": 0.0231,
    "short": -0.1097,
    "long": 0.3398,
    "alone stands": -3.0439,
}
WEIGHTS = np.array(list(_WEIGHTS.values()), np.float32)
