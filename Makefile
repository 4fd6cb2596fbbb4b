# Everything is in deploy/: this file only gives it short names.
PYTHON ?= python3
LAUNCH = $(PYTHON) -m deploy.launch

.PHONY: messages

messages:
	.venv/bin/python -m deploy.messages update
	.venv/bin/python -m deploy.messages compile
	.venv/bin/python -m deploy.messages missing
