"""Reading, checking, converting and storing tables. Nothing below here imports Django.

pyarrow is imported inside functions, because the web process uses the same code for previews and
must start without it.
"""
