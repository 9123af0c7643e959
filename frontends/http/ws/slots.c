/* SPDX-License-Identifier: MIT
 * slots.c - connection ids: a slot of a loop, and which of its tenants.
 * Apart so that the promise "an id never comes to mean another" is in one
 * place.
 */
#include "loop.h"

/* id: generation, loop, slot, from the top. */
static uint32_t
slot_of(ws_conn_id id)
{
	return (uint32_t)(id & ((1u << WS_ID_SLOT_BITS) - 1));
}

static uint32_t
generation_of(ws_conn_id id)
{
	return (uint32_t)(id >> (WS_ID_SLOT_BITS + WS_ID_LOOP_BITS));
}

ws_loop *
ws_loop_of(ws_hub *hub, ws_conn_id id)
{
	size_t index = id >> WS_ID_SLOT_BITS & ((1u << WS_ID_LOOP_BITS) - 1);
	return index < hub->loops_len ? &hub->loops[index] : NULL;
}

static hire_status
grow(ws_loop *l)
{
	size_t room = l->slot_room ? l->slot_room * 2 : 64;
	if (l->slot_room >> WS_ID_SLOT_BITS)
		return HIRE_ELIMIT;
	ws_slot *slots =
	    ws_realloc(&l->hub->options.mem, l->slots, room * sizeof *slots);
	if (!slots)
		return HIRE_ENOMEM;
	l->slots = slots;
	l->slot_room = room;
	return HIRE_OK;
}

hire_status
ws_slot_take(ws_loop *l, ws_conn *c)
{
	uint32_t at = l->free_slot;
	if (at == l->slot_count) {
		hire_status st = at == l->slot_room ? grow(l) : HIRE_OK;
		if (st)
			return st;
		l->slots[at] = (ws_slot){.generation = 1, .next_free = at + 1};
		l->slot_count++;
	}
	ws_slot *s = &l->slots[at];
	l->free_slot = s->next_free;
	l->live++;
	s->conn = c;
	s->due = INT64_MAX;
	c->id = (ws_conn_id)s->generation
	            << (WS_ID_SLOT_BITS + WS_ID_LOOP_BITS) |
	        (ws_conn_id)l->index << WS_ID_SLOT_BITS | at;
	return HIRE_OK;
}

void
ws_slot_give(ws_loop *l, ws_conn *c)
{
	uint32_t at = slot_of(c->id);
	ws_slot *s = &l->slots[at];
	s->conn = NULL;
	s->due = INT64_MAX;
	s->generation += s->generation == UINT32_MAX ? 2 : 1;
	s->next_free = l->free_slot;
	l->free_slot = at;
	l->live--;
}

ws_conn *
ws_slot_find(const ws_loop *l, ws_conn_id id)
{
	uint32_t at = slot_of(id);
	if (at >= l->slot_count)
		return NULL;
	const ws_slot *s = &l->slots[at];
	return s->generation == generation_of(id) ? s->conn : NULL;
}

void
ws_slot_due(ws_loop *l, const ws_conn *c, int64_t when)
{
	/* In steps of 16 ms, so that many timers cost few looks. */
	when |= 15;
	l->slots[slot_of(c->id)].due = when;
	if (when < l->next_due)
		l->next_due = when;
}
