"""Forms drawn with the site's own field template."""

from django.forms.renderers import TemplatesSetting


class LeptonFormRenderer(TemplatesSetting):
    """Fields come from ``templates/core/forms/field.html`` (``{{ field.as_field_group }}``)."""

    field_template_name = "core/forms/field.html"
