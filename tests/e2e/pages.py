"""The main pages of the site: name, and how its address is built. Extend it with every new page.

``make shots`` photographs these pages and ``test_pages.py`` walks them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from tests.crm.tables import MAIN_PAGES as CUSTOMERS
from tests.e2e import pages_surveys
from tests.e2e.pages_plan import plan_pages
from tests.factories.accounts import PASSWORD


@dataclass(frozen=True)
class MainPage:
    """``who`` is a person of the site, or 'nobody'; ``path`` takes the site's rows. ``act`` does in
    the open window what no address leads to."""

    name: str
    path: Callable[[Any], str]
    who: str = "owner"
    status: int = 200
    ours: bool = True  # False: another project draws it; its layout and markup are not judged here
    act: Callable[[Any, Any], None] | None = None
    counted: bool = True  # False: the queries are another package's, so the ledger leaves it out


def plain(url_name: str) -> Callable[[Any], str]:
    return lambda site: reverse(url_name)


def of_project(
    url_name: str, query: dict[str, str] | None = None, **ids: str
) -> Callable[[Any], str]:
    """``ids`` and ``query`` map arguments to rows of the site, e.g. ``job_id="job"``."""

    def path(site: Any) -> str:
        found, asked = _filled(ids, site), _filled(query or {}, site)
        address = reverse(url_name, kwargs={"project_id": site.project.pk, **found})
        return f"{address}?{urlencode(asked)}" if asked else address

    return path


def _filled(names: dict[str, str], site: Any) -> dict[str, Any]:
    """Argument → id of the row of that name; '=…' stands for itself."""
    return {
        key: name[1:] if name.startswith("=") else getattr(site, name).pk
        for key, name in names.items()
    }


def of_promotion(section: str) -> Callable[[Any], str]:
    """A form of a new row of a campaign."""

    def path(site: Any) -> str:
        known = {"project_id": site.project.pk, "section": section}
        return f"{reverse('promotion:new', kwargs=known)}?campaign={site.campaign.pk}"

    return path


def of_campaign(verb: str) -> Callable[[Any], str]:
    """A form of the campaign."""
    return lambda site: reverse(
        f"promotion:{verb}", args=[site.project.pk, "campaign", site.campaign.pk]
    )


def of_comparison(site: Any) -> str:
    return f"{reverse('promotion:compare', args=[site.project.pk])}?on=2027-03-10"


def of_calendar(site: Any) -> str:
    """The weeks in which the site's campaigns run."""
    return f"{reverse('promotion:calendar', args=[site.project.pk])}?from=2027-02-01"


def of_register(verb: str, **rows: str) -> Callable[[Any], str]:
    """A form of the prices of competitors."""

    def path(site: Any) -> str:
        found = {argument: getattr(site, name).pk for argument, name in rows.items()}
        known = {"project_id": site.project.pk, "section": "price", **found}
        return reverse(f"research:register_{verb}", kwargs=known)

    return path


def source_new(site: Any) -> str:
    """The form of one connector."""
    return f"{reverse('datasets:source_new', args=[site.project.pk])}?connector=worldbank"


def combine_columns(site: Any) -> str:
    """The second step of combining two tables."""
    other = site.project.datasets.get(name="Population")
    asked = urlencode({"t": [site.dataset.pk, other.pk]}, doseq=True)
    return f"{reverse('datasets:combine', args=[site.project.pk])}?{asked}"


def dictionary_column(site: Any) -> str:
    """What is said of one column."""
    ids = [site.project.pk, site.dataset.pk]
    return f"{reverse('datasets:dictionary_column', args=ids)}?column=channel"


def held(name: str) -> Callable[[Any], str]:
    """An address that the site keeps itself, because it holds a secret."""
    return lambda site: str(getattr(site, name))


def admin(name: str, row: str = "") -> MainPage:
    """A page of the admin panel: a list, or one row."""
    table = f"admin:{name}_change{'' if row else 'list'}"
    address = (lambda site: reverse(table, args=[getattr(site, row).pk])) if row else plain(table)
    label = name.partition("_")[2]
    return MainPage(
        f"admin-{label}" if row else f"admin-{label}s", address, who="admin", ours=False
    )


def pass_the_password(window: Any, site: Any) -> None:
    """From the log-in page to the question for the second factor."""
    window.fill("[name=login]", site.guarded.email)
    window.fill("[name=password]", PASSWORD)
    window.click("main button[type=submit]")
    window.wait_for_url("**/2fa/**")


def open_first_operation(window: Any, site: Any) -> None:
    """The try-it page, with one address unfolded."""
    window.locator(".swagger-ui .opblock-tag").first.click()
    operation = window.locator(".swagger-ui .opblock").first
    operation.locator(".opblock-summary-control").click()
    operation.locator(".opblock-body").wait_for()


ENTRANCE = (
    MainPage("log-in", plain("account_login"), who="nobody"),
    MainPage("second-factor-asked", plain("account_login"), who="nobody", act=pass_the_password),
    MainPage("sign-up", plain("account_signup"), who="nobody"),
    MainPage("password-reset", plain("account_reset_password"), who="nobody"),
    MainPage("password-reset-sent", plain("account_reset_password_done"), who="nobody"),
    MainPage("password-reset-new", held("reset"), who="nobody", counted=False),
    MainPage("password-reset-done", plain("account_reset_password_from_key_done"), who="nobody"),
    MainPage("invitation", held("invited"), who="nobody"),
    MainPage("invitation-joins", held("joining"), who="guarded"),
    MainPage("invitation-of-another", held("invited"), status=409),
    MainPage(
        "invitation-unknown",
        lambda site: reverse("accounts:invitation", args=["x"]),
        who="nobody",
        status=404,
    ),
)
ERRORS = (
    MainPage("error-400", lambda site: "/shown/400/", status=400, counted=False),
    MainPage("error-403", of_project("datasets:upload"), who="viewer", status=403),
    MainPage("error-403-form", lambda site: "/shown/form/", status=403, counted=False),
    MainPage("not-found", lambda site: "/no/such/page", status=404),
    MainPage("error-413", lambda site: "/shown/413/", status=413, counted=False),
    MainPage("error-429", lambda site: "/shown/429/", status=429, counted=False),
    MainPage("error-500", lambda site: "/shown/500/", status=500, counted=False),
)
ACCOUNT = (
    MainPage("profile", plain("accounts:profile")),
    MainPage("tokens", plain("accounts:tokens")),
    MainPage("sessions", plain("usersessions_list")),
    MainPage("password-change", plain("account_change_password")),
    MainPage("confirm-password", plain("account_reauthenticate"), counted=False),
    MainPage("log-out", plain("account_logout")),
    MainPage("second-factor", plain("mfa_index")),
    MainPage("second-factor-set-up", plain("mfa_activate_totp"), counted=False),
    MainPage("second-factor-on", plain("mfa_index"), who="guarded"),
    MainPage("second-factor-off", plain("mfa_deactivate_totp"), who="guarded", counted=False),
    MainPage("recovery-codes", plain("mfa_view_recovery_codes"), who="guarded", counted=False),
    MainPage(
        "recovery-codes-new", plain("mfa_generate_recovery_codes"), who="guarded", counted=False
    ),
    MainPage("notices", plain("events:notices")),
    MainPage("api-docs", plain("api-docs"), act=open_first_operation),
    MainPage("api-problems", plain("api-problems")),
)
PROJECT = (
    MainPage("projects", plain("projects:list")),
    MainPage("welcome", plain("projects:welcome")),
    MainPage("new-project", plain("projects:create")),
    MainPage("overview", of_project("projects:overview")),
    MainPage("markets", of_project("projects:markets")),
    MainPage("add-markets", of_project("projects:markets_add")),
    MainPage("market", of_project("projects:market", entry_id="entry")),
    MainPage("remove-market", of_project("projects:market_remove", entry_id="entry")),
    MainPage("members", of_project("projects:members")),
    MainPage("settings", of_project("projects:settings")),
    MainPage("plugins", of_project("projects:plugins")),
    *plan_pages(MainPage, of_project),
    MainPage("contacts", of_project("crm:contacts")),
    MainPage("new-contact", of_project("crm:contact_new")),
    MainPage("contact", of_project("crm:contact", contact_id="contact")),
    MainPage("edit-contact", of_project("crm:contact_edit", contact_id="contact")),
    MainPage("delete-contact", of_project("crm:contact_delete", contact_id="contact")),
    MainPage("companies", of_project("crm:companies")),
    MainPage("new-company", of_project("crm:company_new")),
    MainPage("company", of_project("crm:company", company_id="company")),
    MainPage("edit-company", of_project("crm:company_edit", company_id="company")),
    MainPage("delete-company", of_project("crm:company_delete", company_id="company")),
    MainPage("leads", of_project("crm:leads")),
    MainPage("new-lead", of_project("crm:lead_new")),
    MainPage("lead", of_project("crm:lead", lead_id="lead")),
    MainPage("edit-lead", of_project("crm:lead_edit", lead_id="lead")),
    MainPage("delete-lead", of_project("crm:lead_delete", lead_id="lead")),
    MainPage("convert-lead", of_project("crm:lead_convert", lead_id="lead")),
    MainPage("drop-lead", of_project("crm:lead_drop", lead_id="lead")),
    MainPage("leads-from-table", of_project("crm:leads_from_table")),
    MainPage("lead-intake", of_project("crm:intake", intake_id="intake")),
    MainPage("feedback", of_project("feedback:records")),
    MainPage("new-feedback", of_project("feedback:record_new")),
    MainPage("feedback-record", of_project("feedback:record", record_id="feedback_record")),
    MainPage("edit-feedback", of_project("feedback:record_edit", record_id="feedback_record")),
    MainPage("delete-feedback", of_project("feedback:record_delete", record_id="feedback_record")),
    MainPage("feedback-from-table", of_project("feedback:from_table")),
    MainPage("feedback-intake", of_project("feedback:intake", import_id="record_intake")),
    *(MainPage(name, of_project(url, *query, **ids)) for name, url, ids, *query in CUSTOMERS),
    MainPage("service-accounts", of_project("projects:service_accounts")),
    MainPage("service-account", of_project("projects:service_account", service_id="service")),
    MainPage("audit", of_project("events:audit")),
)
DATA = (
    MainPage("data", of_project("datasets:list")),
    MainPage("upload", of_project("datasets:upload")),
    MainPage("dataset", of_project("datasets:detail", dataset_id="dataset")),
    MainPage("derive", of_project("datasets:derive", dataset_id="dataset")),
    MainPage("labels", of_project("datasets:labels", dataset_id="dataset")),
    MainPage("combine", of_project("datasets:combine")),
    MainPage("combine-columns", combine_columns),
    MainPage("combined-dataset", of_project("datasets:detail", dataset_id="combined")),
    MainPage("coverage", of_project("datasets:coverage", dataset_id="combined")),
    MainPage("dictionary", of_project("datasets:dictionary", dataset_id="dataset")),
    MainPage("dictionary-fill", of_project("datasets:dictionary_fill", dataset_id="dataset")),
    MainPage("dictionary-column", dictionary_column),
    MainPage("dictionary-import", of_project("datasets:dictionary_import", dataset_id="dataset")),
    MainPage("sources", of_project("datasets:sources")),
    MainPage("source-choose", of_project("datasets:source_new")),
    MainPage("source-new", source_new),
    MainPage("source", of_project("datasets:source", source_id="source")),
    MainPage("source-look", of_project("datasets:source", source_id="draft_source")),
    MainPage("source-refused", of_project("datasets:source", source_id="refused_source")),
    MainPage("source-change", of_project("datasets:source_change", source_id="source")),
    MainPage("source-times", of_project("datasets:source_times", source_id="source")),
    MainPage("source-delete", of_project("datasets:source_delete", source_id="source")),
    MainPage("edit-dataset", of_project("datasets:change", dataset_id="dataset")),
    MainPage("delete-dataset", of_project("datasets:delete", dataset_id="dataset")),
    MainPage("upload-check", of_project("datasets:preview", upload_id="upload")),
    MainPage("upload-waits", of_project("datasets:preview", upload_id="waiting_upload")),
    MainPage("upload-refused", of_project("datasets:preview", upload_id="refused_upload")),
)
WORK = (
    MainPage("jobs", of_project("jobs:list")),
    MainPage("new-job", of_project("jobs:new")),
    MainPage(
        "new-job-form",
        lambda site: f"{of_project('jobs:new')(site)}?engine=regression.least_squares",
    ),
    MainPage("job", of_project("jobs:detail", job_id="job")),
    MainPage("job-runs", of_project("jobs:detail", job_id="running_job")),
    MainPage("job-refused", of_project("jobs:detail", job_id="refused_job")),
    MainPage("job-failed", of_project("jobs:detail", job_id="failed_job")),
    MainPage("job-divided", of_project("jobs:detail", job_id="divided_job")),
    MainPage("job-part", of_project("jobs:detail", job_id="part_job")),
    MainPage("job-search", of_project("jobs:detail", job_id="search_job")),
    MainPage("job-parts", of_project("jobs:list", query={"parent": "divided_job"})),
    MainPage("schedules", of_project("jobs:schedules")),
    MainPage("schedule", of_project("jobs:schedule", schedule_id="schedule")),
    MainPage("schedule-new", of_project("jobs:schedule_new", query={"from": "job"})),
    MainPage("schedule-edit", of_project("jobs:schedule_edit", schedule_id="schedule")),
    MainPage("schedule-delete", of_project("jobs:schedule_delete", schedule_id="schedule")),
    MainPage("compare-jobs", of_project("jobs:compare", query={"a": "job", "b": "other_job"})),
    MainPage("models", of_project("modelhub:list")),
    MainPage("import-model", of_project("modelhub:import")),
    MainPage("base-models", of_project("modelhub:bases")),
    MainPage("model", of_project("modelhub:detail", model_id="model")),
    MainPage("watch", of_project("modelhub:watch", alias_id="alias")),
    MainPage("predict", of_project("modelhub:predict", model_id="model")),
    MainPage(
        "prediction",
        of_project("modelhub:predict", query={"job": "prediction"}, model_id="model"),
    ),
    MainPage("demand", of_project("research:demand")),
    MainPage("new-demand", of_project("research:demand_new")),
    MainPage("predictions", of_project("research:predictions")),
    MainPage("predictions-list", of_project("research:predictions_list")),
    MainPage("prediction-of-period", of_project("research:prediction", prediction_id="forecast")),
    MainPage("kept-run", of_project("research:predictions_set", set_id="kept_run")),
    MainPage("keep-predictions", of_project("research:predictions_keep", job_id="forecast_job")),
    MainPage("competitors", of_project("research:competitors")),
    MainPage("competitor", of_project("research:competitor", competitor_id="competitor")),
    MainPage("own-product", of_project("research:own_product")),
    MainPage("prices", of_project("research:prices")),
    MainPage("prices-import", of_project("research:prices_import")),
    MainPage("features", of_project("research:features")),
    MainPage("positions", of_project("research:positions")),
    MainPage("new-price", of_register("new")),
    MainPage("edit-price", of_register("edit", row_id="price")),
    MainPage("delete-price", of_register("delete", row_id="price")),
    MainPage("campaigns", of_project("promotion:campaigns")),
    MainPage("campaign", of_project("promotion:campaign", campaign_id="campaign")),
    MainPage("creative", of_project("promotion:creative", creative_id="creative")),
    MainPage("campaign-calendar", of_calendar),
    MainPage("calendar-feed", of_project("promotion:feed")),
    MainPage("figures-from-table", of_project("promotion:from_table")),
    MainPage("figures-intake", of_project("promotion:intake", figures_id="outcome_intake")),
    MainPage("partners", of_project("promotion:partners")),
    MainPage("partner", of_project("promotion:partner", partner_id="partner")),
    MainPage("new-partner", of_promotion("partner")),
    MainPage("strategies", of_project("promotion:strategies")),
    MainPage("strategy", of_project("promotion:strategy", strategy_id="strategy")),
    MainPage("own-prices", of_project("promotion:prices")),
    MainPage("own-price", of_project("promotion:price", price_rule_id="price_rule")),
    MainPage("compare-prices", of_comparison),
    MainPage("new-own-price", of_promotion("price")),
    MainPage("new-discount", of_promotion("discount")),
    MainPage("channels", of_project("promotion:channels")),
    MainPage("new-campaign", of_promotion("campaign")),
    MainPage("new-campaign-day", of_promotion("day")),
    MainPage("edit-campaign", of_campaign("edit")),
    MainPage("delete-campaign", of_campaign("delete")),
    MainPage("feedback-as-dataset", of_project("feedback:as_dataset")),
    MainPage("themes", of_project("feedback:themes")),
    MainPage("look-for-themes", of_project("feedback:themes_look")),
    MainPage("theme", of_project("feedback:theme", theme_id="theme")),
    MainPage("edit-theme", of_project("feedback:theme_edit", theme_id="theme")),
    MainPage("merge-theme", of_project("feedback:theme_merge", theme_id="theme")),
    MainPage("split-theme", of_project("feedback:theme_split", theme_id="theme")),
    MainPage("move-feedback", of_project("feedback:theme_move", record_id="placed_record")),
    MainPage("mailboxes", of_project("feedback:mailboxes")),
    MainPage("new-mailbox", of_project("feedback:mailbox_new")),
    MainPage("mailbox", of_project("feedback:mailbox", mailbox_id="mailbox")),
    MainPage("edit-mailbox", of_project("feedback:mailbox_edit", mailbox_id="mailbox")),
    MainPage("delete-mailbox", of_project("feedback:mailbox_delete", mailbox_id="mailbox")),
    MainPage("retention", of_project("projects:retention")),
    MainPage("webhooks", of_project("events:webhooks")),
    MainPage("new-webhook", of_project("events:webhook_new")),
    MainPage("webhook", of_project("events:webhook", webhook_id="webhook")),
    MainPage("change-webhook", of_project("events:webhook_change", webhook_id="webhook")),
    MainPage("delete-webhook", of_project("events:webhook_delete", webhook_id="webhook")),
    MainPage(
        "delivery",
        of_project("events:delivery", webhook_id="webhook", delivery_id="delivery"),
    ),
)
PANEL = (
    MainPage("admin", plain("admin:index"), who="admin", ours=False),
    MainPage("admin-engines", plain("admin:engines"), who="admin", ours=False),
    MainPage("admin-invite-many", plain("admin:invite_many"), who="admin", ours=False),
    *(
        admin(name)
        for name in (
            *("accounts_user", "accounts_invitation", "accounts_apitoken", "accounts_outboxmail"),
            *("usersessions_usersession", "projects_project", "datasets_dataset", "jobs_job"),
            *("jobs_jobattempt", "jobs_worker", "events_auditentry", "crm_syncconnection"),
            *("accounts_serviceaccount", "accounts_oauthclient", "modelhub_trustedsigner"),
        )
    ),
    admin("accounts_user", "owner"),
    admin("accounts_outboxmail", "mail"),
    admin("projects_project", "project"),
    admin("jobs_job", "failed_job"),
)
PAGES: tuple[MainPage, ...] = (
    *ENTRANCE, *ERRORS, *ACCOUNT, *PROJECT, *DATA, *WORK, *pages_surveys.pages(MainPage), *PANEL,
)  # fmt: skip
