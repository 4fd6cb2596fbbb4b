"""Each says where it raised."""

from django.db import connection
from django.template.response import TemplateResponse
from pydantic import BaseModel

from apps import sdk


class Trouble(Exception):
    pass


class Unspeakable:
    def __str__(self):
        raise Trouble("in the navigation")


class Answer(BaseModel):
    text: str


def page(request, scope):
    raise Trouble("in the page")


def drawn(request, scope):
    return TemplateResponse(request, "lepton_faulty/drawn.html")


def nothing(request, scope):
    return None


def refused(request, scope):
    raise sdk.Refused(sdk.msg("This cannot be had."))


def absent(request, scope):
    raise sdk.NotFound(sdk.msg("It is not there."))


def forbidden(request, scope):
    raise sdk.NotAllowed(sdk.msg("It is not for everybody."))


def slot(scope, subject):
    raise Trouble("in the slot")


def card(scope):
    with connection.cursor() as cursor:  # spoils a transaction that is not guarded
        cursor.execute("SELECT * FROM no_such_table")


def gate(scope, market):
    raise Trouble("in the gate")


def mute(scope, market):
    return True


def facts(scope, market, on):
    raise Trouble("in the facts")


def hear(scope, event):
    raise Trouble("in the receiver")


def broken(scope):
    raise Trouble("in the route")


def wrong(scope):
    return {"text": "a dict is no Answer"}


ROUTES = [
    sdk.Endpoint("get", broken, token="read", answer=Answer),
    sdk.Endpoint("post", wrong, token="write", role="editor", answer=Answer),
]
