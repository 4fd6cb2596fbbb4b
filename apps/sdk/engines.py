"""Names of the engine contract that mean something else to those who read results."""

from apps.engines.contract import Prediction as Predictions

__all__ = ["Predictions"]
