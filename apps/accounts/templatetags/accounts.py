"""Filters of the pages about oneself."""

from django import template

from apps.accounts.domain.browsers import browser_name

register = template.Library()
register.filter("browser", browser_name)
