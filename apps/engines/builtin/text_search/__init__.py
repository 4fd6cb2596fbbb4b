"""A search for better settings of a text model: Optuna proposes, the validation rows choose."""
