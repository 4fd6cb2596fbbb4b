"""The manifest of ``markets.segments``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.segments import outputs, slots
from apps.engines.builtin.segments.params import SegmentsParams
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
)


class Segments(Engine):
    """Groups of markets or customers that are alike, if there are any."""

    key = "markets.segments"
    version = "1.0.0"
    label = mark("Segments of markets")
    question = mark("Which markets or customers are alike?")
    description = mark(
        "Groups of markets or customers that are alike: whether there are any, how many, who"
        " belongs to which and how surely, and what each is like."
    )
    kind = "markets"
    Params = SegmentsParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.segments.runner:Runner"
    warm = True
    predicts = True
    sources = (
        "Lloyd (1982), Least squares quantization in PCM",
        "Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding",
        "Tibshirani and Walther (2005), Cluster validation by prediction strength",
        "Hartigan and Hartigan (1985), The dip test of unimodality; Hartigan (1985), AS 217",
        "Meinshausen, Meier and Bühlmann (2009), p-values for high-dimensional regression: p-values"
        " of several splits",
        "Tibshirani, Walther and Hastie (2001), Estimating the number of clusters in a data set via"
        " the gap statistic",
        "Hennig (2007), Cluster-wise assessment of cluster stability",
        "Hubert and Arabie (1985), Comparing partitions",
        "Fraley and Raftery (2002), Model-based clustering, discriminant analysis, and density"
        " estimation",
    )
    docs = (
        "Measures are put on the scale that you choose; k-means with ten starts on at most 50,000"
        " rows finds the segments, and up to five passes over all rows finish them.\n\n"
        "Whether there are segments at all is tested first. The rows are halved ten times. One half"
        " names the two neighbouring segments between which rows are thinnest; Hartigan's dip tests"
        " on the other half that the rows of the two have a single peak along the line between"
        " them. Values on a grid (ratings, counts) are spread over its steps for it. Twice the"
        " median p-value must fall to 5 % or below. The number is then the largest"
        " whose mean prediction strength reaches 0.8. The gap statistic, against uniform rows in"
        " the box of the principal components, stands beside it as a second opinion.\n\n"
        "Probabilities are those of a Gaussian mixture that begins at the segments of k-means: with"
        " covariances of their own where segments have ten rows or more for each measure, else with"
        " variances alone.\n\n"
        "How stable a segment is: the mean Jaccard similarity to the most similar segment of 50"
        " bootstrap samples. Below 0.6 it should not be trusted, from 0.75 on it is stable.\n\n"
        "Number, test, stability and what each measure decides are computed from at most 2,000 rows"
        " that their own values and the seed pick; the mixture from at most 20,000. Up to 50,000"
        " rows the answer does not depend on the order of rows or columns at all; beyond that up to"
        " rounding. Multiplying a measure by a constant changes nothing up to 50,000 rows; beyond"
        " that other rows may be picked.\n\n"
        "Limits: k-means looks for round segments of like extent on the chosen scale; long ones may"
        " be cut. Segments that overlap so far that no valley lies between them are not found by"
        " the test. Every measure counts the same: two that say the same count twice."
    )

    def resources(self, params: SegmentsParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = len(slots.measures(data.roles)) if data else 0
        kept = min(rows * columns * 8, 512 * 1024**2)
        tried = max(params.most, params.segments or 0) / 8
        return Resources(
            memory_bytes=400 * 1024**2 + kept + rows * 64,
            seconds=5 + rows * max(columns, 1) * 1.5e-6 + min(rows, 2000) * columns * 5e-4 * tried,
        )

    def validate(self, params: SegmentsParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)

    def outputs(
        self, params: SegmentsParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.table(profiles.get("data"))


ENGINE = Segments()
