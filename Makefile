# pmi-flux: make demo (the pipeline on an invented quarter), make check (every test)
VERSION := 0.1.0
CC      ?= cc
BUILD   ?= build
PKGS    := libzmq msgpack yaml-0.1 sqlite3 libsodium libxxhash jansson
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
HARDEN  := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS  ?= -O2 -g
CFLAGS  += -std=c11 -D_GNU_SOURCE -DPMI_VERSION='"$(VERSION)"' -Ilib -MMD -MP $(WARN) $(HARDEN) $(SAN)
LDFLAGS += -pie -Wl,-z,relro,-z,now,-z,noexecstack $(SAN)
LDLIBS   = $(shell pkg-config --libs $(PKGS)) -lm

LIB      := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*.c))
PROGRAMS := $(notdir $(wildcard filters/* tools/*))
BIN      := $(PROGRAMS:%=$(BUILD)/bin/pmi-%)
UNIT     := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_test.c))
objects   = $(patsubst %.c,$(BUILD)/%.o,$(wildcard filters/$(1)/*.c tools/$(1)/*.c))

all: $(BIN)

.SECONDEXPANSION:
$(BUILD)/bin/pmi-%: $$(call objects,$$*) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libpmi.a: $(LIB)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# a unit test links the library and, where it bears a filter's name, the filter without its main
$(BUILD)/unit/%_test: tests/unit/%_test.c $$(filter-out %/$$*.o,$$(call objects,$$*)) $(BUILD)/libpmi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(addprefix -I,$(wildcard filters/$* tools/$*)) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka -lmsgpackc

unit: $(UNIT)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
.PHONY: all unit
