"""What the numbers of a pair weigh: two logistic regressions, written by `python -m eval.linking --fit`.

Fitted on the pairs of `data/claims` (8 events) and `data/bounty` (1), each event counting by the root of its pairs; the figures that are
reported leave out the event that is scored. The last weight of each table stands alone.
"""

import numpy as np

ASKED_FROM = 0.06  # by the plain numbers: what scores less is not shown to the judge
KEPT_FROM = 0.05  # what scores less leaves no link
ABSENT = 0.02  # what a pair without a link counts in the mean over a claim: about the mean of those that were left out
SAME_FROM = 0.30  # the mean score from which statements are of one claim
_PLAIN = {}
_JUDGED = {}
WEIGHTS = np.array(list(_PLAIN.values()), np.float32)
WEIGHTS_JUDGED = np.array(list(_JUDGED.values()), np.float32)
