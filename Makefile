# pmi-flux. make demo: an invented quarter through all processes; make check: every test.
VERSION := 0.1.0
CC      ?= cc
BUILD   ?= build
PKGS     = libzmq $(shell pkg-config --exists msgpack && echo msgpack || echo msgpack-c) \
           yaml-0.1 sqlite3 libsodium libxxhash jansson libsystemd cairo freetype2 libxml-2.0
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
HARDEN  := $(if $(SAN),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
CFLAGS  ?= -O2 -g
ALL_CFLAGS = $(CFLAGS) -std=c11 -D_GNU_SOURCE -DPMI_VERSION='"$(VERSION)"' -Ilib -MMD -MP \
             $(WARN) $(HARDEN) $(SAN)
ALL_LDFLAGS = $(LDFLAGS) -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed $(SAN)
LDLIBS   = $(shell pkg-config --libs $(PKGS)) -lm

PROGRAMS := $(notdir $(wildcard filters/* tools/*))
BIN      := $(PROGRAMS:%=$(BUILD)/bin/pmi-%)
UNIT     := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_test.c))
LIB      := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*.c))
TESTS     = $(UNIT) $(wildcard tests/flow/[0-9]* tests/pipeline/[0-9]*) scripts/check-house
objects   = $(patsubst %.c,$(BUILD)/%.o,$(wildcard filters/$(1)/*.c tools/$(1)/*.c))
simulated = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/$(1)/*.c tools/ledger/checks.c))
without_main = $(filter-out %/$(1)/$(1).o,$(call objects,$(1)))

all: $(BIN)

.SECONDEXPANSION:
$(BIN): $(BUILD)/bin/pmi-%: $$(call objects,$$*) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libpmi.a: $(LIB)
	@rm -f $@ && ar rcs $@ $^

# headers of cairo and libxml2 are not where the compiler looks, and not written for our warnings
$(BUILD)/lib/pdf_draw.o $(BUILD)/lib/pdf_line.o $(BUILD)/lib/xml.o $(BUILD)/lib/xml_write.o: ALL_CFLAGS += $(patsubst -I%,-isystem %,\
	$(shell pkg-config --cflags-only-I cairo-ft libxml-2.0))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# a unit test links the library and, where it bears a filter's name, the filter without its main
$(UNIT): $(BUILD)/unit/%_test: tests/unit/%_test.c $$(call without_main,$$*) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(addprefix -I,$(wildcard filters/$* tools/$*)) $(ALL_LDFLAGS) -o $@ \
		$(filter %.c %.o %.a,$^) $(LDLIBS) -lcmocka

# a filter with a planted bug: tests/crash/NAME.c stands before its rule
CRASH := $(patsubst tests/crash/%.c,$(BUILD)/crash/pmi-%,$(wildcard tests/crash/*.c))
$(CRASH): $(BUILD)/crash/pmi-%: tests/crash/%.c $$(call objects,$$*) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Wno-missing-prototypes -Ifilters/$* $(ALL_LDFLAGS) -Wl,--wrap=$*_rule -o $@ \
		$(filter %.c %.o %.a,$^) $(LDLIBS)

# not linked: preloaded by tests that make calls of libc fail
$(BUILD)/torture/fail.so: tests/torture/fail.c
	@mkdir -p $(@D)
	$(CC) -O2 -g -std=c11 -D_GNU_SOURCE $(WARN) -fPIC -shared -o $@ $<

# the protocol alone, in virtual time; the ledger alone, against a recount
SIMULATE := $(BUILD)/simulate/simulate $(BUILD)/scenarios/scenarios
HELPERS  := $(BUILD)/torture/fail.so $(SIMULATE)
$(SIMULATE): $(BUILD)/%: $$(call simulated,$$(*D)) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

BY_HAND := trained fuzz bench bench-instructions bench-peers profile simulate torture torture-nth powercut soak matrix scenarios
.PHONY: all install uninstall demo check sanitize compilers clean $(BY_HAND)
demo:
	@scripts/setup build
	@$(MAKE) --no-print-directory -s -j2 all && scripts/demo

check:
	@scripts/setup check
	@$(MAKE) --no-print-directory -s -j2 WARN='$(WARN) -Werror' all $(UNIT) $(CRASH) $(HELPERS)
	@CMOCKA_MESSAGE_OUTPUT=TAP PMI_BIN=$(abspath $(BUILD)/bin) PMI_FLUX_CONFIG=$(CURDIR)/config \
		prove -j 2 --exec scripts/tap --timer $(TESTS)

sanitize: # every test again, under the address and undefined-behaviour sanitizers
	@scripts/setup check
	@ASAN_OPTIONS=allocator_may_return_null=1 $(MAKE) --no-print-directory check \
		BUILD=build/sanitize CFLAGS='-O1 -g' \
		SAN='-fsanitize=address,undefined -fno-sanitize-recover=all'

compilers: # gcc and clang (Debian's clang), no warning
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/gcc CC=gcc WARN='$(WARN) -Werror' all
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/clang CC=clang WARN='$(WARN) -Werror' all

$(BY_HAND): # scripts/NAME: they take their time
	@$(MAKE) --no-print-directory -s -j2 all $(HELPERS)
	@scripts/$@

install: all # PREFIX (/usr/local), DESTDIR, mandir, docdir, unitdir, sysusersdir
install uninstall:
	@BUILD=$(BUILD) scripts/install $@

clean:
	@rm -rf build

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
