"""May this person be written to for this purpose? Rooms above ask here and nowhere else."""

from apps.crm.consent.rules import allowed, allows

__all__ = ["allowed", "allows"]
