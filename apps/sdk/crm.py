"""What connectors with CRM systems are made of, by names that tell them from other connectors."""

from apps.crm.connectors.contract import Answer as CrmAnswer
from apps.crm.connectors.contract import Api as CrmApi
from apps.crm.connectors.contract import Change as CrmChange
from apps.crm.connectors.contract import CrmConnector, RemoteError, Unauthorised
from apps.crm.connectors.contract import Page as CrmPage
from apps.crm.connectors.contract import RemoteField as CrmField
from apps.crm.connectors.contract import RemoteRow as CrmRow
from apps.crm.connectors.contract import SystemSettings as CrmSettings
from apps.crm.connectors.contract import Tokens as CrmTokens
from apps.crm.connectors.contract import Written as CrmWritten

__all__ = [
    "CrmAnswer",
    "CrmApi",
    "CrmChange",
    "CrmConnector",
    "CrmField",
    "CrmPage",
    "CrmRow",
    "CrmSettings",
    "CrmTokens",
    "CrmWritten",
    "RemoteError",
    "Unauthorised",
]
