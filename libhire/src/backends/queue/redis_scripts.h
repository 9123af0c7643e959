/* SPDX-License-Identifier: MIT
 * redis_scripts.h - what the server does for the queue, each in one step.
 * Apart from the C around them, since they are another language.
 *
 * KEY is the beginning of all keys.  KEY:at maps the id of a message to
 * "VERSION ENTRY TICKET LINE", KEY:leases to the end of its lease, KEY:lines
 * names the lines "PRIORITY:KIND", KEY:seen also those of the past; each line
 * is a stream KEY:LINE with the group `workers`.  KEY:born says since when this
 * is so.
 */
#ifndef HIRE_QUEUE_REDIS_SCRIPTS_H
#define HIRE_QUEUE_REDIS_SCRIPTS_H

#define HIRE__RL_COMMON                                                        \
	"local base, call = KEYS[1], redis.call\n"                             \
	"local at, leases = base .. ':at', base .. ':leases'\n"                \
	"local lines = base .. ':lines'\n"                                     \
	"local function lost() call('DEL', at) end\n" /* survey() sees it */   \
	"local function known(id)\n"                                           \
	"  local v = call('HGET', at, id)\n"                                   \
	"  if v then return v:match('^(%d+) (%S+) (%S+) (.+)$') end\n"         \
	"end\n"                                                                \
	"local function forget(id, version)\n"                                 \
	"  local v, entry, _, line = known(id)\n"                              \
	"  if not v or tonumber(v) > tonumber(version) then return end\n"      \
	"  local key = base .. ':' .. line\n"                                  \
	"  if type(redis.pcall('XACK', key, 'workers', entry)) == 'table' "    \
	"then\n"                                                               \
	"    lost()\n"                                                         \
	"    return\n"                                                         \
	"  end\n"                                                              \
	"  call('XDEL', key, entry)\n"                                         \
	"  call('HDEL', at, id)\n"                                             \
	"  call('ZREM', leases, id)\n"                                         \
	"  if call('XLEN', key) == 0 then\n"                                   \
	"    call('DEL', key)\n" /* with the names of gone workers */          \
	"    call('SREM', lines, line)\n"                                      \
	"  end\n"                                                              \
	"end\n"

/* Values: now, end of the lease, max, worker, ticket, kinds (a line each, ""
 * for all), what is settled (hire__rl_settled_of), how few are few, bounds
 * ("MOST KIND" a line), the ticket of a turn that ends.  Gives: born, turn, the
 * first end of a lease, ten numbers in line by priority, the lines to fetch for
 * when it is one's turn, then id, version and deliveries of each that was
 * taken. */
#define HIRE__RL_TAKE_1                                                        \
	HIRE__RL_COMMON                                                        \
	"local now, max = ARGV[1], tonumber(ARGV[3])\n"                        \
	"local out, n, kinds, held, most = {}, 0, {}, {}, {}\n"                \
	"for m, k in ARGV[8]:gmatch('(%d+) ([^\\n]+)\\n') do\n"                \
	"  most[k] = tonumber(m)\n"                                            \
	"end\n"                                                                \
	"local function wanted(line)\n"                                        \
	"  return not next(kinds) or kinds[line:sub(3)]\n"                     \
	"end\n"                                                                \
	"for k in ARGV[6]:gmatch('[^\\n]+') do kinds[k] = true end\n"          \
	"local function wipe()\n"                                              \
	"  for _, l in ipairs(call('SMEMBERS', lines)) do\n"                   \
	"    call('DEL', base .. ':' .. l)\n"                                  \
	"  end\n"                                                              \
	"  call('DEL', at, leases, lines, base .. ':full')\n"                  \
	"  call('SET', base .. ':born', now)\n"                                \
	"end\n"                                                                \
	"local function unseen(ticket)\n"                                      \
	"  for _, id in ipairs(call('ZRANGE', leases, 0, -1)) do\n"            \
	"    local v, _, t = known(id)\n"                                      \
	"    if t == ticket then forget(id, v) end\n"                          \
	"  end\n"                                                              \
	"  if call('GET', base .. ':turn') == ticket then\n"                   \
	"    call('DEL', base .. ':turn')\n"                                   \
	"  end\n"                                                              \
	"end\n" /* A restart that may have lost something voids the rest. */   \
	"local function restarted()\n"                                         \
	"  local run = call('INFO', 'server'):match('run_id:(%w+)')\n"         \
	"  local old = call('GET', base .. ':run')\n"                          \
	"  if old == run then return end\n"                                    \
	"  call('SET', base .. ':run', run)\n"                                 \
	"  local safe = call('INFO', 'persistence'):find('aof_enabled:1')\n"   \
	"  if old and not safe then wipe() end\n"                              \
	"end\n" /* nil when something is missing */                            \
	"local function survey()\n"                                            \
	"  local all, entries, pending = {}, 0, 0\n"                           \
	"  for _, line in ipairs(call('SMEMBERS', lines)) do\n"                \
	"    local key, g = base .. ':' .. line, {}\n"                         \
	"    local info = redis.pcall('XINFO', 'GROUPS', key)\n"               \
	"    if info.err or #info ~= 1 then return nil end\n"                  \
	"    for i = 1, #info[1], 2 do g[info[1][i]] = info[1][i + 1] end\n"   \
	"    local len = call('XLEN', key)\n"                                  \
	"    entries = entries + len\n"                                        \
	"    pending = pending + g.pending\n"                                  \
	"    local kind = line:sub(3)\n"                                       \
	"    held[kind] = (held[kind] or 0) + g.pending\n"                     \
	"    if wanted(line) then\n"                                           \
	"      all[#all + 1] = {line = line, key = key, kind = kind,\n"        \
	"        wait = len - g.pending, last = g['last-delivered-id']}\n"     \
	"    end\n"                                                            \
	"  end\n"                                                              \
	"  if entries ~= call('HLEN', at) or pending ~= call('ZCARD', leases)" \
	"\n    then return nil end\n"                                          \
	"  return all\n"                                                       \
	"end\n"

#define HIRE__RL_TAKE_2                                                        \
	"local function lease(id, v, kept, entry, line, deliveries)\n"         \
	"  call('ZADD', leases, ARGV[2], id)\n"                                \
	"  call('HSET', at, id, string.format('%d %s %s %s',\n"                \
	"    kept, entry, ARGV[5], line))\n"                                   \
	"  out[#out + 1] = id\n"                                               \
	"  out[#out + 1] = v\n"                                                \
	"  out[#out + 1] = deliveries\n"                                       \
	"  n = n + 1\n"                                                        \
	"end\n" /* Leases that ran out; who takes one over changes the row */  \
	"local function take_over()\n"                                         \
	"  local late = call('ZRANGEBYSCORE', leases, '-inf', now,\n"          \
	"    'LIMIT', 0, 1000)\n"                                              \
	"  for _, id in ipairs(late) do\n"                                     \
	"    local v, entry, _, line = known(id)\n"                            \
	"    if n < max and v and wanted(line) then\n"                         \
	"      local key = base .. ':' .. line\n"                              \
	"      call('XCLAIM', key, 'workers', ARGV[4], 0, entry)\n"            \
	"      local p = call('XPENDING', key, 'workers', entry, entry, 1)\n"  \
	"      lease(id, v, v + 1, entry, line, p[1] and p[1][4] or 2)\n"      \
	"    end\n"                                                            \
	"  end\n"                                                              \
	"end\n"                                                                \
	"local function read(l, count)\n"                                      \
	"  local got = call('XREADGROUP', 'GROUP', 'workers', ARGV[4],\n"      \
	"    'COUNT', count, 'STREAMS', l.key, '>')\n"                         \
	"  got = got and got[1][2] or {}\n"                                    \
	"  if #got < count then lost() end\n"                                  \
	"  l.wait, l.due = l.wait - count, nil\n"                              \
	"  for _, e in ipairs(got) do\n"                                       \
	"    l.last = e[1]\n"                                                  \
	"    local v, entry = known(e[2][2])\n"                                \
	"    if v and entry == e[1] then\n"                                    \
	"      lease(e[2][2], v, v, entry, l.line, 1)\n"                       \
	"    end\n"                                                            \
	"  end\n"                                                              \
	"end\n" /* Lines of one priority are one line, by when they are due.   \
	         */                                                            \
	"local function first_of(group)\n"                                     \
	"  local best\n"                                                       \
	"  for _, l in ipairs(group) do\n"                                     \
	"    if l.wait > 0 and not l.due then\n"                               \
	"      local r = call('XRANGE', l.key, '(' .. l.last, '+',\n"          \
	"        'COUNT', 1)\n"                                                \
	"      if r[1] then\n"                                                 \
	"        l.due, l.id = tonumber(r[1][2][4]), r[1][2][2]\n"             \
	"      else\n"                                                         \
	"        l.wait = 0\n"                                                 \
	"        lost()\n"                                                     \
	"      end\n"                                                          \
	"    end\n"                                                            \
	"    if l.wait > 0 and (not best or l.due < best.due or\n"             \
	"        l.due == best.due and l.id < best.id) then best = l end\n"    \
	"  end\n"                                                              \
	"  return best\n"                                                      \
	"end\n"

#define HIRE__RL_TAKE_3                                                        \
	"if ARGV[9] ~= '' and call('GET', base .. ':turn') == ARGV[9] then\n"  \
	"  call('DEL', base .. ':turn')\n"                                     \
	"end\n"                                                                \
	"for id, v in ARGV[7]:gmatch('(%S+) (%S+)\\n') do\n"                   \
	"  if v == '-1' then unseen(id) else forget(id, v) end\n"              \
	"end\n"                                                                \
	"local paced = call('SET', base .. ':paced', '', 'NX', 'PX', 50)\n"    \
	"if paced then restarted() end\n"                                      \
	"local all = survey()\n"                                               \
	"if not all then wipe() all = {} end\n"                                \
	"out[1], out[2], out[3] = call('GET', base .. ':born'), 0, 0\n"        \
	"if not out[1] then\n"                                                 \
	"  call('SET', base .. ':born', now)\n"                                \
	"  out[1] = now\n"                                                     \
	"end\n"                                                                \
	"for p = 0, 9 do out[4 + p] = 0 end\n"                                 \
	"out[14] = {}\n"                                                       \
	"take_over()\n"                                                        \
	"for p = 0, 9 do\n"                                                    \
	"  local group = {}\n"                                                 \
	"  for _, l in ipairs(all) do\n"                                       \
	"    local full = most[l.kind] and held[l.kind] >= most[l.kind]\n"     \
	"    if l.line:sub(1, 1) == tostring(p) and l.wait > 0\n"              \
	"        and not full then\n"                                          \
	"      group[#group + 1] = l\n"                                        \
	"    end\n"                                                            \
	"  end\n"                                                              \
	"  if #group == 1 and n < max then\n"                                  \
	"    read(group[1], math.min(max - n, group[1].wait))\n"               \
	"  end\n"                                                              \
	"  local l = n < max and first_of(group)\n"                            \
	"  while l do\n"                                                       \
	"    read(l, 1)\n"                                                     \
	"    l = n < max and first_of(group)\n"                                \
	"  end\n"                                                              \
	"  for _, g in ipairs(group) do out[4 + p] = out[4 + p] + g.wait "     \
	"end\n"                                                                \
	"end\n"                                                                \
	"if paced or n < max or max == 0 then\n"                               \
	"  local ours = call('SET', base .. ':turn', ARGV[5], 'NX', 'PX', "    \
	"2000)\n"                                                              \
	"  out[2] = ours and 1 or 3\n"                                         \
	"  if ours then\n"                                                     \
	"    if call('SET', base .. ':full', '', 'NX', 'PX', 10000) then\n"    \
	"      out[2] = 2\n"                                                   \
	"    end\n"                                                            \
	"    local waits = {}\n"                                               \
	"    for _, l in ipairs(all) do waits[l.line] = l.wait end\n"          \
	"    for _, line in ipairs(call('SMEMBERS', base .. ':seen')) do\n"    \
	"      if wanted(line) then\n"                                         \
	"        out[14][#out[14] + 1] = line\n"                               \
	"        out[14][#out[14] + 1] = waits[line] or 0\n"                   \
	"      end\n"                                                          \
	"    end\n"                                                            \
	"  end\n"                                                              \
	"end\n"                                                                \
	"if n == 0 then\n"                                                     \
	"  out[3] = call('ZRANGE', leases, 0, 0, 'WITHSCORES')[2] or 0\n"      \
	"end\n"                                                                \
	"return out\n"

/* Value: "id version due line" a line.  Gives how many did not stand in line.
 */
#define HIRE__RL_SEND                                                          \
	HIRE__RL_COMMON                                                        \
	"local fresh = 0\n"                                                    \
	"for id, v, due, line in\n"                                            \
	"    ARGV[1]:gmatch('(%S+) (%d+) (%S+) ([^\\n]+)\\n') do\n"            \
	"  local has = known(id)\n"                                            \
	"  if not has or tonumber(has) < tonumber(v) then\n"                   \
	"    if has then forget(id, v) end\n"                                  \
	"    local key = base .. ':' .. line\n"                                \
	"    if call('SADD', lines, line) == 1 then\n"                         \
	"      call('SADD', base .. ':seen', line)\n"                          \
	"      call('DEL', key)\n"                                             \
	"      call('XGROUP', 'CREATE', key, 'workers', '0', 'MKSTREAM')\n"    \
	"    end\n"                                                            \
	"    local entry = call('XADD', key, '*', 'id', id, 'due', due)\n"     \
	"    call('HSET', at, id, v .. ' ' .. entry .. ' - ' .. line)\n"       \
	"    fresh = fresh + 1\n"                                              \
	"  end\n"                                                              \
	"end\n"                                                                \
	"return fresh\n"

/* Value: the ticket of a turn that ends. */
#define HIRE__RL_END                                                           \
	"if redis.call('GET', KEYS[1] .. ':turn') == ARGV[1] then\n"           \
	"  redis.call('DEL', KEYS[1] .. ':turn')\n"                            \
	"end\n"                                                                \
	"return 1\n"

/* Values: id, its new version, the new end of its lease, worker. */
#define HIRE__RL_EXTEND                                                        \
	HIRE__RL_COMMON                                                        \
	"local v, entry, ticket, line = known(ARGV[1])\n"                      \
	"if not v or tonumber(v) > tonumber(ARGV[2]) or\n"                     \
	"    not call('ZSCORE', leases, ARGV[1]) then return 0 end\n"          \
	"call('HSET', at, ARGV[1],\n"                                          \
	"  table.concat({ARGV[2], entry, ticket, line}, ' '))\n"               \
	"call('ZADD', leases, ARGV[3], ARGV[1])\n"                             \
	"call('XCLAIM', base .. ':' .. line, 'workers', ARGV[4], 0, entry,\n"  \
	"  'JUSTID')\n"                                                        \
	"return 1\n"

#endif
