from enum import StrEnum


class JobsReportForm(StrEnum):
    DOCX = "docx"
    NOTEBOOK = "notebook"
    PDF = "pdf"

    def __str__(self) -> str:
        return str(self.value)
