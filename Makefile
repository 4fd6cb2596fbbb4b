# Everything is in deploy/: this file only gives it short names.
#   make run                 HOST=127.0.0.1 PORT=8000 MODELS=1
#   make stop install reset password doctor
#   make test services faults lint bench soak shots messages vendor client
export HOST PORT MODELS FORCE TESTS

LAUNCH = python="$$(sh deploy/find-python)" && exec "$$python" -m deploy.launch

.PHONY: run stop install reset password doctor test services faults lint bench soak shots messages vendor client
.DEFAULT_GOAL := run

run stop install reset password doctor test services faults lint bench soak shots messages vendor client:
	@$(LAUNCH) $@
