# Two commands for a fresh machine with Python 3.11 or newer: `make grade` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: grade lab test test-all coverage lint build verify clean docs lite pictures
.DELETE_ON_ERROR:

grade: .venv/ready
	$(BIN)/grader grade submissions/

# In the course's own folder, since pictures lie beside the notebooks; with this kernel, whichever others the user has.
lab: .venv/ready
	JUPYTER_PREFER_ENV_PATH=1 $(BIN)/jupyter lab --ServerApp.root_dir=. assignments/1_python_basics.ipynb

# What one wants to know before a commit: minutes. What is slow, or repeats a proof in another corner, is in test-all.
test: .venv/ready
	$(BIN)/pytest -n 2 --dist worksteal

test-all: .venv/ready
	$(BIN)/pytest -n 2 --dist worksteal -m "" --hypothesis-profile=long

# In one process; what runs in boxes is not seen. CONTRIBUTING.md has the table.
coverage: .venv/ready
	$(BIN)/coverage run --branch --source=grader -m pytest -n 0
	$(BIN)/coverage report --skip-covered

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: .venv/ready
	$(BIN)/grader build

verify: .venv/ready
	$(BIN)/grader verify

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

# -W: a link that leads nowhere fails the build.
docs: .venv/ready
	$(BIN)/python -m pip install --quiet --group docs
	$(BIN)/sphinx-build --quiet -W --keep-going -b html docs build/docs
	@echo "open build/docs/index.html"

# The course in the browser, with nothing to install; any server of files will do.
lite: .venv/ready build/lite-venv/ready
	rm -rf build/lite
	$(BIN)/python lite/build.py build/lite
	@echo "$(BIN)/python -m http.server --directory build/lite --bind 127.0.0.1"

# Apart from the other one: what it has for a browser would be loaded into everybody's JupyterLab.
build/lite-venv/ready: pyproject.toml
	$(PYTHON) -m venv build/lite-venv
	build/lite-venv/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	build/lite-venv/bin/python -m pip install --quiet --group lite
	touch $@

# Those of the README and the documentation, as the tests see them.
pictures: .venv/ready
	PICTURES=docs/pictures $(BIN)/pytest tests/browser -m "" -k "picture or cards"

clean:
	rm -rf .venv grades dist build
