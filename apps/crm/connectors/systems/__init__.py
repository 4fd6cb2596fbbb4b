"""The CRM systems that are built in."""
