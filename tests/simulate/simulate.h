/*
 * simulate - a line in virtual time: source, stages, sink, and what may happen to them, from one seed
 *
 * What decides is the shipped lib/protocol.c. What is told here a second time is the I/O around it: the
 * loops of lib/line_in.c, line_out.c, pipe.c and filter.c (process.c), sockets (wire.c), the journal of
 * the sink. One seed is one schedule; it runs the same way each time.
 */
#ifndef SIMULATE_H
#define SIMULATE_H

#include "protocol.h"

#define STAGES_MAX 6
#define PROCESSES_MAX (STAGES_MAX + 2)
#define FRAMES_MAX 400
#define QUEUE 32                      /* messages under way in one direction; a power of two */
#define ROOM_BACKWARD 8               /* of them */
#define NEVER INT64_MAX

/* Times are in µs; the protocol gets ms. */
#define MS ((int64_t)1000)
#define SECOND (1000 * MS)

struct message {
	enum frame_kind kind;
	uint64_t epoch, seq;
	uint64_t body;
	uint64_t accounts[PROCESSES_MAX]; /* of each process crossed, this frame included */
	int64_t at;                       /* when it arrives; NEVER: nobody is there */
};

struct queue {
	struct message ring[QUEUE];
	unsigned first, count, room;
};

struct wire {
	struct queue forward, backward;
	int64_t connected; /* since when, or from when on; NEVER: one end is dead */
};

enum phase { RECEIVES, WORKS, GIVES, SYNCS, ENDS, DONE };

struct process {
	unsigned index;       /* 0: the source; the last: the sink */
	bool alive, waits;    /* waits: for a message, or for `timer` */
	enum phase phase;
	int64_t ready, timer; /* does nothing before `ready` */
	struct reader reader;
	struct teller teller;
	bool settled;
	uint64_t head_epoch, behind;   /* of the head taken last; the frame taken last */
	uint64_t received, sent;       /* its accounts */
	struct message held;           /* being worked at, or to be given */
	struct message committed;      /* what a sink says */
	struct sender sender;          /* from here on: of the source */
	struct message kept[WINDOW], made, done;
	uint64_t answered;             /* the epoch whose want was answered last */
};

/* What a schedule is drawn from; see schedule.c. */
struct schedule {
	unsigned stages, frames, room;
	bool diskless, stalls, disconnects, network; /* network: any message may be lost, doubled, late */
	int64_t delay, work[PROCESSES_MAX], sync;
	int64_t fault_every, faults_until, limit;
	int64_t restart, restart_long;
	unsigned lose, twice, late;          /* of 1024 */
};

/* Frames 1 … written are in the journal, 1 … synced survive a power cut. */
struct disk {
	uint64_t written, synced, reached; /* reached: ever */
	struct message last;
	bool replaced;                     /* a sink without a disk died */
};

struct counts {
	uint64_t seeds, steps, crashes, cuts, lost, doubled, late, rewinds, sent, given_up;
};

struct simulation {
	uint64_t seed, random;
	struct schedule schedule;
	int64_t now, next_fault;
	struct process process[PROCESSES_MAX];
	unsigned last;                           /* the sink */
	struct wire wire[PROCESSES_MAX - 1];     /* between process i and i + 1 */
	struct disk disk;
	uint64_t expected[FRAMES_MAX + 2];       /* the accounts of the last stage, undisturbed */
	int64_t died;
	uint64_t died_at;
	void (*recovered)(int64_t us);
	int64_t kill_every;                      /* with it: the schedule of scripts/torture */
	struct counts counts;
	uint64_t trace_from;                     /* tells what happens from this step on */
	bool over, trace;
	char failure[160];                       /* "": none */
};

uint64_t draw(struct simulation *s);
int64_t draw_below(struct simulation *s, int64_t n); /* 0 … n - 1 */
bool draw_chance(struct simulation *s, unsigned of_1024);
uint64_t mix(uint64_t x);

void schedule_draw(struct simulation *s);
void schedule_as_torture(struct simulation *s); /* the one of scripts/torture, to measure recovery */

bool simulation_run(struct simulation *s, uint64_t seed); /* false: `failure` */
void simulation_fail(struct simulation *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tell(struct simulation *s, const struct process *p, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void queue_clear(struct queue *q, unsigned room);
int64_t queue_next(const struct queue *q);
bool queue_take(struct queue *q, int64_t now, struct message *m);
bool wire_give_forward(struct simulation *s, unsigned wire, const struct message *m);
bool wire_give_backward(struct simulation *s, unsigned wire, const struct message *m);
bool wire_has_room(const struct simulation *s, unsigned wire);
void wire_break(struct simulation *s, unsigned wire, bool writer_died, bool reader_died);
void wire_connect(struct simulation *s, unsigned wire);

void process_start(struct simulation *s, struct process *p);
int64_t process_ready(const struct simulation *s, const struct process *p);
void process_step(struct simulation *s, struct process *p);

uint64_t body_of(const struct simulation *s, unsigned process, uint64_t before, uint64_t seq);

#endif
