from pydantic import BaseModel, Field

from apps.sdk import Engine, mark


class Params(BaseModel):
    times: int = Field(2, ge=1, le=9, title=mark("Times"), description=mark("How often."))


class GreetEngine(Engine):
    key = "dummy.greet"
    version = "1.0"
    label = mark("Greeter")
    description = mark("Says hello.")
    kind = "description"
    Params = Params
    runner = "lepton_dummy.runner:Runner"
    docs = "It says hello as often as it is told."


ENGINE = GreetEngine()
