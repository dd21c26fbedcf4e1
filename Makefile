# Ouro. `make` builds build/ouro; `make run` starts it; `make test` runs every test.
#
# A flavor is a way to build, in a folder of its own:
#   release   build/            assertions compiled out, addresses fixed (7 % faster): what is installed
#   check     build/check/      assertions on
#   asan      build/asan/       address and undefined-behaviour sanitizers, freed blocks poisoned
#   gcstress  build/gcstress/   collects at every chance
#   clang     build/clang/      the other compiler, assertions on
#   general   build/general/    no forms, no cache ever hits: all goes the general way
#   debug     build/debug/      for a debugger
#   fuzz      build/fuzz/       asan again, made by clang for libFuzzer
# `make FLAVOR=asan` or `make asan` builds one of them. `make V=1` shows the commands.

FLAVOR ?= release
PREFIX ?= /usr/local
ifeq ($(origin CC),default)
CC := gcc
endif

OUT := $(if $(filter release,$(FLAVOR)),build,build/$(FLAVOR))
GEN := build/gen

FLAGS_release := -O2 -DNDEBUG -fno-pie -no-pie
FLAGS_check := -O1
FLAGS_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_gcstress := -O1 -DOURO_GC_STRESS
FLAGS_clang := -O2
FLAGS_general := -O1 -DOURO_NO_SHORTCUTS
FLAGS_debug := -O0 -g3
FLAGS_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
    -fno-sanitize=pointer-overflow
ifneq ($(filter clang fuzz,$(FLAVOR)),)
CC := clang
endif
ifndef FLAGS_$(FLAVOR)
$(error there is no flavor "$(FLAVOR)")
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
CPPFLAGS := -Isrc -I$(GEN) -MMD -MP
ALL_CFLAGS := -std=gnu11 -g $(FLAGS_$(FLAVOR)) $(WARNINGS) $(CFLAGS)
# What re2c writes is not ours to keep free of conversions.
GENERATED_CFLAGS := $(ALL_CFLAGS) -Wno-conversion -Wno-sign-conversion -Wno-unused -Wno-type-limits \
    -Wno-unused-parameter -Wno-shadow
LINK := $(CC) $(ALL_CFLAGS) $(LDFLAGS) -Wl,--as-needed
# What is installed holds its libraries itself where they come as archives: looking up their symbols
# would take a third of the start.
archived = $(if $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
LIBRARIES := utf8proc gmp readline $(if $(filter release,$(FLAVOR)),tinfo) cmark
LDLIBS := $(foreach name,$(LIBRARIES),$(if $(filter release,$(FLAVOR)),$(call archived,$(name)),-l$(name))) -lm

SOURCES := $(sort $(filter-out src/main.c,$(wildcard src/*/*.c src/*/*/*.c)))
LEXERS := $(sort $(wildcard grammar/*.re))
GENERATED := $(LEXERS:grammar/%.re=$(GEN)/lang/%.c)
OBJECTS := $(SOURCES:src/%.c=$(OUT)/obj/%.o) $(GENERATED:$(GEN)/%.c=$(OUT)/obj/gen/%.o)
PROGRAM := $(if $(wildcard src/main.c),$(OUT)/ouro)

# ONLY=heap_ narrows the unit tests to those whose names begin so.
UNITS := $(sort $(wildcard tests/unit/$(ONLY)*.c))
UNIT_PROGRAMS := $(UNITS:tests/unit/%.c=$(OUT)/unit/%)
# Programs that scripts of the tests drive.
DRIVERS := $(sort $(wildcard tests/syntax/*.c))
DRIVER_PROGRAMS := $(DRIVERS:tests/%.c=$(OUT)/%)
FUZZERS := $(sort $(wildcard tests/fuzz/*.c))
FUZZER_PROGRAMS := $(FUZZERS:tests/%.c=$(OUT)/%)
# The formal grammar, for the tests only.
GRAMMARS := $(sort $(wildcard grammar/*.y))
ORACLES := $(GRAMMARS:grammar/%.y=$(OUT)/obj/gen/oracle/%.o)

TEST_FLAVORS := release asan gcstress clang general
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: all release check asan gcstress clang general debug lib unit tests-built packages run test \
        soak fuzz fuzzers docs install uninstall bench bench-check bench-micro bench-observe \
        check-includes format clean
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules

QUIET := $(if $(V),,@)
SAY = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '  $(1) $@')

all: $(if $(PROGRAM),$(PROGRAM),lib)
lib: $(OUT)/libouro.a
unit: $(UNIT_PROGRAMS)
tests-built: $(if $(ONLY),,all $(DRIVER_PROGRAMS)) unit

release check asan gcstress clang general debug:
	@$(MAKE) --no-print-directory FLAVOR=$@ all

# --- building -----------------------------------------------------------------------------------

$(OUT)/ouro: $(OUT)/obj/main.o $(OUT)/libouro.a
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/libouro.a: $(OBJECTS)
	@rm -f $@
	$(call SAY,AR  )
	$(QUIET)ar rcs $@ $^

$(OUT)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(QUIET)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/obj/gen/%.o: $(GEN)/%.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(QUIET)$(CC) $(CPPFLAGS) $(GENERATED_CFLAGS) -c -o $@ $<

$(GEN)/lang/%.c: grammar/%.re
	@mkdir -p $(@D)
	$(call SAY,RE2C)
	$(QUIET)re2c -W -Wno-nondeterministic-tags --no-debug-info --no-generation-date -o $@ $<

# The modules that are written in the language go into the program as their lines.
MODULES := $(sort $(wildcard src/vm/modules/*.py))
MODULE_LINES := $(MODULES:src/%.py=$(GEN)/%.inc)

$(GEN)/vm/modules/%.inc: src/vm/modules/%.py
	@mkdir -p $(@D)
	$(QUIET)sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/' $< > $@

$(OUT)/obj/vm/import.o: $(MODULE_LINES)

# Which build this is: images are exchanged only between equal ones.
ALL_SOURCES := $(sort $(wildcard src/*.c src/*/*.[ch] src/*/*.def src/*/*.inc src/*/*/*.* grammar/*.re))
$(OUT)/obj/repl/identity.o: CPPFLAGS += -DOURO_BUILD='"$(FLAVOR)-$(BUILD_SUM)"'
$(OUT)/obj/repl/identity.o: BUILD_SUM = $(firstword $(shell cat $(ALL_SOURCES) | cksum))
$(OUT)/obj/repl/identity.o: $(ALL_SOURCES)

# Unit tests of the first floors need nothing of the others, so they can be built before them.
FIRST_OBJECTS := $(filter $(OUT)/obj/base/%.o $(OUT)/obj/heap/%.o,$(OBJECTS))

$(OUT)/unit/heap_%: $(OUT)/obj/tests/unit/heap_%.o $(FIRST_OBJECTS)
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/unit/base_%: $(OUT)/obj/tests/unit/base_%.o $(FIRST_OBJECTS)
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/unit/%: $(OUT)/obj/tests/unit/%.o $(OUT)/libouro.a
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

# Lemon answers conflicts with a failure.
$(GEN)/oracle/%.c $(GEN)/oracle/%.h &: grammar/%.y
	@mkdir -p $(@D)
	$(call SAY,LEMN)
	$(QUIET)lemon -q -d$(@D) $<

$(DRIVERS:tests/%.c=$(OUT)/obj/tests/%.o): | $(GRAMMARS:grammar/%.y=$(GEN)/oracle/%.h)

$(OUT)/syntax/%: $(OUT)/obj/tests/syntax/%.o $(ORACLES) $(OUT)/libouro.a
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/bench/%: $(OUT)/obj/tests/bench/%.o $(OUT)/libouro.a
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/bench/heap_%: $(OUT)/obj/tests/bench/heap_%.o $(FIRST_OBJECTS)
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/obj/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC  )
	$(QUIET)$(CC) $(CPPFLAGS) -Itests/unit $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/fuzz/%: $(OUT)/obj/tests/fuzz/%.o $(OUT)/libouro.a
	@mkdir -p $(@D)
	$(call SAY,LINK)
	$(QUIET)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

# Compiling needs the generated sources only where something includes them; this keeps it simple.
$(OBJECTS): | $(GENERATED)

-include $(shell find $(OUT)/obj -name '*.d' 2>/dev/null)

# --- running and testing ------------------------------------------------------------------------

packages:
	@sh .ci/packages build

run:
	@sh .ci/packages build
	@$(MAKE) --no-print-directory --silent -j$(JOBS) release
	@build/ouro

# FLAVORS=release narrows the test run, TESTS=tests/language/lists to some of the tests.
FLAVORS ?= $(TEST_FLAVORS)
test:
	@sh .ci/packages test
	@for flavor in $(FLAVORS); do \
	    $(MAKE) --no-print-directory --silent -j$(JOBS) FLAVOR=$$flavor tests-built || exit 1; done
	@python3 tests/run --flavors "$(FLAVORS)" $(TESTS)

# Random programs, compared with CPython: many more than `make test` takes, and others with FIRST.
FIRST ?= 1
SEEDS ?= 10000
soak: all
	@python3 tests/differential/check.py $(OUT) --first $(FIRST) --count $(SEEDS)

# Random bytes, tokens and programs, led by what they reach in the code.
SECONDS ?= 600
fuzz:
	@sh .ci/packages fuzz
	@$(MAKE) --no-print-directory --silent -j$(JOBS) FLAVOR=fuzz fuzzers
	@python3 tests/fuzz/run.py build/fuzz --seconds $(SECONDS)
fuzzers: $(FUZZER_PROGRAMS)

# The parts of docs/ that are made from tables and grammar.
docs: release
	@python3 tests/docs/check.py build --write

check-includes:
	@python3 tests/check_includes.py

# Times against CPython and Lua. ROUNDS=3 is quick, ROWS="fib nbody" takes some programs, and WRITE=1
# puts what was measured into docs/performance.md.
ROUNDS ?= 7
bench: release $(OUT)/bench/stopwatch
	@python3 tests/bench/run.py $(OUT) --rounds $(ROUNDS) $(if $(WRITE),--write) $(ROWS)
	$(if $(WRITE),@python3 tests/docs/check.py $(OUT) --write)

# Instructions of small programs, against those recorded; ACCEPT=1 records those of now.
bench-check: release
	@python3 tests/bench/instructions.py $(OUT) $(if $(ACCEPT),--accept)

# What watching costs at the prompt.
bench-observe: $(OUT)/bench/observe_bench
	@$<

# Allocator, collector, start-up, sizes and growth. ROWS="start bytes" takes some of them; other
# allocators to compare with are installed where they are missing, or left out.
bench-micro: release $(OUT)/bench/heap_bench $(OUT)/bench/timed_bench $(OUT)/bench/stopwatch
	@sh .ci/packages bench || echo "Going on with what there is."
	@python3 tests/bench/micro.py $(OUT) $(if $(WRITE),--write) $(ROWS)
	$(if $(WRITE),@python3 tests/docs/check.py $(OUT) --write)

# --- the rest -----------------------------------------------------------------------------------

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 build/ouro $(DESTDIR)$(PREFIX)/bin/ouro
	install -m 644 docs/ouro.1 $(DESTDIR)$(PREFIX)/share/man/man1/ouro.1
	install -d $(DESTDIR)$(PREFIX)/share/ouro/lessons/demonstrations
	install -m 644 lessons/*.md $(DESTDIR)$(PREFIX)/share/ouro/lessons
	install -m 644 lessons/demonstrations/*.md $(DESTDIR)$(PREFIX)/share/ouro/lessons/demonstrations

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ouro $(DESTDIR)$(PREFIX)/share/man/man1/ouro.1
	rm -rf $(DESTDIR)$(PREFIX)/share/ouro

format:
	clang-format -i $(shell find src tests -name '*.[ch]')

clean:
	rm -rf build
