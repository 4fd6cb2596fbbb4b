"""Reports: what is in the PDF, the Word file and the notebook, whatever people have written."""

from __future__ import annotations

import io
from functools import cache

import docx
import nbformat
import pytest
from django.urls import reverse
from django.utils import translation
from docx.oxml.ns import qn

from apps.core.messages import msg
from apps.engines.builtin.least_squares.manifest import ENGINE
from apps.engines.builtin.sizing.manifest import ENGINE as SIZING
from apps.engines.result import (
    Axis,
    Chart,
    Equation,
    Result,
    Series,
    Table,
    TableColumn,
    Text,
    Tile,
    Tiles,
)
from apps.engines.result import Warning as Caution
from apps.jobs.models import State, Task
from apps.jobs.reports import compose as composing
from apps.jobs.reports import formats
from apps.jobs.reports.compose import DRAWN_POINTS, compose
from apps.jobs.reports.writers import pdf, word
from tests.api.conftest import Caller
from tests.engines import test_least_squares_contract, test_sizing_contract
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory, JobMetricFactory
from tests.factories.projects import MembershipFactory
from tests.jobs.pdf_text import Pdf
from tests.jobs.reported import WRITERS, answered, job_of, write_here

HOSTILE = (
    '#import "@preview/evil:1.0.0": *',
    '#read("/etc/passwd") $x^2$ *b* _i_ `c` \\ // /* <a> @ref ~ = head',
    "<script>alert(1)</script> [x](javascript:1) {{7*7}} %(a)s {0}",
    "| a | b\\| \n# x",
    "需求 «é» \u202edlrow",
)


@pytest.fixture(autouse=True)
def _dirs(db, job_dirs):
    pass


def compact(text):
    return "".join(text.split()).replace("\u200b", "")


def said(document, kind):
    """All words of a file of this kind, without blanks; Markdown as it is shown."""
    data = WRITERS[kind](document)
    if kind == "pdf":
        return compact(Pdf(data).text)
    if kind == "docx":
        return compact("".join(docx.Document(io.BytesIO(data)).element.body.itertext()))
    book = nbformat.reads(data.decode(), as_version=4)
    source = "".join(cell.source for cell in book.cells)
    return compact(source.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\"))


@cache
def answer():
    table = test_least_squares_contract.table()
    return answered(ENGINE, {}, {"data": table}).model_dump(mode="json")


def fitted(**fields):
    table = test_least_squares_contract.table()
    return job_of(ENGINE, {}, {"data": table}, answer(), **fields)


def told(language, job):
    with translation.override(language):
        return compose(job)


def with_result(result, **fields):
    return JobFactory(state=State.SUCCEEDED, result=result.model_dump(mode="json"), **fields)


class TestOneDocument:
    @pytest.mark.parametrize("kind", WRITERS)
    def test_answer_tables_data_and_origin_in_both_languages(self, kind):
        job = fitted()
        words = {
            "en": ("2 predictors together explain 99.0%", "Coefficients of y", "Residual SD",
                   "Data and what was left out", "Rows used", "What was asked",
                   "Classical: the scatter is the same everywhere", "Where it comes from"),
            "zh-hans": ("2 个预测变量共同解释了 y 差异的 99.0%", "残差标准差", "数据与排除的行",
                        "使用的行", "运行设置", "来源"),
        }  # fmt: skip
        for language, expected in words.items():
            text = said(told(language, job), kind)
            places = [text.find(compact(one)) for one in expected]
            assert min(places) >= 0, expected[places.index(min(places))]
            for figure in ("1.615654", "−2.083166", "9f" * 32, str(job.pk)):
                assert figure in text, (language, figure)

    def test_it_is_read_in_order(self):
        text = said(told("en", fitted()), "pdf")
        order = ["Answer", "Coefficients of y", "observed against fitted",
                 "Data and what was left out", "What was asked", "Sources of the method",
                 "Where it comes from"]  # fmt: skip
        places = [text.index(compact(one)) for one in order]
        assert places == sorted(places)

    @pytest.mark.parametrize("kind", WRITERS)
    def test_equal_runs_have_equal_files(self, kind):
        document = told("en", fitted())
        first, second = (WRITERS[kind](document) for _ in range(2))
        if kind == "docx":  # zip members carry the minute of the writing
            first, second = (docx.Document(io.BytesIO(one)).element.xml for one in (first, second))
        assert first == second

    @pytest.mark.parametrize("kind", WRITERS)
    def test_nothing_that_people_write_is_taken_for_markup(self, kind):
        rows = [{"a": text, "b": place} for place, text in enumerate(HOSTILE)]
        result = Result(
            headline=msg("About {x}.", x=HOSTILE[0]),
            blocks=[
                Equation(lines=[HOSTILE[1]]),
                Tiles(items=[Tile(label=msg("{x}", x=HOSTILE[2]), value=HOSTILE[3])]),
                Table(
                    key="t",
                    title=msg("{x}", x=HOSTILE[1]),
                    columns=[TableColumn(key="a", label=HOSTILE[2]),
                             TableColumn(key="b", label="b", kind="integer", unit=HOSTILE[0])],
                    rows=rows,
                ),
                Chart(
                    key="c",
                    title=msg("{x}", x=HOSTILE[0]),
                    x=Axis(label=HOSTILE[1], scale="category"),
                    y=Axis(label=HOSTILE[2], unit=HOSTILE[3]),
                    series=[Series(name=HOSTILE[4], kind="bar", points=[[HOSTILE[0], 1.0]])],
                ),
                Caution(code="x", message=msg("{x}", x=HOSTILE[1]), fix=msg("{x}", x=HOSTILE[2])),
                Text(paragraphs=[msg("{x}", x=text) for text in HOSTILE]),
            ],
        )  # fmt: skip
        job = with_result(result, title=HOSTILE[0], params={"label": HOSTILE[1]})
        text = said(told("en", job), kind)
        for one in HOSTILE:
            assert text.count(compact(one).replace("\u202e", "\ufffd")) >= 2

    @pytest.mark.parametrize("kind", WRITERS)
    def test_a_result_of_a_sentence_alone(self, kind):
        result = Result(
            headline=msg("Nothing was found."),
            blocks=[
                Tiles(items=[]),
                Table(key="t", title=msg("None"),
                      columns=[TableColumn(key="a", label="a")], rows=[]),
                Chart(key="c", title=msg("Empty"), x=Axis(label="x"), y=Axis(label="y"),
                      series=[]),
                Text(paragraphs=[]),
            ],
        )  # fmt: skip
        text = said(told("en", with_result(result)), kind)
        for one in ("Nothing was found.", "No rows.", "There are no points to draw yet."):
            assert compact(one) in text

    @pytest.mark.parametrize("kind", WRITERS)
    def test_what_no_file_can_hold_becomes_a_sign(self, kind):
        result = Result(headline=msg("A\x00B\x1b {x}", x="\udce4"))
        assert "A\ufffdB" in said(told("en", with_result(result)), kind) or kind == "pdf"

    def test_a_long_table_is_cut_and_says_so(self, monkeypatch):
        assert composing.TABLE_ROWS == 500
        monkeypatch.setattr(composing, "TABLE_ROWS", 20)
        rows = [{"a": f"row {place}", "b": place} for place in range(60)]
        columns = [TableColumn(key="a", label="a"), TableColumn(key="b", label="b", kind="integer")]
        table = Table(key="t", title=msg("Long"), columns=columns, rows=rows)
        document = told("en", with_result(Result(headline=msg("Long"), blocks=[table])))
        for kind in WRITERS:
            text = said(document, kind)
            assert compact("row 19") in text
            assert compact("row 20") not in text
            assert compact("The first 20 of 60 rows.") in text

    def test_a_cloud_of_points_is_thinned_and_says_so(self):
        points = [[float(place), float(place % 97)] for place in range(DRAWN_POINTS * 5)]
        chart = Chart(
            key="c", title=msg("Cloud"), x=Axis(label="x"), y=Axis(label="y"),
            series=[Series(name="a", points=points)],
        )  # fmt: skip
        document = told("en", with_result(Result(headline=msg("Cloud"), blocks=[chart])))
        (picture,) = [part for part in document.parts if part.kind == "picture"]
        drawn = picture.chart["series"][0]["points"]
        assert len(drawn) == DRAWN_POINTS
        assert (drawn[0], drawn[-1]) == (points[0], points[-1])
        assert "2000" in picture.note

    def test_the_curves_of_a_training_are_drawn_as_on_its_page(self):
        job = with_result(Result(headline=msg("Learned.")))
        for step in range(5):
            JobMetricFactory(job=job, name="loss", step=step, value=1 / (step + 1))
        (picture,) = [part for part in told("en", job).parts if part.kind == "picture"]
        assert picture.chart["series"][0]["points"][0] == [0, 1.0]


class TestPdf:
    def test_the_font_travels_along_and_only_what_is_needed_of_it(self):
        data = pdf.write(told("zh-hans", fitted()))
        assert b"NotoSansSC" in data
        assert len(data) < 400_000
        assert b"/StructTreeRoot" in data  # tags for screen readers
        assert b"zh" in data

    def test_a_table_of_many_columns_comes_in_pieces(self):
        columns = [TableColumn(key=f"k{place}", label=f"Column{place:02}", kind="number")
                   for place in range(30)]  # fmt: skip
        rows = [{f"k{place}": 12345.678 * row for place in range(30)} for row in range(1, 9)]
        columns[0] = TableColumn(key="k0", label="Country")
        for row in rows:
            row["k0"] = "Viet Nam"
        table = Table(key="t", title=msg("Wide"), columns=columns, rows=rows)
        document = told("en", with_result(Result(headline=msg("Wide"), blocks=[table])))
        (grid,) = [part for part in document.parts if part.kind == "grid"]
        found = pdf.pieces(grid)
        assert len(found) > 2
        assert all(piece.columns[0] == 0 for piece in found)
        assert sorted(place for piece in found for place in piece.columns[1:]) == [*range(1, 30)]
        sizes = [len(piece.columns) for piece in found]
        assert max(sizes) - min(sizes) <= 1
        text = said(document, "pdf")
        assert all(f"Column{place:02}" in text for place in range(1, 30))
        assert text.count("Country") == len(found)

    def test_pages_are_numbered_in_the_readers_language(self):
        with translation.override("zh-hans"):
            document = compose(fitted())
        pages = Pdf(pdf.write(document)).pages
        assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]


class TestWord:
    def test_headings_tables_and_pictures_are_what_they_are(self):
        job = fitted(title="Demand in Peru")
        document = told("zh-hans", job)
        file = docx.Document(io.BytesIO(word.write(document)))
        styles = [paragraph.style.name for paragraph in file.paragraphs]
        assert styles.count("Title") == 1
        assert {"Heading 1", "Heading 3"} <= set(styles)
        charts = [part for part in document.parts if part.kind == "picture"]
        described = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
        assert described == [part.alt for part in charts]
        heads = file.element.body.findall(f".//{qn('w:tblHeader')}")
        assert len(heads) == len([part for part in document.parts if part.kind == "grid"])

    def test_chinese_has_a_font_and_a_language(self):
        file = docx.Document(io.BytesIO(word.write(told("zh-hans", fitted()))))
        fonts = file.styles["Normal"].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        language = file.styles["Normal"].element.rPr.find(qn("w:lang"))
        assert language.get(qn("w:eastAsia")) == "zh-CN"
        assert file.core_properties.language == "zh-Hans"

    def test_head_and_foot(self):
        job = fitted(title="Demand in Peru")
        section = docx.Document(io.BytesIO(word.write(told("en", job)))).sections[0]
        assert "Demand in Peru" in section.header.paragraphs[0].text
        codes = section.footer._element.findall(f".//{qn('w:instrText')}")
        assert [code.text for code in codes] == ["PAGE", "NUMPAGES"]


class TestDownload:
    @pytest.fixture
    def viewer(self, client):
        def login(job):
            client.force_login(MembershipFactory(project=job.project, role="viewer").user)
            return client

        return login

    def address(self, job, form):
        return reverse("jobs:report", args=[job.project_id, job.pk, form])

    @pytest.mark.parametrize("form", ["pdf", "docx"])
    def test_a_viewer_gets_the_file(self, viewer, form):
        job = fitted(title='Demand "2026" / Peru: <b>需求</b>')
        answer = viewer(job).get(self.address(job, form))
        assert answer.status_code == 200
        kind = next(one for one in formats.FORMATS if one.key == form)
        assert answer["Content-Type"] == kind.media_type
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert formats.file_name(job, kind) == f"Demand 2026 Peru b 需求 b {job.reference}.{form}"
        data = b"".join(answer.streaming_content)
        assert data.startswith(b"%PDF" if form == "pdf" else b"PK")

    def test_the_page_offers_it_once_there_is_a_result(self, viewer):
        job = fitted()
        page = viewer(job).get(reverse("jobs:detail", args=[job.project_id, job.pk]))
        text = page.content.decode()
        assert all(self.address(job, form) in text for form in formats.KEYS)
        order = [text.index(f'id="{name}"') for name in ("answer", "data", "asked", "origin")]
        assert order == sorted(order)
        assert "9f" * 32 in text
        waiting = JobFactory(project=job.project)
        page = viewer(job).get(reverse("jobs:detail", args=[job.project_id, waiting.pk]))
        assert "/report/" not in page.content.decode()

    @pytest.mark.parametrize(
        "fields",
        [{"state": State.RUNNING}, {"state": State.ERRORED},
         {"state": State.SUCCEEDED, "task": Task.PREDICT}, {"state": State.SUCCEEDED,
                                                           "result": {"rows": []}}],
    )  # fmt: skip
    def test_what_has_no_result_has_no_report(self, viewer, fields):
        job = JobFactory(**fields)
        assert viewer(job).get(self.address(job, "pdf")).status_code == 404

    def test_an_unknown_form_and_a_foreign_project(self, viewer, client):
        job = fitted()
        assert viewer(job).get(self.address(job, "exe")).status_code == 404
        client.force_login(UserFactory())
        assert client.get(self.address(job, "pdf")).status_code == 404

    def test_over_rest_in_the_language_that_is_asked_for(self, monkeypatch):
        write_here(monkeypatch)
        job = fitted()
        caller = Caller(MembershipFactory(project=job.project, role="viewer").user)
        path = f"projects/{job.project_id}/jobs/{job.pk}/report/pdf/"
        answer = caller.get(path, headers={"Accept-Language": "zh-Hans"})
        assert answer.status_code == 200
        assert "个预测变量" in compact(Pdf(b"".join(answer.streaming_content)).text)

    def test_many_at_once_are_told_to_come_back(self, monkeypatch):
        job = fitted()
        caller = Caller(MembershipFactory(project=job.project, role="viewer").user)
        monkeypatch.setattr(formats, "WAIT_SECONDS", 0.01)
        taken = [formats._places.acquire() for _ in range(formats.AT_ONCE)]
        try:
            answer = caller.get(f"projects/{job.project_id}/jobs/{job.pk}/report/pdf/")
        finally:
            for _ in taken:
                formats._places.release()
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "10"

    def test_few_wait_so_that_pages_keep_their_threads(self, monkeypatch):
        job = fitted()
        monkeypatch.setattr(formats, "WAIT_SECONDS", 600)
        taken = [formats._seats.acquire() for _ in range(formats.AT_ONCE + formats.WAITING)]
        try:
            with pytest.raises(formats.NotWritten, match="Many reports"):
                formats.written(job, formats.FORMATS[0], "https://lepton.example")
        finally:
            for _ in taken:
                formats._seats.release()

    def test_a_writer_that_dies_or_hangs_is_a_sentence(self, viewer, monkeypatch, caplog):
        job = fitted()
        broken = {**formats._environment(), "PYTHONPATH": "/nowhere"}
        monkeypatch.setattr(formats, "_environment", lambda: broken)
        answer = viewer(job).get(self.address(job, "pdf"), follow=True)
        assert "This report could not be written." in answer.content.decode()
        assert "report pdf failed" in caplog.text
        monkeypatch.setattr(formats, "LIMIT_SECONDS", 0.001)
        with pytest.raises(formats.NotWritten):
            formats.written(job, formats.FORMATS[0], "https://lepton.example")
        for places, count in ((formats._places, formats.AT_ONCE),
                              (formats._seats, formats.AT_ONCE + formats.WAITING)):  # fmt: skip
            assert all(places.acquire(timeout=0) for _ in range(count))
            for _ in range(count):
                places.release()

    @pytest.mark.parametrize(
        ("title", "stem"),
        [("../../etc/passwd", "etc passwd"), ("  ", "report"), ("a" * 300, "a" * 80),
         ("CON\r\nX: y", "CON X y"), ("a\u202egpj.exe", "a gpj.exe"),
         ("需求预测 2026", "需求预测 2026"), ("...", "report")],
    )  # fmt: skip
    def test_names_are_safe_everywhere(self, title, stem):
        job = JobFactory.build(title=title, project=None, created_by=None)
        assert formats.file_name(job, formats.FORMATS[0]) == f"{stem} {job.reference}.pdf"


def test_a_tornado_and_rows_left_out_reach_every_file():
    case = test_sizing_contract
    job = job_of(SIZING, case.TestSizing.params, {"data": case.table()})
    document = told("en", job)
    for kind in WRITERS:
        assert compact("What would change the answer") in said(document, kind)
