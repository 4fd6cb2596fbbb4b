"""Puts the panel's own site in place of Django's. Django reads this before any model is there."""

from django.contrib.admin.apps import AdminConfig


class LeptonAdminConfig(AdminConfig):
    default_site = "apps.accounts.panel.site.LeptonAdminSite"
