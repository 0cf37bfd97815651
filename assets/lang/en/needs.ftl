# What waits for a person: one short line each, about 70 columns, without a full stop.

# Calls
need-call-overdue = { $callee } has not acknowledged for { $minutes } min
need-call-deputy = { $callee } silent for { $minutes } min; call the deputy, { $deputy }
need-call-waiting = { $callee } was called { $minutes } min ago; the answer is not recorded
need-call-short = { $callee } acknowledged, but it does not count yet
need-call-missed = { $callee } was called { $minutes } min ago and not reached; call again
need-call-first = { $callee }, { $role }: not called yet

# Deadlines
need-clock-late = late by { $by }: { $name }
need-clock-near = due in { $left }: { $name }
need-late-reason = { $name } is late: say why, the authority asks for it
need-internal-target = { $name }: the internal target is over by { $over }; the law names no number
need-clock-start = clock start not recorded: { $name }
need-memo = memo owed why it does not apply: { $name }
need-notice-lapsed = the approved text of notice { $record } no longer holds: { $deadline }
need-notice-follows = promised and due: { $item } ({ $deadline })
need-tell-open = say who is told: { $group }{ $count ->
    [1] {""}
    [one] {""}
   *[other] , and { $count } in all
 }
need-tell = to be told, and not told yet: { $group }
need-tell-due = decide again, it was put off until now: { $group }
need-memo-review = look at memo { $record } again, its date has come: { $name }
need-memo-lacks = memo { $record } stops no clock, it lacks { $count ->
    [one] 1 thing
   *[other] { $count } things
 }: { $name }
need-notice-lacks = { $count ->
    [one] { $name }, sent ({ $record }): { $missing }
   *[other] { $name }, sent ({ $record }), lacks { $count }, first: { $missing }
}
need-sent-early = { $name } went out { $by } before its clock started ({ $record }): check both times
need-ahead = record { $record } tells of what was still to come and does not count: { $name }
need-receipt = notice sent without route or reference: { $name }
need-question = say whether it applies: { $name }
need-question-again = ask again, the time is up: { $name }
need-question-no-date = not yet, without a date: { $name }
need-answer-short = { $count ->
    [one] { $name }: { $missing }
   *[other] { $name }: the answer lacks { $count }, first: { $missing }
}
need-condition = say whether it applies: { $name }, { $clock }

# Steps
need-verify = { $step } is proved; a second person has to verify it
need-ai-altered = { $step }, begun or done, alters an AI system; the authority is not informed (art. 73(6))
need-step-over = { $step } is { $over } over its target; { $missing ->
    [one] 1 proof is missing
   *[other] { $missing } proofs are missing
}

# Exhibits
need-hand-over = { $label } released to { $to }; nobody has accepted it
need-gap = { $label }: custody has a gap that nobody has explained
need-seal = { $label }: the seal removed is not the one last applied
need-custody = { $label }: { $what }
need-digest-differs = { $label }: two SHA-256 values differ; find out why
need-recheck = { $label }: its digest is due to be computed again, { $over } over
need-hash-failed = { $label }: the SHA-256 was not computed; try again
need-image-incomplete = { $label }: the image lacks bytes that could not be read; acquire again, or have the loss accepted (accept-loss)
need-tool-failed = { $label }: the log of the tool says that its check or its work failed; find out why, or make the image again
need-digest = { $label }: no SHA-256 computed here yet

# Roles and the declaration
need-safety = the safety copy is not kept up for { $minutes } min ({ $trouble }): mend the medium or name another
need-admit = laptop { $station } is not admitted, lines: { $lines }; key { $fingerprint }
need-admit-own = this laptop is not admitted, lines: { $lines }; read out its key { $fingerprint }
need-clash-declared = two laptops declared the incident apart ({ $records }): say which declaration holds
need-clash-field = two laptops changed { $what } apart ({ $records }): say which holds
need-clash-role = { $role } was given apart by two laptops ({ $records }): say who holds it
need-clash-step = { $step } was proved apart by two laptops ({ $records }): say which proof holds
need-clash-number = { $labels } share one number ({ $records }): mark the items anew and say which is which
need-clash-custody = { $label } changed hands apart on two laptops ({ $records }): say where it is
need-clash-notice = { $deadline } was sent apart by two laptops ({ $records }): say which counts
need-clash-end = two laptops ended the case apart ({ $records }): say which end holds
need-lead = the role of lead is not assigned
need-conflict = { $who } holds { $role } and { $other }, which conflict
need-vacancy = { $role } is vacant; the reason is missing
need-field = owed in the declaration: { $what }

# Records
need-basis = record { $record } is called confirmed; its basis is missing
need-row-struck = record { $record } was read from a row of import { $import }, which was struck: nothing else carries it
need-listed-struck = record { $record } took entities over from import { $import }, which was struck
need-issued-struck = record { $record } took indicators over from import { $import }, which was struck
need-reason = record { $record } came late; the reason is missing
need-catch-up = a catch-up is open: late lines need no reason of their own until it ends
need-clock-check = the laptop clock is not compared with a reference yet
need-notice = a notice is due without a fixed number of hours: { $name }
need-exposure = undecided past its worst date: { $name }
need-outside-test = { $asset } is contained; another person has to test it from outside
need-not-held = { $asset } did not hold in the test from outside: contain it again
need-source = capture or give up { $source }, { $count ->
    [one] the last open source
   *[other] the most volatile of { $count } open sources
}
need-briefing = the briefing was due { $minutes } min ago: call the roll
need-finding-review = the finding of record { $record } ({ $cause }) has to be read by a second person
need-finding-disputed = the reviewer disagrees with the finding of record { $record } ({ $cause }): settle it or write it anew
need-quote = { $count ->
    [one] a quote of the finding of record { $record } was not found yet: attach its file, then look again
   *[other] { $count } quotes of the finding of record { $record } were not found yet: attach their files, then look again
}

# After the incident
need-review-due = the review is due since { $over }; it is with { $who }
need-review-plan = plan the review after the incident: who answers for it, and when it is held
need-action-due = action { $record } of { $who } is overdue since { $over }: { $what }
need-action-verify = action { $record } is done; { $who } has to look at it
need-report-sign = closing report { $record } waits for a signature: { $capacity }
