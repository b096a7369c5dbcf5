# The commands of the project; what each does for you stands in README.md.
.PHONY: demo demo-reset test check bench drill
PYTEST_ARGS ?=
# Kept even where the environment says otherwise: without compiled files every start reads 1 200 sources anew, three seconds.
unexport PYTHONDONTWRITEBYTECODE

demo:
	@.ci/miljo pango
	@exec .venv/bin/python -m helsefellesskap.oppstart.demo

demo-reset:
	@.ci/miljo pango
	@exec .venv/bin/python -m helsefellesskap.oppstart.demo --tom

test:
	@.ci/miljo pango chromium
	@exec .venv/bin/python -m pytest -q -n 2 --dist worksteal $(PYTEST_ARGS)

check:
	@.ci/miljo pango
	@exec .ci/sjekk

bench:
	@.ci/miljo pango
	@exec .venv/bin/python -m tests.bench

drill:
	@.ci/miljo pango chromium
	@exec .venv/bin/python -m pytest tests/drill tests/reiser -q -p no:cacheprovider $(PYTEST_ARGS)
