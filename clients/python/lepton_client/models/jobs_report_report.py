from enum import StrEnum


class JobsReportReport(StrEnum):
    DOCX = "docx"
    NOTEBOOK = "notebook"
    PDF = "pdf"

    def __str__(self) -> str:
        return str(self.value)
