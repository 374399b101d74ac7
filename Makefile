# `make run` opens the hall, `make test` proves it. Set-up is done where its sources changed, and says what it does.

# tools/environment.sh, which targets read, is bash.
SHELL := bash
PORT ?= 8000
DATA_DIR ?= .data
DEMO ?= 1
export DATA_DIR DEMO
ifeq ($(DEMO),0)
# A hall that is no demo: its secret is made once, and kept with its data.
SECRET_KEY ?= $(shell exec 2> /dev/null; umask 077; mkdir -p "$(DATA_DIR)" && cd "$(DATA_DIR)" && \
	{ [ -s secret_key ] || head -c 36 /dev/urandom | base64 > secret_key; } && cat secret_key)
export SECRET_KEY
endif

py := .venv/bin/python
quietly := @tools/quietly.sh
sub := $(MAKE) -s --no-print-directory
# The build strips types, so those in src/messages are no source of it.
frontend := $(shell find frontend \( -path frontend/node_modules -o -path frontend/dist -o -path frontend/src/messages \) \
	-prune -o -print 2>/dev/null)
protocols := $(shell find platform sessions chat streaming -name protocol.py 2>/dev/null)

.PHONY: run test thorough quick test-postgres check fmt protocol catalogues journeys interop torture soak bench bench-wire bench-web bench-relay bench-floor bench-handover bench-access bench-organise bench-outcome bench-words bench-languages bench-parsers bench-suite tour lock
.NOTPARALLEL:
.DELETE_ON_ERROR:

# The demo's hall at http://127.0.0.1:PORT/, its data in DATA_DIR; with LAN=1 (or LAN=<an address of this machine>)
# in the room's network too, and at HTTPS_PORT (PORT + 443) over HTTPS.
# LIFE=0 leaves the simulated delegations out. With DEMO=0 it is no demo, and begins with a link for the first organiser.
run: may-run
	@$(sub) -q .stamps/python .stamps/frontend || $(sub) set-up
	@exec tools/run.sh $(PORT)

# Node comes with Python's packages where the machine has none.
.PHONY: set-up demo-data
set-up:
	@if tools/npm.sh is-there; then tools/side_by_side.sh "$(sub) .stamps/python" "$(sub) .stamps/build-tools"; \
		else $(sub) .stamps/python; fi
	@$(sub) -q .stamps/frontend || tools/side_by_side.sh "$(sub) demo-data" "$(sub) .stamps/frontend"

# What the server does by itself, beside the front end's build.
demo-data:
	$(quietly) migrate "Preparing the database" $(py) platform/manage.py migrate --no-input --skip-checks
ifneq ($(DEMO),0)
	$(quietly) demo "Laying out the demo" $(py) platform/manage.py demo --skip-checks
endif

# The proof: checks, tests of both halves, journeys in a browser. docs/testing.md says what it leaves to `make thorough`.
test: .stamps/dev .stamps/npm .stamps/system
	@tools/test.sh

# All of it with nothing left out, then foreign clients and two short courses of torture. A release needs it green.
thorough: .stamps/dev .stamps/npm .stamps/system
	@tools/test.sh thorough
	@$(sub) interop
	@$(sub) torture SEEDS=2 OPS=2500 RESULT=.data/torture.json

# Within a minute after a change: style, types, imports, and the tests nearest to what differs from origin/main, or from
# BASE=<a commit>; as many as begin in QUICK_S (30) seconds.
quick: .stamps/dev .stamps/npm
	@tools/quick.sh

# Every test of the server on PostgreSQL and Redis; TESTS=<a folder or file> for some of them.
test-postgres: .stamps/dev .stamps/npm .stamps/system
	@. tools/environment.sh && $(py) -m tests.support.stack \
		$(py) -m pytest -m "not torture" -n 2 --reuse-db --ignore=tests/journeys --ignore=tests/interop $(TESTS)

# What needs no running: style, types, imports, migrations.
check: .stamps/dev .stamps/npm
	@tools/check.sh

fmt: .stamps/dev .stamps/npm
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format --quiet .
	@tools/npm.sh run --silent format

# The browser's types, from the concepts' protocol.py. The front end's check makes them too.
protocol: .stamps/protocol

# The texts that the server's sources mark into its catalogues, and these compiled: docs/translating.md.
catalogues: .stamps/dev
	@$(py) tools/catalogues.py

# Every journey, also those that `make test` leaves out.
journeys: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && BALAI_TESTS=thorough $(py) -m pytest -m "not torture" -n 4 --dist worksteal tests/journeys

# Long courses of chance and ill will: new examples for the property tests, other seeds and more datagrams for the relay;
# then SEEDS (20) courses of OPS (10000) commands each while everything around the hall breaks: bench/results/torture.json.
torture: .stamps/dev .stamps/system
	@. tools/environment.sh && $(py) -m pytest -m "torture or hypothesis" --hypothesis-profile=chance --ignore=tests/journeys \
		--ignore=tests/interop && PYTHONPATH=platform:. $(py) -m tests.torture

# MINUTES (8) of people who come and go, 500 a minute: memory comes back, descriptors and connections stay: bench/results/soak.json.
soak: .stamps/dev .stamps/system
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) -m tests.torture.soak

# Equipment that is no browser publishes: GStreamer's H.264, shown by Chromium.
interop: .stamps/dev .stamps/system .stamps/npm .stamps/frontend .stamps/interop
	@. tools/environment.sh && $(py) -m pytest tests/interop

bench: .stamps/dev .stamps/bench .stamps/system
	@tools/bench.sh

# The wire at 4,300 sockets beside a plain Channels group and Node's ws: bench/results/wire.json.
bench-wire: .stamps/dev .stamps/bench .stamps/system
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/wire.py

# What a phone in the audience loads, and how it fares (Lighthouse), then the cores of a full demo: bench/results/web.json.
bench-web: .stamps/dev .stamps/bench .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && $(py) bench/web.py && PYTHONPATH=platform:. $(py) bench/demo.py

# What the relay costs, takes and adds, beside aiortc's MediaRelay, and what strangers cost it: bench/results/relay*.json.
bench-relay: .stamps/dev .stamps/system
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/relay.py && PYTHONPATH=platform:. $(py) bench/relay_flood.py

# A grant until everyone hears of it and sees it, and what commands cost with a long list: bench/results/floor.json.
bench-floor: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/floor.py

# What coming in costs: sign-in, a policy that changes, and 4,300 people at once, with nginx in front and without:
# bench/results/access.json.
bench-access: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/access.py

# How long a page is without sound where its relay is killed, and where it is stopped: bench/results/handover.json.
bench-handover: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/handover.py

# How the workspace's table of 4,300 people scrolls: bench/results/organise.json.
bench-organise: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/organise.py

# What the outcome document, its exports, the minutes and the journal's hash chain cost: bench/results/outcome.json.
bench-outcome: .stamps/dev .stamps/system
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/outcome.py && PYTHONPATH=platform:. $(py) bench/outcome_exports.py

# What language channels cost the relay, and how soon another language or the floor is heard: bench/results/languages.json.
bench-languages: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. DJANGO_SETTINGS_MODULE=config.settings $(py) bench/languages.py && PYTHONPATH=platform:. $(py) bench/captions.py

# Time and memory of the worst input of each parser of what people send: bench/results/parsers.json.
bench-parsers: .stamps/dev
	@. tools/environment.sh && DEMO=1 DJANGO_SETTINGS_MODULE=config.settings PYTHONPATH=platform:. $(py) bench/parsers.py

# How long opening and proving Balai takes, and the size of the tree: bench/results/suite.json; PARTS=opened for a part.
bench-suite: .stamps/dev
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/suite.py $(PARTS)

bench-words: .stamps/dev .stamps/system
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) bench/words.py

# docs/tour.md anew: a picture of each view, and the video of a remote country speaking; and the presses of each role in
# docs/design.md.
tour: .stamps/dev .stamps/system .stamps/npm .stamps/frontend
	@. tools/environment.sh && PYTHONPATH=platform:. $(py) -m tools.tour && \
		BALAI_PRESSES=write $(py) -m pytest -q tests/journeys/test_the_presses.py

# Locks anew what pyproject.toml asks for.
lock: .stamps/python
	@requirements/update.sh

.PHONY: may-run
may-run:
	@tools/python.sh may_run "$(PORT)"

# What was deleted by hand is made again, whatever its stamp says.
ifeq ($(wildcard .venv/bin/python),)
.PHONY: .stamps/python
endif
ifeq ($(wildcard frontend/node_modules),)
.PHONY: .stamps/npm .stamps/build-tools
endif
ifeq ($(wildcard frontend/dist/current/index.html),)
.PHONY: .stamps/frontend
endif
ifeq ($(wildcard frontend/src/messages/messages.gen.ts),)
.PHONY: .stamps/protocol
endif

.stamps/python: requirements/installer.lock requirements/run.lock tools/python.sh
	$(quietly) python "Installing Python packages" tools/python.sh install run

.stamps/dev: requirements/dev.lock .stamps/python
	$(quietly) dev "Installing the tools for development" tools/python.sh install dev

.stamps/npm: frontend/package-lock.json tools/npm.sh | .stamps/python
	$(quietly) npm "Installing the front end's tools" tools/npm.sh ci
	@touch .stamps/build-tools

# Those that build it alone; they take the others away.
.stamps/build-tools: frontend/package-lock.json tools/npm.sh
	@rm -f .stamps/npm
	$(quietly) build-tools "Installing what builds the front end" tools/npm.sh ci --omit=dev

.stamps/frontend: $(frontend) tools/frontend.sh | .stamps/python .stamps/build-tools
	$(quietly) frontend "Building the front end" tools/frontend.sh

.stamps/protocol: $(protocols) tools/protocol.py tools/protocol.sh .stamps/npm
	$(quietly) protocol "Writing the browser's types" tools/protocol.sh

# What the protocols import, as it was found when the types were written.
-include .stamps/protocol.d

.stamps/system: tools/system.sh Makefile
	$(quietly) system "Looking for browsers and servers" tools/system.sh chromium=/usr/bin/chromium \
		chromium-headless-shell=/usr/bin/chromium-headless-shell firefox-esr=/usr/bin/firefox-esr coturn=/usr/bin/turnserver \
		'postgresql=/usr/lib/postgresql/*/bin/postgres' redis-server=/usr/bin/redis-server nginx=/usr/sbin/nginx \
		espeak-ng=/usr/bin/espeak-ng poppler-utils=/usr/bin/pdftotext

.stamps/interop: tools/system.sh
	$(quietly) interop "Looking for GStreamer" tools/system.sh python3-gst-1.0 gir1.2-gst-plugins-bad-1.0 \
		gstreamer1.0-nice gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly

.stamps/bench: bench/package-lock.json | .stamps/python
	$(quietly) bench "Installing what the benchmarks compare with" tools/npm.sh --prefix bench ci
