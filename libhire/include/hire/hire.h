/* SPDX-License-Identifier: MIT
 * hire/hire.h - everything but the ports.
 */
#ifndef HIRE_HIRE_H
#define HIRE_HIRE_H

#include <hire/accounts.h>
#include <hire/admin.h>
#include <hire/applications.h>
#include <hire/base.h>
#include <hire/context.h>
#include <hire/copy.h>
#include <hire/engine.h>
#include <hire/facts.h>
#include <hire/interview.h>
#include <hire/interviews.h>
#include <hire/jobs.h>
#include <hire/lint.h>
#include <hire/match.h>
#include <hire/model.h>
#include <hire/money.h>
#include <hire/payments.h>
#include <hire/platform.h>
#include <hire/record.h>
#include <hire/reports.h>
#include <hire/score.h>
#include <hire/seats.h>
#include <hire/webhooks.h>
#include <hire/words.h>
#include <hire/worker.h>

#endif
