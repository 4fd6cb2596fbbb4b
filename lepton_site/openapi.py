"""How the REST API is described: settings of drf-spectacular, none of them from the environment."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Lepton API",
    "DESCRIPTION": "Everything that the pages do with projects, market entries, data, jobs and"
    " models, for programs. Make a token on your page 'API tokens', send it as"
    " `Authorization: Bearer …`. Lists are paged: follow `next` until it is null. Errors are"
    " problem documents (RFC 9457). Texts come in the language of `Accept-Language`"
    " (`en`, `zh-Hans`).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.engines.answer_schema.add_answers",
        "apps.core.api.schema.add_problems",
        "apps.core.api.examples.add_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Stage": "apps.projects.models.Stage",
        "Role": "apps.projects.models.Role",
        "JobState": "apps.jobs.models.State",
        "EngineState": "apps.engines.api.STATES",
        "UploadState": "apps.datasets.models.Upload.State",
        "FetchState": "apps.datasets.models.Fetch.State",
        "LabelCheckState": "apps.datasets.models.LabelCheck.State",
        "LabelCheckReason": "apps.datasets.models.LabelCheck.Reason",
        "KindEnum": ["person", "service"],  # of who asks, as clients know it
        "LabelQueueKind": "apps.datasets.models.LabelQueue.Kind",
        "LabelDecision": "apps.datasets.labelling.decide.DECISIONS",
        "ExportTarget": "apps.modelhub.api_exports.TARGETS",
        "ColumnMeasure": "apps.datasets.models.ColumnEntry.Measure",
        "FeedbackChannel": "apps.feedback.records.models.FeedbackRecord.Channel",
        "FeedbackLanguageBy": "apps.feedback.records.models.FeedbackRecord.LanguageBy",
        "LeadState": "apps.crm.models.Lead.State",
        "FeatureAnswer": "apps.research.models.FeatureMark.Answer",
        "DimensionScale": "apps.research.models.Dimension.Scale",
        "NeedKind": "apps.projects.plan.models.Need.Kind",
        "NeedState": "apps.projects.plan.models.Need.State",
        "PlanItemKind": "apps.projects.plan.models.PlanItem.Kind",
        "PlanItemState": "apps.projects.plan.models.ItemState",
        "ItemMarketState": "apps.projects.plan.models.ItemMarket.State",
        "EffectDirection": "apps.projects.plan.models.Direction",
        "TestResult": "apps.projects.plan.models.Outcome",
        "PilotDecision": "apps.projects.plan.models.Pilot.Decision",
        "CriterionComparison": "apps.projects.plan.comparing.CHOICES",
        "LawfulBasis": "apps.crm.models.Basis",
        "ConsentDecision": "apps.crm.models.Consent.Decision",
        "PartyKind": "apps.crm.models.merging.PartyKind",
        "ActivityKind": "apps.crm.models.Activity.Kind",
        "SuppressionReason": "apps.crm.models.Suppression.Reason",
        "DeliveryState": "apps.events.models.WebhookDelivery.State",
    },
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}
