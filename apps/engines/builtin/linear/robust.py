"""Covariances of coefficients that hold where the scatter is uneven or rows belong together.

All in the orthonormal basis u = z R^-1 of the fit, where the classical covariance is s^2 I.
Sources: White 1980; MacKinnon and White 1985 (HC1, HC3); Liang and Zeger 1986 (by group);
Cameron and Miller 2015, A practitioner's guide to cluster-robust inference (its small-sample
factor, and Student's t with one degree of freedom less than there are groups).
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import blas

from apps.core.messages import msg, msgn
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.slots import ErrorKind
from apps.engines.contract import Refusal


class Meat:
    """Sums of products of u and residuals, block by block, for one kind of errors.

    ``groups`` is how many groups rows may belong to, where errors are by group.
    """

    def __init__(self, kind: ErrorKind, fit: Fit, groups: int) -> None:
        p, m = fit.beta.shape
        self.kind, self.fit = kind, fit
        self.hc3 = np.zeros((m, p, p))
        self.hc0 = np.zeros((m, p, p))
        self.scores = np.zeros((groups, m * p))
        self.rows = np.zeros(groups, dtype=np.int64)

    def add(
        self, block: Block, u: Floats, residuals: Floats, deleted: Floats, power: Floats
    ) -> None:
        """``deleted`` (n, m) are squared residuals of each row left out, ``power`` (n,) what a
        row's square counts: its weight squared, or how often it stands there.
        """
        for target in range(residuals.shape[1]):
            self.hc3[target] += _inner(u, power * deleted[:, target])
            if self.kind == "hc1":
                self.hc0[target] += _inner(u, power * residuals[:, target] ** 2)
        if self.kind == "cluster" and block.groups is not None:
            pull = block.w[:, None] * residuals
            scores = (pull[:, :, None] * u[:, None, :]).reshape(len(u), -1)
            np.add.at(self.scores, block.groups, scores)
            self.rows += np.bincount(block.groups, minlength=len(self.rows))

    @property
    def groups(self) -> int:
        """Groups that rows were found of."""
        return int((self.rows > 0).sum())

    def chosen(self, full_leverage_rows: int) -> Floats | None:
        """(m, p, p) covariance in the basis of the fit, scaled targets; None for the classical one.

        Refuses where it is not defined.
        """
        fit = self.fit
        if self.kind == "classical" or fit.df <= 0:
            return None
        if self.kind == "hc1":
            return self.hc0 * (fit.observations / fit.df)
        if self.kind == "hc3":
            _refuse_full(full_leverage_rows)
            return self.hc3
        return self._by_group()

    def _by_group(self) -> Floats:
        groups, fit = self.groups, self.fit
        if groups < 2:
            raise Refusal(
                msg("All rows used belong to one group of '{name}': errors by group need several.",
                    name=str(fit.spec.cluster)),
                fix=msg("Choose another column of groups, or other errors."),
                field="data.cluster",
            )  # fmt: skip
        m, p = len(self.hc3), fit.unknowns
        scores = self.scores.reshape(-1, m, p)
        inner = np.einsum("gmi,gmj->mij", scores, scores, optimize=True)
        factor = groups / (groups - 1) * (fit.observations - 1) / fit.df
        return np.asarray(inner * factor)


def _inner(u: Floats, weights: Floats) -> Floats:
    """u' diag(weights) u; weights are no less than zero, or nan, which counts as zero."""
    rows = np.sqrt(np.nan_to_num(weights))[:, None] * u
    half = blas.dsyrk(1.0, np.asfortranarray(rows), trans=1)
    return np.asarray(np.triu(half) + np.triu(half, 1).T)


def _refuse_full(rows: int) -> None:
    if rows:
        raise Refusal(
            msgn(
                "Errors of kind HC3 are not defined here: {count} row fixes a coefficient alone.",
                "Errors of kind HC3 are not defined here: {count} rows fix a coefficient alone.",
                rows,
            ),
            fix=msg(
                "Choose HC1, or leave out the predictor that only these rows vary, or add similar"
                " rows."
            ),
            field="errors",
        )
