from enum import StrEnum


class TakeEnum(StrEnum):
    ATTRIBUTES = "attributes"
    BASIS = "basis"
    BASIS_DATE = "basis_date"
    BASIS_NOTE = "basis_note"
    COMPANY = "company"
    COUNTRY = "country"
    EMAIL = "email"
    EMPLOYEES = "employees"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    INDUSTRY = "industry"
    JOB_TITLE = "job_title"
    LANGUAGE = "language"
    NAME = "name"
    NOTE = "note"
    ORGANISATION = "organisation"
    OWNER = "owner"
    PHONE = "phone"
    SECTOR = "sector"
    SOURCE = "source"
    TAGS = "tags"
    WEBSITE = "website"

    def __str__(self) -> str:
        return str(self.value)
