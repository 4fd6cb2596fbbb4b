"""Contains all the data models used in inputs/outputs"""

from .activities_list_kind import ActivitiesListKind
from .activities_list_ordering import ActivitiesListOrdering
from .activity import Activity
from .activity_batch_request import ActivityBatchRequest
from .activity_input_request import ActivityInputRequest
from .activity_kind import ActivityKind
from .activity_row_request import ActivityRowRequest
from .actual_input_request import ActualInputRequest
from .alias import Alias
from .alias_input_request import AliasInputRequest
from .approval import Approval
from .artifact import Artifact
from .audit_entry import AuditEntry
from .audit_entry_data import AuditEntryData
from .audit_export_channel import AuditExportChannel
from .audit_export_format import AuditExportFormat
from .audit_export_via_type import AuditExportViaType
from .audit_list_channel import AuditListChannel
from .audit_list_via_type import AuditListViaType
from .band_enum import BandEnum
from .base_file import BaseFile
from .base_model import BaseModel
from .base_model_detail import BaseModelDetail
from .base_model_list import BaseModelList
from .batch_answer import BatchAnswer
from .by_enum import ByEnum
from .campaign import Campaign
from .campaign_batch_request import CampaignBatchRequest
from .campaign_days_list_ordering import CampaignDaysListOrdering
from .campaign_input_request import CampaignInputRequest
from .campaign_row_request import CampaignRowRequest
from .campaign_state import CampaignState
from .campaigns_list_ordering import CampaignsListOrdering
from .campaigns_list_state import CampaignsListState
from .cancel_input_request import CancelInputRequest
from .channel import Channel
from .channel_batch_request import ChannelBatchRequest
from .channel_input_request import ChannelInputRequest
from .channel_kind import ChannelKind
from .channel_row_request import ChannelRowRequest
from .channels_list_kind import ChannelsListKind
from .channels_list_ordering import ChannelsListOrdering
from .chosen_input_request import ChosenInputRequest
from .chosen_input_request_roles import ChosenInputRequestRoles
from .column import Column
from .column_change import ColumnChange
from .column_entry import ColumnEntry
from .column_entry_input_request import ColumnEntryInputRequest
from .combine_input_request import CombineInputRequest
from .combined_table_input_request import CombinedTableInputRequest
from .companies_list_ordering import CompaniesListOrdering
from .company import Company
from .company_attributes import CompanyAttributes
from .company_batch_request import CompanyBatchRequest
from .company_brief import CompanyBrief
from .company_input_request import CompanyInputRequest
from .company_input_request_attributes import CompanyInputRequestAttributes
from .company_row_request import CompanyRowRequest
from .company_row_request_attributes import CompanyRowRequestAttributes
from .competitor import Competitor
from .competitor_batch_request import CompetitorBatchRequest
from .competitor_input_request import CompetitorInputRequest
from .competitor_row_request import CompetitorRowRequest
from .competitors_list_ordering import CompetitorsListOrdering
from .connector import Connector
from .connector_list import ConnectorList
from .connector_settings import ConnectorSettings
from .consent import Consent
from .consent_decision import ConsentDecision
from .consent_input_basis_enum import ConsentInputBasisEnum
from .consent_input_request import ConsentInputRequest
from .consents_list_decision import ConsentsListDecision
from .consents_list_lawful_basis import ConsentsListLawfulBasis
from .consents_list_ordering import ConsentsListOrdering
from .contact import Contact
from .contact_attributes import ContactAttributes
from .contact_batch_request import ContactBatchRequest
from .contact_input_request import ContactInputRequest
from .contact_input_request_attributes import ContactInputRequestAttributes
from .contact_row_request import ContactRowRequest
from .contact_row_request_attributes import ContactRowRequestAttributes
from .contacts_list_ordering import ContactsListOrdering
from .conversion_input_request import ConversionInputRequest
from .conversion_input_request_company_type_0 import ConversionInputRequestCompanyType0
from .conversion_input_request_contact_type_0 import ConversionInputRequestContactType0
from .creative import Creative
from .creative_batch_request import CreativeBatchRequest
from .creative_input_request import CreativeInputRequest
from .creative_row_request import CreativeRowRequest
from .creative_state import CreativeState
from .creatives_list_ordering import CreativesListOrdering
from .creatives_list_state import CreativesListState
from .criterion import Criterion
from .criterion_comparison import CriterionComparison
from .criterion_request import CriterionRequest
from .dataset import Dataset
from .dataset_rows import DatasetRows
from .deal import Deal
from .deal_batch_request import DealBatchRequest
from .deal_input_request import DealInputRequest
from .deal_row_request import DealRowRequest
from .deals_list_ordering import DealsListOrdering
from .decision_input_request import DecisionInputRequest
from .delivery import Delivery
from .delivery_detail import DeliveryDetail
from .delivery_detail_body import DeliveryDetailBody
from .delivery_state import DeliveryState
from .derive_input_request import DeriveInputRequest
from .derive_input_request_rates import DeriveInputRequestRates
from .derive_input_request_steps_item import DeriveInputRequestStepsItem
from .dimension import Dimension
from .dimension_batch_request import DimensionBatchRequest
from .dimension_input_request import DimensionInputRequest
from .dimension_row_request import DimensionRowRequest
from .dimension_scale import DimensionScale
from .dimensions_list_ordering import DimensionsListOrdering
from .dimensions_list_scale import DimensionsListScale
from .discount import Discount
from .discount_batch_request import DiscountBatchRequest
from .discount_input_request import DiscountInputRequest
from .discount_kind import DiscountKind
from .discount_row_request import DiscountRowRequest
from .discounts_list_kind import DiscountsListKind
from .discounts_list_ordering import DiscountsListOrdering
from .drift_alert import DriftAlert
from .drift_alert_state_enum import DriftAlertStateEnum
from .drift_alerts_list_state import DriftAlertsListState
from .drift_check import DriftCheck
from .drift_check_state_enum import DriftCheckStateEnum
from .drift_checks_list_state import DriftChecksListState
from .drift_statistic import DriftStatistic
from .duplicate_pair import DuplicatePair
from .duplicate_pair_state_enum import DuplicatePairStateEnum
from .duplicate_pairs_list_kind import DuplicatePairsListKind
from .duplicate_pairs_list_state import DuplicatePairsListState
from .duplicate_search import DuplicateSearch
from .duplicate_search_input_request import DuplicateSearchInputRequest
from .duplicate_search_state_enum import DuplicateSearchStateEnum
from .duplicate_searches_list_kind import DuplicateSearchesListKind
from .duplicate_searches_list_state import DuplicateSearchesListState
from .effect import Effect
from .effect_direction import EffectDirection
from .engine import Engine
from .engine_detail import EngineDetail
from .engine_detail_params import EngineDetailParams
from .engine_list import EngineList
from .engine_state import EngineState
from .entries_list_ordering import EntriesListOrdering
from .entries_list_stage import EntriesListStage
from .entries_moves_from_stage import EntriesMovesFromStage
from .entries_moves_to_stage import EntriesMovesToStage
from .entry import Entry
from .entry_input_request import EntryInputRequest
from .error import Error
from .event_kind import EventKind
from .event_kind_example import EventKindExample
from .event_kind_list import EventKindList
from .event_kind_schema import EventKindSchema
from .export import Export
from .export_file import ExportFile
from .export_list import ExportList
from .export_report import ExportReport
from .export_target import ExportTarget
from .export_variant import ExportVariant
from .external import External
from .external_request import ExternalRequest
from .feature import Feature
from .feature_answer import FeatureAnswer
from .feature_batch_request import FeatureBatchRequest
from .feature_input_request import FeatureInputRequest
from .feature_mark import FeatureMark
from .feature_mark_batch_request import FeatureMarkBatchRequest
from .feature_mark_input_request import FeatureMarkInputRequest
from .feature_mark_row_request import FeatureMarkRowRequest
from .feature_marks_list_answer import FeatureMarksListAnswer
from .feature_marks_list_ordering import FeatureMarksListOrdering
from .feature_row_request import FeatureRowRequest
from .features_list_ordering import FeaturesListOrdering
from .feedback_channel import FeedbackChannel
from .feedback_language_by import FeedbackLanguageBy
from .feedback_record import FeedbackRecord
from .feedback_record_attributes import FeedbackRecordAttributes
from .feedback_record_batch_request import FeedbackRecordBatchRequest
from .feedback_record_input_request import FeedbackRecordInputRequest
from .feedback_record_input_request_attributes import (
    FeedbackRecordInputRequestAttributes,
)
from .feedback_records_list_channel import FeedbackRecordsListChannel
from .feedback_records_list_language_by import FeedbackRecordsListLanguageBy
from .feedback_records_list_ordering import FeedbackRecordsListOrdering
from .fetch import Fetch
from .fetch_origin import FetchOrigin
from .fetch_state import FetchState
from .fetches_list_state import FetchesListState
from .field import Field
from .fineness_enum import FinenessEnum
from .import_input_request import ImportInputRequest
from .import_input_request_plan import ImportInputRequestPlan
from .input_role import InputRole
from .inspect_input_request import InspectInputRequest
from .into_enum import IntoEnum
from .invited import Invited
from .issue import Issue
from .item_market import ItemMarket
from .item_market_batch_request import ItemMarketBatchRequest
from .item_market_input_request import ItemMarketInputRequest
from .item_market_row_request import ItemMarketRowRequest
from .item_market_state import ItemMarketState
from .item_markets_list_ordering import ItemMarketsListOrdering
from .item_markets_list_state import ItemMarketsListState
from .job import Job
from .job_detail import JobDetail
from .job_detail_params import JobDetailParams
from .job_input_request import JobInputRequest
from .job_input_request_inputs import JobInputRequestInputs
from .job_input_request_params import JobInputRequestParams
from .job_preview import JobPreview
from .job_result import JobResult
from .job_result_provenance import JobResultProvenance
from .job_result_summary import JobResultSummary
from .job_state import JobState
from .jobs_list_state import JobsListState
from .jobs_list_task import JobsListTask
from .jobs_report_report import JobsReportReport
from .keeps_enum import KeepsEnum
from .kind_enum import KindEnum
from .label_check import LabelCheck
from .label_check_reason import LabelCheckReason
from .label_check_state import LabelCheckState
from .label_checks_list_reason import LabelChecksListReason
from .label_checks_list_state import LabelChecksListState
from .label_decision import LabelDecision
from .label_decision_input_request import LabelDecisionInputRequest
from .label_input_request import LabelInputRequest
from .label_queue import LabelQueue
from .label_queue_kind import LabelQueueKind
from .label_queues_list_kind import LabelQueuesListKind
from .labels_input_request import LabelsInputRequest
from .labels_stored import LabelsStored
from .lawful_basis import LawfulBasis
from .lead import Lead
from .lead_attributes import LeadAttributes
from .lead_batch_request import LeadBatchRequest
from .lead_input_request import LeadInputRequest
from .lead_input_request_attributes import LeadInputRequestAttributes
from .lead_row_request import LeadRowRequest
from .lead_row_request_attributes import LeadRowRequestAttributes
from .lead_state import LeadState
from .leads_list_lawful_basis import LeadsListLawfulBasis
from .leads_list_ordering import LeadsListOrdering
from .leads_list_state import LeadsListState
from .licence_from_enum import LicenceFromEnum
from .lift_input_request import LiftInputRequest
from .log import Log
from .log_page import LogPage
from .logged_prediction import LoggedPrediction
from .logged_prediction_numbers import LoggedPredictionNumbers
from .logged_prediction_texts_type_0 import LoggedPredictionTextsType0
from .market_strategies_list_ordering import MarketStrategiesListOrdering
from .me import Me
from .member import Member
from .member_input_request import MemberInputRequest
from .members_list_role import MembersListRole
from .merge import Merge
from .merge_input_request import MergeInputRequest
from .merges_list_kind import MergesListKind
from .methods_enum import MethodsEnum
from .metric import Metric
from .metric_page import MetricPage
from .model import Model
from .model_detail import ModelDetail
from .model_detail_summary import ModelDetailSummary
from .model_export import ModelExport
from .model_export_list import ModelExportList
from .move import Move
from .move_input_request import MoveInputRequest
from .named_prediction import NamedPrediction
from .need import Need
from .need_batch_request import NeedBatchRequest
from .need_input_request import NeedInputRequest
from .need_kind import NeedKind
from .need_row_request import NeedRowRequest
from .need_state import NeedState
from .needs import Needs
from .needs_list_kind import NeedsListKind
from .needs_list_ordering import NeedsListOrdering
from .needs_list_state import NeedsListState
from .origin_enum import OriginEnum
from .others_enum import OthersEnum
from .outcome import Outcome
from .outcome_batch_request import OutcomeBatchRequest
from .outcome_input_request import OutcomeInputRequest
from .outcome_row_request import OutcomeRowRequest
from .paginated_activity_list import PaginatedActivityList
from .paginated_activity_list_deleted_item import PaginatedActivityListDeletedItem
from .paginated_activity_list_deleted_item_external_item import (
    PaginatedActivityListDeletedItemExternalItem,
)
from .paginated_alias_list import PaginatedAliasList
from .paginated_artifact_list import PaginatedArtifactList
from .paginated_audit_entry_list import PaginatedAuditEntryList
from .paginated_campaign_list import PaginatedCampaignList
from .paginated_campaign_list_deleted_item import PaginatedCampaignListDeletedItem
from .paginated_campaign_list_deleted_item_external_item import (
    PaginatedCampaignListDeletedItemExternalItem,
)
from .paginated_channel_list import PaginatedChannelList
from .paginated_channel_list_deleted_item import PaginatedChannelListDeletedItem
from .paginated_channel_list_deleted_item_external_item import (
    PaginatedChannelListDeletedItemExternalItem,
)
from .paginated_column_entry_list import PaginatedColumnEntryList
from .paginated_company_list import PaginatedCompanyList
from .paginated_company_list_deleted_item import PaginatedCompanyListDeletedItem
from .paginated_company_list_deleted_item_external_item import (
    PaginatedCompanyListDeletedItemExternalItem,
)
from .paginated_competitor_list import PaginatedCompetitorList
from .paginated_competitor_list_deleted_item import PaginatedCompetitorListDeletedItem
from .paginated_competitor_list_deleted_item_external_item import (
    PaginatedCompetitorListDeletedItemExternalItem,
)
from .paginated_consent_list import PaginatedConsentList
from .paginated_consent_list_deleted_item import PaginatedConsentListDeletedItem
from .paginated_consent_list_deleted_item_external_item import (
    PaginatedConsentListDeletedItemExternalItem,
)
from .paginated_contact_list import PaginatedContactList
from .paginated_contact_list_deleted_item import PaginatedContactListDeletedItem
from .paginated_contact_list_deleted_item_external_item import (
    PaginatedContactListDeletedItemExternalItem,
)
from .paginated_creative_list import PaginatedCreativeList
from .paginated_creative_list_deleted_item import PaginatedCreativeListDeletedItem
from .paginated_creative_list_deleted_item_external_item import (
    PaginatedCreativeListDeletedItemExternalItem,
)
from .paginated_dataset_list import PaginatedDatasetList
from .paginated_deal_list import PaginatedDealList
from .paginated_deal_list_deleted_item import PaginatedDealListDeletedItem
from .paginated_deal_list_deleted_item_external_item import (
    PaginatedDealListDeletedItemExternalItem,
)
from .paginated_delivery_list import PaginatedDeliveryList
from .paginated_dimension_list import PaginatedDimensionList
from .paginated_dimension_list_deleted_item import PaginatedDimensionListDeletedItem
from .paginated_dimension_list_deleted_item_external_item import (
    PaginatedDimensionListDeletedItemExternalItem,
)
from .paginated_discount_list import PaginatedDiscountList
from .paginated_discount_list_deleted_item import PaginatedDiscountListDeletedItem
from .paginated_discount_list_deleted_item_external_item import (
    PaginatedDiscountListDeletedItemExternalItem,
)
from .paginated_drift_alert_list import PaginatedDriftAlertList
from .paginated_drift_check_list import PaginatedDriftCheckList
from .paginated_duplicate_pair_list import PaginatedDuplicatePairList
from .paginated_duplicate_search_list import PaginatedDuplicateSearchList
from .paginated_entry_list import PaginatedEntryList
from .paginated_entry_list_deleted_item import PaginatedEntryListDeletedItem
from .paginated_entry_list_deleted_item_external_item import (
    PaginatedEntryListDeletedItemExternalItem,
)
from .paginated_feature_list import PaginatedFeatureList
from .paginated_feature_list_deleted_item import PaginatedFeatureListDeletedItem
from .paginated_feature_list_deleted_item_external_item import (
    PaginatedFeatureListDeletedItemExternalItem,
)
from .paginated_feature_mark_list import PaginatedFeatureMarkList
from .paginated_feature_mark_list_deleted_item import (
    PaginatedFeatureMarkListDeletedItem,
)
from .paginated_feature_mark_list_deleted_item_external_item import (
    PaginatedFeatureMarkListDeletedItemExternalItem,
)
from .paginated_feedback_record_list import PaginatedFeedbackRecordList
from .paginated_feedback_record_list_deleted_item import (
    PaginatedFeedbackRecordListDeletedItem,
)
from .paginated_feedback_record_list_deleted_item_external_item import (
    PaginatedFeedbackRecordListDeletedItemExternalItem,
)
from .paginated_fetch_list import PaginatedFetchList
from .paginated_item_market_list import PaginatedItemMarketList
from .paginated_item_market_list_deleted_item import PaginatedItemMarketListDeletedItem
from .paginated_item_market_list_deleted_item_external_item import (
    PaginatedItemMarketListDeletedItemExternalItem,
)
from .paginated_job_list import PaginatedJobList
from .paginated_label_check_list import PaginatedLabelCheckList
from .paginated_label_queue_list import PaginatedLabelQueueList
from .paginated_lead_list import PaginatedLeadList
from .paginated_lead_list_deleted_item import PaginatedLeadListDeletedItem
from .paginated_lead_list_deleted_item_external_item import (
    PaginatedLeadListDeletedItemExternalItem,
)
from .paginated_logged_prediction_list import PaginatedLoggedPredictionList
from .paginated_member_list import PaginatedMemberList
from .paginated_merge_list import PaginatedMergeList
from .paginated_model_list import PaginatedModelList
from .paginated_move_list import PaginatedMoveList
from .paginated_need_list import PaginatedNeedList
from .paginated_need_list_deleted_item import PaginatedNeedListDeletedItem
from .paginated_need_list_deleted_item_external_item import (
    PaginatedNeedListDeletedItemExternalItem,
)
from .paginated_outcome_list import PaginatedOutcomeList
from .paginated_outcome_list_deleted_item import PaginatedOutcomeListDeletedItem
from .paginated_outcome_list_deleted_item_external_item import (
    PaginatedOutcomeListDeletedItemExternalItem,
)
from .paginated_partner_list import PaginatedPartnerList
from .paginated_partner_list_deleted_item import PaginatedPartnerListDeletedItem
from .paginated_partner_list_deleted_item_external_item import (
    PaginatedPartnerListDeletedItemExternalItem,
)
from .paginated_period_prediction_list import PaginatedPeriodPredictionList
from .paginated_pilot_list import PaginatedPilotList
from .paginated_pilot_list_deleted_item import PaginatedPilotListDeletedItem
from .paginated_pilot_list_deleted_item_external_item import (
    PaginatedPilotListDeletedItemExternalItem,
)
from .paginated_plan_item_list import PaginatedPlanItemList
from .paginated_plan_item_list_deleted_item import PaginatedPlanItemListDeletedItem
from .paginated_plan_item_list_deleted_item_external_item import (
    PaginatedPlanItemListDeletedItemExternalItem,
)
from .paginated_plan_move_list import PaginatedPlanMoveList
from .paginated_position_list import PaginatedPositionList
from .paginated_position_list_deleted_item import PaginatedPositionListDeletedItem
from .paginated_position_list_deleted_item_external_item import (
    PaginatedPositionListDeletedItemExternalItem,
)
from .paginated_prediction_score_list import PaginatedPredictionScoreList
from .paginated_price_list import PaginatedPriceList
from .paginated_price_list_deleted_item import PaginatedPriceListDeletedItem
from .paginated_price_list_deleted_item_external_item import (
    PaginatedPriceListDeletedItemExternalItem,
)
from .paginated_price_rule_list import PaginatedPriceRuleList
from .paginated_price_rule_list_deleted_item import PaginatedPriceRuleListDeletedItem
from .paginated_price_rule_list_deleted_item_external_item import (
    PaginatedPriceRuleListDeletedItemExternalItem,
)
from .paginated_project_list import PaginatedProjectList
from .paginated_schedule_list import PaginatedScheduleList
from .paginated_segment_list import PaginatedSegmentList
from .paginated_segment_list_deleted_item import PaginatedSegmentListDeletedItem
from .paginated_segment_list_deleted_item_external_item import (
    PaginatedSegmentListDeletedItemExternalItem,
)
from .paginated_service_account_list import PaginatedServiceAccountList
from .paginated_service_token_list import PaginatedServiceTokenList
from .paginated_source_list import PaginatedSourceList
from .paginated_strategy_list import PaginatedStrategyList
from .paginated_strategy_list_deleted_item import PaginatedStrategyListDeletedItem
from .paginated_strategy_list_deleted_item_external_item import (
    PaginatedStrategyListDeletedItemExternalItem,
)
from .paginated_suppression_list import PaginatedSuppressionList
from .paginated_suppression_list_deleted_item import PaginatedSuppressionListDeletedItem
from .paginated_suppression_list_deleted_item_external_item import (
    PaginatedSuppressionListDeletedItemExternalItem,
)
from .paginated_survey_answer_list import PaginatedSurveyAnswerList
from .paginated_survey_answer_list_deleted_item import (
    PaginatedSurveyAnswerListDeletedItem,
)
from .paginated_survey_answer_list_deleted_item_external_item import (
    PaginatedSurveyAnswerListDeletedItemExternalItem,
)
from .paginated_survey_list import PaginatedSurveyList
from .paginated_survey_list_deleted_item import PaginatedSurveyListDeletedItem
from .paginated_survey_list_deleted_item_external_item import (
    PaginatedSurveyListDeletedItemExternalItem,
)
from .paginated_theme_list import PaginatedThemeList
from .paginated_theme_list_deleted_item import PaginatedThemeListDeletedItem
from .paginated_theme_list_deleted_item_external_item import (
    PaginatedThemeListDeletedItemExternalItem,
)
from .paginated_theme_record_list import PaginatedThemeRecordList
from .paginated_upload_list import PaginatedUploadList
from .paginated_verification_list import PaginatedVerificationList
from .paginated_verification_list_deleted_item import (
    PaginatedVerificationListDeletedItem,
)
from .paginated_verification_list_deleted_item_external_item import (
    PaginatedVerificationListDeletedItemExternalItem,
)
from .paginated_version_list import PaginatedVersionList
from .paginated_webhook_list import PaginatedWebhookList
from .partner import Partner
from .partner_batch_request import PartnerBatchRequest
from .partner_input_request import PartnerInputRequest
from .partner_row_request import PartnerRowRequest
from .partner_stage import PartnerStage
from .partners_list_ordering import PartnersListOrdering
from .partners_list_stage import PartnersListStage
from .parts import Parts
from .party_kind import PartyKind
from .patched_activity_input_request import PatchedActivityInputRequest
from .patched_campaign_input_request import PatchedCampaignInputRequest
from .patched_channel_input_request import PatchedChannelInputRequest
from .patched_company_input_request import PatchedCompanyInputRequest
from .patched_company_input_request_attributes import (
    PatchedCompanyInputRequestAttributes,
)
from .patched_competitor_input_request import PatchedCompetitorInputRequest
from .patched_contact_input_request import PatchedContactInputRequest
from .patched_contact_input_request_attributes import (
    PatchedContactInputRequestAttributes,
)
from .patched_creative_input_request import PatchedCreativeInputRequest
from .patched_dataset_input_request import PatchedDatasetInputRequest
from .patched_deal_input_request import PatchedDealInputRequest
from .patched_dimension_input_request import PatchedDimensionInputRequest
from .patched_discount_input_request import PatchedDiscountInputRequest
from .patched_entry_change_request import PatchedEntryChangeRequest
from .patched_feature_input_request import PatchedFeatureInputRequest
from .patched_feature_mark_input_request import PatchedFeatureMarkInputRequest
from .patched_feedback_record_input_request import PatchedFeedbackRecordInputRequest
from .patched_feedback_record_input_request_attributes import (
    PatchedFeedbackRecordInputRequestAttributes,
)
from .patched_item_market_input_request import PatchedItemMarketInputRequest
from .patched_job_change_request import PatchedJobChangeRequest
from .patched_lead_input_request import PatchedLeadInputRequest
from .patched_lead_input_request_attributes import PatchedLeadInputRequestAttributes
from .patched_model_input_request import PatchedModelInputRequest
from .patched_need_input_request import PatchedNeedInputRequest
from .patched_outcome_input_request import PatchedOutcomeInputRequest
from .patched_partner_input_request import PatchedPartnerInputRequest
from .patched_pilot_input_request import PatchedPilotInputRequest
from .patched_plan_item_input_request import PatchedPlanItemInputRequest
from .patched_position_input_request import PatchedPositionInputRequest
from .patched_price_input_request import PatchedPriceInputRequest
from .patched_price_rule_input_request import PatchedPriceRuleInputRequest
from .patched_project_input_request import PatchedProjectInputRequest
from .patched_role_input_request import PatchedRoleInputRequest
from .patched_schedule_input_request import PatchedScheduleInputRequest
from .patched_schedule_input_request_inputs import PatchedScheduleInputRequestInputs
from .patched_schedule_input_request_params import PatchedScheduleInputRequestParams
from .patched_segment_input_request import PatchedSegmentInputRequest
from .patched_service_account_change_request import PatchedServiceAccountChangeRequest
from .patched_source_change_request import PatchedSourceChangeRequest
from .patched_source_change_request_settings import PatchedSourceChangeRequestSettings
from .patched_strategy_input_request import PatchedStrategyInputRequest
from .patched_theme_input_request import PatchedThemeInputRequest
from .patched_verification_input_request import PatchedVerificationInputRequest
from .patched_webhook_input_request import PatchedWebhookInputRequest
from .period_prediction import PeriodPrediction
from .person import Person
from .pilot import Pilot
from .pilot_batch_request import PilotBatchRequest
from .pilot_decision import PilotDecision
from .pilot_input_request import PilotInputRequest
from .pilot_row_request import PilotRowRequest
from .pilots_list_ordering import PilotsListOrdering
from .pilots_list_result import PilotsListResult
from .plan_item import PlanItem
from .plan_item_batch_request import PlanItemBatchRequest
from .plan_item_input_request import PlanItemInputRequest
from .plan_item_kind import PlanItemKind
from .plan_item_row_request import PlanItemRowRequest
from .plan_item_state import PlanItemState
from .plan_items_list_kind import PlanItemsListKind
from .plan_items_list_ordering import PlanItemsListOrdering
from .plan_items_list_state import PlanItemsListState
from .plan_items_moves_from_state import PlanItemsMovesFromState
from .plan_items_moves_to_state import PlanItemsMovesToState
from .plan_move import PlanMove
from .plan_move_input_request import PlanMoveInputRequest
from .policy import Policy
from .policy_input_request import PolicyInputRequest
from .position import Position
from .position_batch_request import PositionBatchRequest
from .position_input_request import PositionInputRequest
from .position_row_request import PositionRowRequest
from .positions_list_ordering import PositionsListOrdering
from .predict_input_request import PredictInputRequest
from .predict_input_request_rows_item import PredictInputRequestRowsItem
from .prediction import Prediction
from .prediction_score import PredictionScore
from .predictions_list_band import PredictionsListBand
from .price import Price
from .price_batch_request import PriceBatchRequest
from .price_input_request import PriceInputRequest
from .price_kind import PriceKind
from .price_row_request import PriceRowRequest
from .price_rule import PriceRule
from .price_rule_batch_request import PriceRuleBatchRequest
from .price_rule_input_request import PriceRuleInputRequest
from .price_rule_row_request import PriceRuleRowRequest
from .price_rules_list_kind import PriceRulesListKind
from .price_rules_list_ordering import PriceRulesListOrdering
from .prices_list_ordering import PricesListOrdering
from .problem import Problem
from .problem_errors_item import ProblemErrorsItem
from .product import Product
from .product_input_request import ProductInputRequest
from .progress import Progress
from .project import Project
from .project_input_request import ProjectInputRequest
from .projects_list_role import ProjectsListRole
from .purpose_enum import PurposeEnum
from .quality import Quality
from .quality_error import QualityError
from .quality_period import QualityPeriod
from .quality_share import QualityShare
from .question_result import QuestionResult
from .question_result_kind_enum import QuestionResultKindEnum
from .replay_input_request import ReplayInputRequest
from .replayed import Replayed
from .result_axis import ResultAxis
from .result_axis_scale import ResultAxisScale
from .result_chart import ResultChart
from .result_chart_names import ResultChartNames
from .result_equation import ResultEquation
from .result_figure import ResultFigure
from .result_map_group import ResultMapGroup
from .result_map_place import ResultMapPlace
from .result_predict_field import ResultPredictField
from .result_predict_field_dtype import ResultPredictFieldDtype
from .result_predicted_row import ResultPredictedRow
from .result_predicted_row_values import ResultPredictedRowValues
from .result_prediction_column import ResultPredictionColumn
from .result_prediction_column_kind import ResultPredictionColumnKind
from .result_prediction_column_role import ResultPredictionColumnRole
from .result_series import ResultSeries
from .result_series_kind import ResultSeriesKind
from .result_table import ResultTable
from .result_table_column import ResultTableColumn
from .result_table_column_kind import ResultTableColumnKind
from .result_table_rows_item import ResultTableRowsItem
from .result_text import ResultText
from .result_tile import ResultTile
from .result_tile_tone import ResultTileTone
from .result_tiles import ResultTiles
from .result_warning import ResultWarning
from .result_warning_severity import ResultWarningSeverity
from .result_world_map import ResultWorldMap
from .result_world_map_value_kind import ResultWorldMapValueKind
from .retraining import Retraining
from .retraining_input_request import RetrainingInputRequest
from .role import Role
from .rotate_input_request import RotateInputRequest
from .row_answer import RowAnswer
from .rows_enum import RowsEnum
from .rule_enum import RuleEnum
from .rules import Rules
from .rules_attributes import RulesAttributes
from .rules_request import RulesRequest
from .rules_request_attributes import RulesRequestAttributes
from .schedule import Schedule
from .schedule_input_request import ScheduleInputRequest
from .schedule_input_request_inputs import ScheduleInputRequestInputs
from .schedule_input_request_params import ScheduleInputRequestParams
from .schedule_params import ScheduleParams
from .scopes_enum import ScopesEnum
from .segment import Segment
from .segment_batch_request import SegmentBatchRequest
from .segment_input_request import SegmentInputRequest
from .segment_row_request import SegmentRowRequest
from .segments_list_of import SegmentsListOf
from .segments_list_ordering import SegmentsListOrdering
from .service_account import ServiceAccount
from .service_account_input_request import ServiceAccountInputRequest
from .service_account_input_role_enum import ServiceAccountInputRoleEnum
from .service_accounts_list_role import ServiceAccountsListRole
from .service_token import ServiceToken
from .service_token_input_request import ServiceTokenInputRequest
from .service_token_secret import ServiceTokenSecret
from .severity_enum import SeverityEnum
from .signing_key import SigningKey
from .slot import Slot
from .snooze_input_request import SnoozeInputRequest
from .source import Source
from .source_accept_input_request import SourceAcceptInputRequest
from .source_agree_input_request import SourceAgreeInputRequest
from .source_detail import SourceDetail
from .source_detail_inspection_type_0 import SourceDetailInspectionType0
from .source_detail_refusal_type_0 import SourceDetailRefusalType0
from .source_detail_settings import SourceDetailSettings
from .source_input_request import SourceInputRequest
from .source_input_request_settings import SourceInputRequestSettings
from .source_refusal_type_0 import SourceRefusalType0
from .source_settings import SourceSettings
from .source_times import SourceTimes
from .source_times_input_request import SourceTimesInputRequest
from .stage import Stage
from .status_enum import StatusEnum
from .strategy import Strategy
from .strategy_batch_request import StrategyBatchRequest
from .strategy_input_request import StrategyInputRequest
from .strategy_row_request import StrategyRowRequest
from .suppression import Suppression
from .suppression_answer import SuppressionAnswer
from .suppression_channel_enum import SuppressionChannelEnum
from .suppression_input_request import SuppressionInputRequest
from .suppression_question_request import SuppressionQuestionRequest
from .suppression_reason import SuppressionReason
from .suppressions_list_kind import SuppressionsListKind
from .suppressions_list_ordering import SuppressionsListOrdering
from .suppressions_list_reason import SuppressionsListReason
from .survey import Survey
from .survey_answer import SurveyAnswer
from .survey_answer_answers import SurveyAnswerAnswers
from .survey_answers_list_ordering import SurveyAnswersListOrdering
from .survey_definition import SurveyDefinition
from .survey_input_request import SurveyInputRequest
from .survey_input_request_definition import SurveyInputRequestDefinition
from .survey_results import SurveyResults
from .survey_state_enum import SurveyStateEnum
from .surveys_list_ordering import SurveysListOrdering
from .surveys_list_state import SurveysListState
from .take_enum import TakeEnum
from .task_enum import TaskEnum
from .test_result import TestResult
from .theme import Theme
from .theme_look_input_request import ThemeLookInputRequest
from .theme_merge_input_request import ThemeMergeInputRequest
from .theme_record import ThemeRecord
from .theme_records_list_by import ThemeRecordsListBy
from .theme_share import ThemeShare
from .theme_share_at import ThemeShareAt
from .theme_shares import ThemeShares
from .theme_split_input_request import ThemeSplitInputRequest
from .theme_words import ThemeWords
from .themes_list_ordering import ThemesListOrdering
from .token import Token
from .try_ import Try
from .upload import Upload
from .upload_detail import UploadDetail
from .upload_detail_inspection_type_0 import UploadDetailInspectionType0
from .upload_detail_refusal_type_0 import UploadDetailRefusalType0
from .upload_input_request import UploadInputRequest
from .upload_refusal_type_0 import UploadRefusalType0
from .upload_state import UploadState
from .uploads_list_state import UploadsListState
from .verification import Verification
from .verification_batch_request import VerificationBatchRequest
from .verification_input_request import VerificationInputRequest
from .verification_row_request import VerificationRowRequest
from .verifications_list_ordering import VerificationsListOrdering
from .verifications_list_result import VerificationsListResult
from .version import Version
from .versions_download_format import VersionsDownloadFormat
from .watch import Watch
from .watch_input_request import WatchInputRequest
from .webhook import Webhook
from .webhook_deliveries_list_state import WebhookDeliveriesListState
from .webhook_input_request import WebhookInputRequest
from .webhook_secret import WebhookSecret

__all__ = (
    "ActivitiesListKind",
    "ActivitiesListOrdering",
    "Activity",
    "ActivityBatchRequest",
    "ActivityInputRequest",
    "ActivityKind",
    "ActivityRowRequest",
    "ActualInputRequest",
    "Alias",
    "AliasInputRequest",
    "Approval",
    "Artifact",
    "AuditEntry",
    "AuditEntryData",
    "AuditExportChannel",
    "AuditExportFormat",
    "AuditExportViaType",
    "AuditListChannel",
    "AuditListViaType",
    "BandEnum",
    "BaseFile",
    "BaseModel",
    "BaseModelDetail",
    "BaseModelList",
    "BatchAnswer",
    "ByEnum",
    "Campaign",
    "CampaignBatchRequest",
    "CampaignDaysListOrdering",
    "CampaignInputRequest",
    "CampaignRowRequest",
    "CampaignsListOrdering",
    "CampaignsListState",
    "CampaignState",
    "CancelInputRequest",
    "Channel",
    "ChannelBatchRequest",
    "ChannelInputRequest",
    "ChannelKind",
    "ChannelRowRequest",
    "ChannelsListKind",
    "ChannelsListOrdering",
    "ChosenInputRequest",
    "ChosenInputRequestRoles",
    "Column",
    "ColumnChange",
    "ColumnEntry",
    "ColumnEntryInputRequest",
    "CombinedTableInputRequest",
    "CombineInputRequest",
    "CompaniesListOrdering",
    "Company",
    "CompanyAttributes",
    "CompanyBatchRequest",
    "CompanyBrief",
    "CompanyInputRequest",
    "CompanyInputRequestAttributes",
    "CompanyRowRequest",
    "CompanyRowRequestAttributes",
    "Competitor",
    "CompetitorBatchRequest",
    "CompetitorInputRequest",
    "CompetitorRowRequest",
    "CompetitorsListOrdering",
    "Connector",
    "ConnectorList",
    "ConnectorSettings",
    "Consent",
    "ConsentDecision",
    "ConsentInputBasisEnum",
    "ConsentInputRequest",
    "ConsentsListDecision",
    "ConsentsListLawfulBasis",
    "ConsentsListOrdering",
    "Contact",
    "ContactAttributes",
    "ContactBatchRequest",
    "ContactInputRequest",
    "ContactInputRequestAttributes",
    "ContactRowRequest",
    "ContactRowRequestAttributes",
    "ContactsListOrdering",
    "ConversionInputRequest",
    "ConversionInputRequestCompanyType0",
    "ConversionInputRequestContactType0",
    "Creative",
    "CreativeBatchRequest",
    "CreativeInputRequest",
    "CreativeRowRequest",
    "CreativesListOrdering",
    "CreativesListState",
    "CreativeState",
    "Criterion",
    "CriterionComparison",
    "CriterionRequest",
    "Dataset",
    "DatasetRows",
    "Deal",
    "DealBatchRequest",
    "DealInputRequest",
    "DealRowRequest",
    "DealsListOrdering",
    "DecisionInputRequest",
    "Delivery",
    "DeliveryDetail",
    "DeliveryDetailBody",
    "DeliveryState",
    "DeriveInputRequest",
    "DeriveInputRequestRates",
    "DeriveInputRequestStepsItem",
    "Dimension",
    "DimensionBatchRequest",
    "DimensionInputRequest",
    "DimensionRowRequest",
    "DimensionScale",
    "DimensionsListOrdering",
    "DimensionsListScale",
    "Discount",
    "DiscountBatchRequest",
    "DiscountInputRequest",
    "DiscountKind",
    "DiscountRowRequest",
    "DiscountsListKind",
    "DiscountsListOrdering",
    "DriftAlert",
    "DriftAlertsListState",
    "DriftAlertStateEnum",
    "DriftCheck",
    "DriftChecksListState",
    "DriftCheckStateEnum",
    "DriftStatistic",
    "DuplicatePair",
    "DuplicatePairsListKind",
    "DuplicatePairsListState",
    "DuplicatePairStateEnum",
    "DuplicateSearch",
    "DuplicateSearchesListKind",
    "DuplicateSearchesListState",
    "DuplicateSearchInputRequest",
    "DuplicateSearchStateEnum",
    "Effect",
    "EffectDirection",
    "Engine",
    "EngineDetail",
    "EngineDetailParams",
    "EngineList",
    "EngineState",
    "EntriesListOrdering",
    "EntriesListStage",
    "EntriesMovesFromStage",
    "EntriesMovesToStage",
    "Entry",
    "EntryInputRequest",
    "Error",
    "EventKind",
    "EventKindExample",
    "EventKindList",
    "EventKindSchema",
    "Export",
    "ExportFile",
    "ExportList",
    "ExportReport",
    "ExportTarget",
    "ExportVariant",
    "External",
    "ExternalRequest",
    "Feature",
    "FeatureAnswer",
    "FeatureBatchRequest",
    "FeatureInputRequest",
    "FeatureMark",
    "FeatureMarkBatchRequest",
    "FeatureMarkInputRequest",
    "FeatureMarkRowRequest",
    "FeatureMarksListAnswer",
    "FeatureMarksListOrdering",
    "FeatureRowRequest",
    "FeaturesListOrdering",
    "FeedbackChannel",
    "FeedbackLanguageBy",
    "FeedbackRecord",
    "FeedbackRecordAttributes",
    "FeedbackRecordBatchRequest",
    "FeedbackRecordInputRequest",
    "FeedbackRecordInputRequestAttributes",
    "FeedbackRecordsListChannel",
    "FeedbackRecordsListLanguageBy",
    "FeedbackRecordsListOrdering",
    "Fetch",
    "FetchesListState",
    "FetchOrigin",
    "FetchState",
    "Field",
    "FinenessEnum",
    "ImportInputRequest",
    "ImportInputRequestPlan",
    "InputRole",
    "InspectInputRequest",
    "IntoEnum",
    "Invited",
    "Issue",
    "ItemMarket",
    "ItemMarketBatchRequest",
    "ItemMarketInputRequest",
    "ItemMarketRowRequest",
    "ItemMarketsListOrdering",
    "ItemMarketsListState",
    "ItemMarketState",
    "Job",
    "JobDetail",
    "JobDetailParams",
    "JobInputRequest",
    "JobInputRequestInputs",
    "JobInputRequestParams",
    "JobPreview",
    "JobResult",
    "JobResultProvenance",
    "JobResultSummary",
    "JobsListState",
    "JobsListTask",
    "JobsReportReport",
    "JobState",
    "KeepsEnum",
    "KindEnum",
    "LabelCheck",
    "LabelCheckReason",
    "LabelChecksListReason",
    "LabelChecksListState",
    "LabelCheckState",
    "LabelDecision",
    "LabelDecisionInputRequest",
    "LabelInputRequest",
    "LabelQueue",
    "LabelQueueKind",
    "LabelQueuesListKind",
    "LabelsInputRequest",
    "LabelsStored",
    "LawfulBasis",
    "Lead",
    "LeadAttributes",
    "LeadBatchRequest",
    "LeadInputRequest",
    "LeadInputRequestAttributes",
    "LeadRowRequest",
    "LeadRowRequestAttributes",
    "LeadsListLawfulBasis",
    "LeadsListOrdering",
    "LeadsListState",
    "LeadState",
    "LicenceFromEnum",
    "LiftInputRequest",
    "Log",
    "LoggedPrediction",
    "LoggedPredictionNumbers",
    "LoggedPredictionTextsType0",
    "LogPage",
    "MarketStrategiesListOrdering",
    "Me",
    "Member",
    "MemberInputRequest",
    "MembersListRole",
    "Merge",
    "MergeInputRequest",
    "MergesListKind",
    "MethodsEnum",
    "Metric",
    "MetricPage",
    "Model",
    "ModelDetail",
    "ModelDetailSummary",
    "ModelExport",
    "ModelExportList",
    "Move",
    "MoveInputRequest",
    "NamedPrediction",
    "Need",
    "NeedBatchRequest",
    "NeedInputRequest",
    "NeedKind",
    "NeedRowRequest",
    "Needs",
    "NeedsListKind",
    "NeedsListOrdering",
    "NeedsListState",
    "NeedState",
    "OriginEnum",
    "OthersEnum",
    "Outcome",
    "OutcomeBatchRequest",
    "OutcomeInputRequest",
    "OutcomeRowRequest",
    "PaginatedActivityList",
    "PaginatedActivityListDeletedItem",
    "PaginatedActivityListDeletedItemExternalItem",
    "PaginatedAliasList",
    "PaginatedArtifactList",
    "PaginatedAuditEntryList",
    "PaginatedCampaignList",
    "PaginatedCampaignListDeletedItem",
    "PaginatedCampaignListDeletedItemExternalItem",
    "PaginatedChannelList",
    "PaginatedChannelListDeletedItem",
    "PaginatedChannelListDeletedItemExternalItem",
    "PaginatedColumnEntryList",
    "PaginatedCompanyList",
    "PaginatedCompanyListDeletedItem",
    "PaginatedCompanyListDeletedItemExternalItem",
    "PaginatedCompetitorList",
    "PaginatedCompetitorListDeletedItem",
    "PaginatedCompetitorListDeletedItemExternalItem",
    "PaginatedConsentList",
    "PaginatedConsentListDeletedItem",
    "PaginatedConsentListDeletedItemExternalItem",
    "PaginatedContactList",
    "PaginatedContactListDeletedItem",
    "PaginatedContactListDeletedItemExternalItem",
    "PaginatedCreativeList",
    "PaginatedCreativeListDeletedItem",
    "PaginatedCreativeListDeletedItemExternalItem",
    "PaginatedDatasetList",
    "PaginatedDealList",
    "PaginatedDealListDeletedItem",
    "PaginatedDealListDeletedItemExternalItem",
    "PaginatedDeliveryList",
    "PaginatedDimensionList",
    "PaginatedDimensionListDeletedItem",
    "PaginatedDimensionListDeletedItemExternalItem",
    "PaginatedDiscountList",
    "PaginatedDiscountListDeletedItem",
    "PaginatedDiscountListDeletedItemExternalItem",
    "PaginatedDriftAlertList",
    "PaginatedDriftCheckList",
    "PaginatedDuplicatePairList",
    "PaginatedDuplicateSearchList",
    "PaginatedEntryList",
    "PaginatedEntryListDeletedItem",
    "PaginatedEntryListDeletedItemExternalItem",
    "PaginatedFeatureList",
    "PaginatedFeatureListDeletedItem",
    "PaginatedFeatureListDeletedItemExternalItem",
    "PaginatedFeatureMarkList",
    "PaginatedFeatureMarkListDeletedItem",
    "PaginatedFeatureMarkListDeletedItemExternalItem",
    "PaginatedFeedbackRecordList",
    "PaginatedFeedbackRecordListDeletedItem",
    "PaginatedFeedbackRecordListDeletedItemExternalItem",
    "PaginatedFetchList",
    "PaginatedItemMarketList",
    "PaginatedItemMarketListDeletedItem",
    "PaginatedItemMarketListDeletedItemExternalItem",
    "PaginatedJobList",
    "PaginatedLabelCheckList",
    "PaginatedLabelQueueList",
    "PaginatedLeadList",
    "PaginatedLeadListDeletedItem",
    "PaginatedLeadListDeletedItemExternalItem",
    "PaginatedLoggedPredictionList",
    "PaginatedMemberList",
    "PaginatedMergeList",
    "PaginatedModelList",
    "PaginatedMoveList",
    "PaginatedNeedList",
    "PaginatedNeedListDeletedItem",
    "PaginatedNeedListDeletedItemExternalItem",
    "PaginatedOutcomeList",
    "PaginatedOutcomeListDeletedItem",
    "PaginatedOutcomeListDeletedItemExternalItem",
    "PaginatedPartnerList",
    "PaginatedPartnerListDeletedItem",
    "PaginatedPartnerListDeletedItemExternalItem",
    "PaginatedPeriodPredictionList",
    "PaginatedPilotList",
    "PaginatedPilotListDeletedItem",
    "PaginatedPilotListDeletedItemExternalItem",
    "PaginatedPlanItemList",
    "PaginatedPlanItemListDeletedItem",
    "PaginatedPlanItemListDeletedItemExternalItem",
    "PaginatedPlanMoveList",
    "PaginatedPositionList",
    "PaginatedPositionListDeletedItem",
    "PaginatedPositionListDeletedItemExternalItem",
    "PaginatedPredictionScoreList",
    "PaginatedPriceList",
    "PaginatedPriceListDeletedItem",
    "PaginatedPriceListDeletedItemExternalItem",
    "PaginatedPriceRuleList",
    "PaginatedPriceRuleListDeletedItem",
    "PaginatedPriceRuleListDeletedItemExternalItem",
    "PaginatedProjectList",
    "PaginatedScheduleList",
    "PaginatedSegmentList",
    "PaginatedSegmentListDeletedItem",
    "PaginatedSegmentListDeletedItemExternalItem",
    "PaginatedServiceAccountList",
    "PaginatedServiceTokenList",
    "PaginatedSourceList",
    "PaginatedStrategyList",
    "PaginatedStrategyListDeletedItem",
    "PaginatedStrategyListDeletedItemExternalItem",
    "PaginatedSuppressionList",
    "PaginatedSuppressionListDeletedItem",
    "PaginatedSuppressionListDeletedItemExternalItem",
    "PaginatedSurveyAnswerList",
    "PaginatedSurveyAnswerListDeletedItem",
    "PaginatedSurveyAnswerListDeletedItemExternalItem",
    "PaginatedSurveyList",
    "PaginatedSurveyListDeletedItem",
    "PaginatedSurveyListDeletedItemExternalItem",
    "PaginatedThemeList",
    "PaginatedThemeListDeletedItem",
    "PaginatedThemeListDeletedItemExternalItem",
    "PaginatedThemeRecordList",
    "PaginatedUploadList",
    "PaginatedVerificationList",
    "PaginatedVerificationListDeletedItem",
    "PaginatedVerificationListDeletedItemExternalItem",
    "PaginatedVersionList",
    "PaginatedWebhookList",
    "Partner",
    "PartnerBatchRequest",
    "PartnerInputRequest",
    "PartnerRowRequest",
    "PartnersListOrdering",
    "PartnersListStage",
    "PartnerStage",
    "Parts",
    "PartyKind",
    "PatchedActivityInputRequest",
    "PatchedCampaignInputRequest",
    "PatchedChannelInputRequest",
    "PatchedCompanyInputRequest",
    "PatchedCompanyInputRequestAttributes",
    "PatchedCompetitorInputRequest",
    "PatchedContactInputRequest",
    "PatchedContactInputRequestAttributes",
    "PatchedCreativeInputRequest",
    "PatchedDatasetInputRequest",
    "PatchedDealInputRequest",
    "PatchedDimensionInputRequest",
    "PatchedDiscountInputRequest",
    "PatchedEntryChangeRequest",
    "PatchedFeatureInputRequest",
    "PatchedFeatureMarkInputRequest",
    "PatchedFeedbackRecordInputRequest",
    "PatchedFeedbackRecordInputRequestAttributes",
    "PatchedItemMarketInputRequest",
    "PatchedJobChangeRequest",
    "PatchedLeadInputRequest",
    "PatchedLeadInputRequestAttributes",
    "PatchedModelInputRequest",
    "PatchedNeedInputRequest",
    "PatchedOutcomeInputRequest",
    "PatchedPartnerInputRequest",
    "PatchedPilotInputRequest",
    "PatchedPlanItemInputRequest",
    "PatchedPositionInputRequest",
    "PatchedPriceInputRequest",
    "PatchedPriceRuleInputRequest",
    "PatchedProjectInputRequest",
    "PatchedRoleInputRequest",
    "PatchedScheduleInputRequest",
    "PatchedScheduleInputRequestInputs",
    "PatchedScheduleInputRequestParams",
    "PatchedSegmentInputRequest",
    "PatchedServiceAccountChangeRequest",
    "PatchedSourceChangeRequest",
    "PatchedSourceChangeRequestSettings",
    "PatchedStrategyInputRequest",
    "PatchedThemeInputRequest",
    "PatchedVerificationInputRequest",
    "PatchedWebhookInputRequest",
    "PeriodPrediction",
    "Person",
    "Pilot",
    "PilotBatchRequest",
    "PilotDecision",
    "PilotInputRequest",
    "PilotRowRequest",
    "PilotsListOrdering",
    "PilotsListResult",
    "PlanItem",
    "PlanItemBatchRequest",
    "PlanItemInputRequest",
    "PlanItemKind",
    "PlanItemRowRequest",
    "PlanItemsListKind",
    "PlanItemsListOrdering",
    "PlanItemsListState",
    "PlanItemsMovesFromState",
    "PlanItemsMovesToState",
    "PlanItemState",
    "PlanMove",
    "PlanMoveInputRequest",
    "Policy",
    "PolicyInputRequest",
    "Position",
    "PositionBatchRequest",
    "PositionInputRequest",
    "PositionRowRequest",
    "PositionsListOrdering",
    "PredictInputRequest",
    "PredictInputRequestRowsItem",
    "Prediction",
    "PredictionScore",
    "PredictionsListBand",
    "Price",
    "PriceBatchRequest",
    "PriceInputRequest",
    "PriceKind",
    "PriceRowRequest",
    "PriceRule",
    "PriceRuleBatchRequest",
    "PriceRuleInputRequest",
    "PriceRuleRowRequest",
    "PriceRulesListKind",
    "PriceRulesListOrdering",
    "PricesListOrdering",
    "Problem",
    "ProblemErrorsItem",
    "Product",
    "ProductInputRequest",
    "Progress",
    "Project",
    "ProjectInputRequest",
    "ProjectsListRole",
    "PurposeEnum",
    "Quality",
    "QualityError",
    "QualityPeriod",
    "QualityShare",
    "QuestionResult",
    "QuestionResultKindEnum",
    "Replayed",
    "ReplayInputRequest",
    "ResultAxis",
    "ResultAxisScale",
    "ResultChart",
    "ResultChartNames",
    "ResultEquation",
    "ResultFigure",
    "ResultMapGroup",
    "ResultMapPlace",
    "ResultPredictedRow",
    "ResultPredictedRowValues",
    "ResultPredictField",
    "ResultPredictFieldDtype",
    "ResultPredictionColumn",
    "ResultPredictionColumnKind",
    "ResultPredictionColumnRole",
    "ResultSeries",
    "ResultSeriesKind",
    "ResultTable",
    "ResultTableColumn",
    "ResultTableColumnKind",
    "ResultTableRowsItem",
    "ResultText",
    "ResultTile",
    "ResultTiles",
    "ResultTileTone",
    "ResultWarning",
    "ResultWarningSeverity",
    "ResultWorldMap",
    "ResultWorldMapValueKind",
    "Retraining",
    "RetrainingInputRequest",
    "Role",
    "RotateInputRequest",
    "RowAnswer",
    "RowsEnum",
    "RuleEnum",
    "Rules",
    "RulesAttributes",
    "RulesRequest",
    "RulesRequestAttributes",
    "Schedule",
    "ScheduleInputRequest",
    "ScheduleInputRequestInputs",
    "ScheduleInputRequestParams",
    "ScheduleParams",
    "ScopesEnum",
    "Segment",
    "SegmentBatchRequest",
    "SegmentInputRequest",
    "SegmentRowRequest",
    "SegmentsListOf",
    "SegmentsListOrdering",
    "ServiceAccount",
    "ServiceAccountInputRequest",
    "ServiceAccountInputRoleEnum",
    "ServiceAccountsListRole",
    "ServiceToken",
    "ServiceTokenInputRequest",
    "ServiceTokenSecret",
    "SeverityEnum",
    "SigningKey",
    "Slot",
    "SnoozeInputRequest",
    "Source",
    "SourceAcceptInputRequest",
    "SourceAgreeInputRequest",
    "SourceDetail",
    "SourceDetailInspectionType0",
    "SourceDetailRefusalType0",
    "SourceDetailSettings",
    "SourceInputRequest",
    "SourceInputRequestSettings",
    "SourceRefusalType0",
    "SourceSettings",
    "SourceTimes",
    "SourceTimesInputRequest",
    "Stage",
    "StatusEnum",
    "Strategy",
    "StrategyBatchRequest",
    "StrategyInputRequest",
    "StrategyRowRequest",
    "Suppression",
    "SuppressionAnswer",
    "SuppressionChannelEnum",
    "SuppressionInputRequest",
    "SuppressionQuestionRequest",
    "SuppressionReason",
    "SuppressionsListKind",
    "SuppressionsListOrdering",
    "SuppressionsListReason",
    "Survey",
    "SurveyAnswer",
    "SurveyAnswerAnswers",
    "SurveyAnswersListOrdering",
    "SurveyDefinition",
    "SurveyInputRequest",
    "SurveyInputRequestDefinition",
    "SurveyResults",
    "SurveysListOrdering",
    "SurveysListState",
    "SurveyStateEnum",
    "TakeEnum",
    "TaskEnum",
    "TestResult",
    "Theme",
    "ThemeLookInputRequest",
    "ThemeMergeInputRequest",
    "ThemeRecord",
    "ThemeRecordsListBy",
    "ThemeShare",
    "ThemeShareAt",
    "ThemeShares",
    "ThemesListOrdering",
    "ThemeSplitInputRequest",
    "ThemeWords",
    "Token",
    "Try",
    "Upload",
    "UploadDetail",
    "UploadDetailInspectionType0",
    "UploadDetailRefusalType0",
    "UploadInputRequest",
    "UploadRefusalType0",
    "UploadsListState",
    "UploadState",
    "Verification",
    "VerificationBatchRequest",
    "VerificationInputRequest",
    "VerificationRowRequest",
    "VerificationsListOrdering",
    "VerificationsListResult",
    "Version",
    "VersionsDownloadFormat",
    "Watch",
    "WatchInputRequest",
    "Webhook",
    "WebhookDeliveriesListState",
    "WebhookInputRequest",
    "WebhookSecret",
)
