/* SPDX-License-Identifier: MIT
 * redis_scripts.c - what the server does in one step.
 */
#include "redis_scripts.h"

/* The life is given again to a counter that has none, whatever it lost it by:
 * none stays for ever. */
const char *const redis_add_script =
    "local r = redis.pcall('INCRBY', KEYS[1], ARGV[1])\n"
    "if type(r) == 'table' and r.err then\n"
    "  if string.find(r.err, 'overflow', 1, true) then return false end\n"
    "  return r\n"
    "end\n"
    "if redis.call('PTTL', KEYS[1]) < 0 then\n"
    "  redis.call('PEXPIRE', KEYS[1], ARGV[2])\n"
    "end\n"
    "return redis.call('GET', KEYS[1])\n";

/* Generic cell rate algorithm, virtual scheduling form (ITU-T I.371 annex A),
 * on the server's clock, in whole microseconds.  The key holds the theoretical
 * arrival time of the next call.  That is never further away than the burst
 * allows, unless the clock was set back or the rate changed: then it begins
 * there. */
const char *const redis_take_script =
    "local t = redis.call('TIME')\n"
    "local now = t[1] * 1000000 + t[2]\n"
    "local period = tonumber(ARGV[1])\n"
    "local span = period * tonumber(ARGV[2])\n"
    "local function keep(due)\n"
    "  redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX',\n"
    "    string.format('%.0f', math.ceil((due - now) / 1000)))\n"
    "end\n"
    "local due = tonumber(redis.call('GET', KEYS[1]) or 0) or 0\n"
    "if due < now then due = now end\n"
    "if due > now + span then due = now + span; keep(due) end\n"
    "local open = due + period - span\n"
    "if now < open then return {0, open - now, 0} end\n"
    "keep(due + period)\n"
    "return {1, 0, math.floor((now - open) / period)}\n";
