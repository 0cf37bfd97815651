# What the program itself writes on the timeline when something is recorded: one short line each, without a full stop.
# The words "proved", "verified", "met" and "closed" belong to the gates and stand in no line here.
# Places that can be blank stand last, after a colon or a space.

# The case
act-assessed = event assessed: { $verdict }, by { $who }
act-declared = incident declared { $severity } by { $who }: { $title }
act-declared-again = second declaration recorded; the first one stands
act-amended = declaration amended: { $what }
act-ended = case ended: { $how }, by { $who }
act-solo = { $who } starts alone; one statement covers conflicts of duty
act-catch-up = catch-up begins: late lines { $source }
act-catch-up-closed = catch-up ends

# Timeline
act-struck = record { $record } struck: { $reason }
act-judged = record { $record } judged: { $status }

# People and call-out
act-person = { $who } put on the roster
act-person-corrected = Roster entry of { $who } corrected
act-assigned = { $role } assigned: { $who }
act-relieved = { $role } relieved: { $who }
act-vacant = { $role } left vacant
act-ratified = { $count ->
    [0] no conflict of duty to ratify, by { $who }
    [one] 1 conflict of duty ratified by { $who }
   *[other] { $count } conflicts of duty ratified by { $who }
}
act-call = { $who } calls { $callee }, { $role }: { $channel }
act-answered = { $callee }, { $role }: { $outcome }
act-silenced = ring silenced by { $who }

# Procedures and proof
act-procedure = procedure { $id } { $version } in use
act-taken = { $step } in hand: { $who }
act-skipped = { $step } skipped; lead: { $who }
act-proof = { $step } proof attached: { $kind }, by { $who }
act-session = { $step } session on { $host } recorded, { $end }: { $command }
act-transcript = { $step } transcript from { $host } brought in: { $format }
session-end-exit = exit { $code }
session-end-signal = ended by signal { $signal }
session-end-other = { $ending }
act-verified = { $step } checked by { $who }
act-step-added = { $step } added to the checklist: { $title }
act-approval-frozen = approval of procedure { $id } { $version } taken over: { $who }

# Evidence
act-exhibit = { $label } registered, collected by { $who }
act-recheck-every = digests are computed again { $days }
act-exhibit-described = { $label } described further, { $count } { $count ->
    [one] value
   *[other] values
}
act-claimed = { $label } digest stated by { $who }
act-claimed-nothing = { $label } log kept from { $who }, no digest taken from it
act-hashed = { $label } SHA-256 computed: { $digest }
act-hash-again = { $label } SHA-256 computed again, the same: { $digest }
act-hash-differs = { $label } SHA-256 differs from the last one: { $digest }
act-loss-accepted = { $label }: what the image lacks accepted by { $who }, second person { $second }
act-printed = printed: { $paper } { $number }, SHA-256 { $digest }...
act-hash-failed = { $offset ->
    [0] { $label } SHA-256 not computed: { $why }
   *[other] { $label } SHA-256 not computed: { $why }, at byte { $offset }
}
act-acquisition-begun = image of { $source } begun by { $who }
act-acquisition-ended = image of { $source } ended: { $state }
act-acquisition-incomplete = image of { $source } ended: { $state }, { $count ->
    [one] one stretch unreadable
   *[other] { $count } stretches unreadable
}
act-custody = { $label } { $event }
act-custody-place = { $label } { $event }, { $place }
act-custody-hands = { $label } { $event }: { $from } > { $to }
act-custody-hands-place = { $label } { $event }: { $from } > { $to }, { $place }

# Deadlines
act-regime = { $regime } { $answer }; decider: { $who }
act-clock = { $regime } clock start recorded: { $deadline }, from { $at }
act-sent = { $regime } notice sent by { $who }
act-notice-begun = { $regime } notice begun for { $deadline }: { $kind }
act-notice-written = notice { $record }, version { $version } ({ $digest }) written by { $who }
act-notice-approved = notice { $record }, text { $digest }, approved by { $who }
act-memo = { $regime } memo filed; decider: { $who }
act-threshold = { $name }: { $threshold }{ $noticed }
act-delayed = { $name }: why it is late, by { $who }
act-people-counted = people counted, { $low } to { $high }, likely { $likely }: { $what }; by { $who }
act-people-counted-overlap = people counted, { $low } (largest stratum alone) to { $high }, likely { $likely }: { $what }; by { $who }
act-people-counted-nothing = people counted, and no figures follow: { $what }; by { $who }
act-memo-reviewed = { $regime } memo looked at again by { $who }: { $outcome }
act-tell-decided = { $group }, to tell: { $decision }; decider: { $who }
act-told = { $group } told by { $who }
act-supplier = notice of a breach arrived from supplier { $supplier }
act-breach = breach described for the register
act-moment = { $which }: { $source }
act-effect = effect { $kind }: { $what }
act-remedy = remedy { $kind }: { $what }
act-risk = risk to people assessed by { $who }: { $result }
act-lesson = lesson: { $what }
act-condition = { $deadline } { $answer }; decider: { $who }
act-scope = what the case touches was said: { $count ->
    [one] one law suggested
   *[other] { $count } laws suggested
}
act-scope-copied = the organisation's profile was copied: { $count ->
    [one] one law suggested
   *[other] { $count } laws suggested
}
act-counted = chosen what is counted with: { $deadlines }
act-profile = profile of the organisation written
act-entry-withdrawn = approval of { $id } withdrawn; decider: { $who }

# Stations, clock, keys
act-chain-opened = journal opened on station { $station }
act-safety-named = safety copy named: { $directory }
act-safety-ended = safety copy ended: { $reason }
act-safety-failed = safety copy not kept up: { $trouble }
act-safety-resumed = safety copy kept up again, { $lines } lines
act-rebuilt = rebuilt from the safety copy of station { $station }, whose line { $last } is the last; { $lines } lines
act-settled = settled between laptops ({ $records }): { $how }
act-station-renewed = this laptop goes on with a new key: station { $station } instead of { $of }: { $reason }
act-station-admitted = station { $station } admitted: { $fingerprint }
act-station-admitted-compared = station { $station } admitted: { $fingerprint }; { $compared }
act-selftest = { $failed ->
    [0] self-test: { $checks } of { $checks } passed
   *[other] self-test: { $failed } of { $checks } failed
}
act-clock-checked = laptop clock checked against { $source }: offset { $offset }
act-clock-unchecked = clock check passed over; the clock counts as unchecked
act-clock-jumped = laptop clock jumped by { $by }
act-contained = { $action } on { $asset } contained by { $who }
act-outside-test = outside test of record { $record } by { $who }: { $result }
act-captured = source { $source } captured by { $who }
act-given-up = source { $source } given up, accepted by { $who }
act-rebooted = { $open ->
    [0] { $asset } started anew by { $who }
   *[other] { $asset } started anew by { $who } while { $open } volatile sources were open
}
act-handed-over = { $role } handed over: { $from } > { $to }
act-roll = roll call: { $present } present, { $absent } not
act-control-memo = memo: control { $control } does not apply, by { $who }
act-excised = { $extent } of record { $record } taken out by { $who }: { $ground }, { $authority }
act-taken-out = taken out by order: { $ground }, see record { $record }
act-keys = at the keys: { $who }
act-ready = { $failing ->
    [0] readiness: { $checks } of { $checks } passed
   *[other] readiness: { $failing } of { $checks } not passed
}

# The organisation
act-approved = procedure { $id } { $version } approved by { $who }
act-entry-approved = register entry { $id } ({ $digest }) approved by { $who }
act-retired = procedure { $id } retired by { $who }
act-enrolled = key { $fingerprint } enrolled: { $who }
act-withdrawn = key { $fingerprint } withdrawn: { $who }
act-role-acknowledged = { $role } acknowledged: { $who }
act-test-called = number of { $who } rung in a test: { $rung }
act-exercise-planned = exercise of { $id } planned: { $title }
act-exercise-held = { $count ->
    [one] exercise of { $id } held with one person
   *[other] exercise of { $id } held with { $count } people
}
act-unknown = written by a newer version: { $kind }
act-damage = the journal did not verify before this line: { $count ->
    [one] one problem
   *[other] { $count } problems
 }
act-finding = cause found by { $who }: { $cause }
act-quoted = quote for the finding of record { $record } by { $who }: { $standing }
act-quote-looked = quote of record { $record } looked for again: { $standing }
act-finding-reviewed = finding of record { $record } reviewed by { $who }, who { $verdict }

# Review and improvement actions
act-review = review after the incident written: { $status }
act-review-lesson = lesson on control { $control } written
act-action = improvement action agreed, owner: { $who }
act-action-changed = improvement action { $record } changed
act-action-progress = improvement action { $record } { $to }, by { $who }
act-action-seen = improvement action { $record } looked at by { $who }
act-action-none = no improvement action needed: { $area }, says { $who }

# The end
act-walked = { $step } confirmed by { $who }
act-residual = risk that stays written down, accepted by { $who }
act-report = closing report made as { $format } over { $size } lines of the journal; SHA-256 { $sha256 }
act-report-signed = closing report { $record } signed as { $capacity } by { $who }
act-ending = { $count ->
    [0] the case is ended by { $who }
    [one] closing tried by { $who }: 1 line of the list was open
   *[other] closing tried by { $who }: { $count } lines of the list were open
}
act-reopened = the case is opened again by { $who }
act-export-started = export { $number } begun for readers up to { $audience }, into { $directory }
act-export-finished = export { $number } finished and signed: { $records } records, { $withheld } of them withheld, tag manifest { $digest }
act-export-started-sealed = export { $number } begun, sealed, for readers up to { $audience }, into { $directory }
act-export-finished-sealed = export { $number } finished, signed and sealed: { $records } records, { $withheld } of them withheld, sealed file { $digest }
act-export-failed = export { $number } FAILED at { $step }: { $why }
act-export-cancelled = export { $number } cancelled by somebody: nothing of it is a finished folder
act-export-cut-off = export { $number } cut off, the program that wrote it ended: nothing of it is a finished folder
act-privileged = record { $record } is privileged: { $whose }
act-privilege-released = privilege of record { $record } released by counsel, { $who }
act-privilege-not-released = { $who } would release the privilege of record { $record }; not counsel's word, it stands
act-hold = legal hold placed by { $who }: { $reason }
act-hold-lifted = legal hold lifted by counsel, { $who }
act-hold-not-lifted = { $who } would lift the legal hold; not counsel's word, it stands
