# Forms on paper: custody form, label, evidence log. One document model, set as PDF or written as Markdown.

print-value = { $value }
print-labelled = { $label }: { $value }
print-exercise = EXERCISE
print-case = Case { $codename }, printed { $at }
print-foot = case { $case }  journal { $size } lines  head { $head }
print-pages = page { $page } of { $pages }
print-instant = { $local } ({ $utc })
print-when = { $at }, { $how }
print-person = { $name }, { $more }
print-nobody = nobody on record
print-problems = { $count ->
    [one] The journal that this form is made from does not verify: 1 problem. Run `warroom verify` on the case.
   *[other] The journal that this form is made from does not verify: { $count } problems. Run `warroom verify` on the case.
 }
print-recorded = record { $record }, { $at }, by { $who }
print-shortfall = Earns no credit: { $what } ({ $rule })
print-struck = struck by record { $record }: { $reason }
print-late = late entry, { $minutes } min
print-late-reason = late entry, { $minutes } min: { $reason }
print-late-batch = late entry, { $minutes } min, with the catch-up of record { $record }
print-late-owed = late entry, { $minutes } min, and no reason is recorded ({ $rule })
print-ahead = its time is ahead of the clock that recorded it: one of the two is wrong ({ $rule })
print-unsettled = OPEN, record { $at }: { $what }
print-settled = Explained by record { $by }, record { $at }: { $what }
print-gap = GAP in custody; on record it was held by { $held }, and { $given } gave it
print-gap-nobody = GAP: it changed hands while { $held } held it, and nobody is named who gave it
print-open = released to { $to }, and nobody has accepted it with credit
print-seal = SEAL { $removed } was removed, and { $applied } was applied last
print-finding = { $what }
print-put-right = put right by record { $record }
print-no-seal = none
print-ask-name = Name
print-ask-when = Date, time, zone
print-ask-signature = Signature in ink
print-h-signed = Signed
print-how-to-match = This form is made from the journal of the case. The footer names how many lines the journal had and the digest of the last of them: any later journal of the case holds that line unchanged, or this form and that journal do not belong together.

# The custody form
print-custody-title = Chain of custody: { $label }
print-h-digests = Digests, claimed and computed
print-h-later = Described later
print-h-custody = Custody, in the order in which it happened
print-h-by-hand = Next hand-overs, by hand
print-by-hand-how = What is written here counts once it is recorded: the number of this form is the reference of the slip.
print-f-registered = Registered
print-f-late = Entered
print-f-holder = Held now by
print-f-place = Kept now at
print-f-seal = Seal on it now
print-f-checked-out = Checked out
print-f-disposed = Disposed of
print-checked-out = by record { $record }, to { $who }
print-by-record = by record { $record }
print-signed-by-key = own key of { $owner }, { $fingerprint }, enrolled on form { $form }
print-signed-without-time = signed text of version 1: exhibit, hands, place and seals; not the time, the witness or the remarks
print-signature-holds-not = own key, and the signature does not hold: { $why }
print-claimed = claimed; not said by whom
print-claimed-by = claimed by { $who }
print-f-acquisition = Image
print-f-meaning = What its digest means
print-computed = computed by warroom
print-computed-again = computed again by warroom
print-zero-blocks = { $percent } % of its blocks are all zero
print-no-digest = no digest: { $why }, at byte { $offset }
print-digest-state = State of the digest: { $state }
print-loss-accepted = Incomplete, loss accepted by { $who } ({ $capacity }) with { $second } as second person, record { $record }. Lost: { $lost }. Reason: { $reason }
print-loss-by = loss accepted by { $who } with { $second }, record { $record }
print-tool-failed = the tool says: { $said }
print-no-events = No custody event is on record
print-from = from { $who }
print-to = to { $who }
print-c-record = Record
print-c-when = When
print-c-who = Who
print-c-said = What
print-c-sha256 = SHA-256
print-c-origin = Where it comes from
print-c-bytes = Bytes
print-c-event = Event
print-c-hands = From, to
print-c-details = Place, reason, seals
print-c-signed = Signed, how shown
print-c-hand-when = Date, time, zone
print-c-hand-released = Released by: name, signature
print-c-hand-accepted = Accepted by: name, signature
print-c-hand-purpose = Purpose, place
print-c-hand-seals = Seal off, seal on

# The label
print-label-title = Labels { $labels }
print-label-case = Case { $codename }
print-label-sha256 = SHA-256, { $state }
print-label-kind = { $kind }, { $relation }
print-label-collected = { $who }, { $at }
print-label-journal = journal { $size }, head { $head }

# The evidence log
print-log-title = Evidence log
print-log-count = { $live ->
    [one] 1 exhibit
   *[other] { $live } exhibits
 }{ $struck ->
    [0] .
   *[other] , and { $struck } struck.
 }
print-no-exhibits = No exhibit is registered
print-c-number = No.
print-c-description = What it is
print-c-collected = Collected
print-c-digest = SHA-256
print-c-held = Held by, where
print-c-open = Open, gaps, remarks

# The memo why not
print-memo-title = Memo: notice { $kind }
print-f-law = Law or contract
print-f-deadline = Deadline
print-f-source = Source in law
print-f-entry = Entry of the register
print-f-signed = Signed
print-h-facts = Facts known at the time
print-h-threshold = Legal threshold, in its own words
print-h-factors = Factors and their weight
print-h-mitigation = Mitigation relied on
print-h-conclusion = Conclusion
print-h-advice = View of the DPO or counsel
print-h-reopen = What would reopen it
print-h-reviews = Looked at again
print-memo-all = every deadline of it
print-memo-advisor = By { $who }
print-memo-not-followed = Not followed: { $why }
print-memo-review = To be looked at again on { $at }
print-memo-none = none relied on
print-memo-reviewed = { $outcome }, by { $who }, { $at }: { $reason }
print-proof-record = Record { $record }: { $words }
print-proof-exhibit = Exhibit { $label }, SHA-256 { $sha256 }
print-proof-file = File { $name }, SHA-256 { $sha256 }
print-not-recorded = not recorded
print-signed-slip = { $how }: { $ref }
print-signed-not = not signed
print-decider = Decided by

# The register of breaches
print-breach-title = Breach register entry
print-breach-how = Made from the records of the case. What no record says reads "not recorded", with the command that would record it.
print-missing-by = not recorded ({ $command })
print-br-record = record { $record }
print-br-1 = 1  Reference, owner, systems, suppliers
print-br-2 = 2  Four instants
print-br-3 = 3  The breach: cause, data, people
print-br-4 = 4  Effects, seen and feared
print-br-5 = 5  Remedial action
print-br-6 = 6  Risk to people
print-br-7 = 7  Laws and contracts: triggered or not
print-br-8 = 8  Notices, and people told
print-br-9 = 9  Reason for delay, by stage
print-br-10 = 10  Lessons and review
print-br-reference = Case
print-br-owner = Owner
print-br-offset = { $offset } s, by { $source }
print-br-declared = as declared
print-br-range = low / likely / high: { $number }
print-br-unknown = unknown: no number on record ({ $command })
print-br-records = Number of records
print-br-people = Number of people
print-br-and = { $front }, { $back }
print-br-open = open ({ $command })
print-br-memo = memo, record { $record }: { $words }
print-br-short = recorded; does not count: { $rules }
print-br-owed = recorded, and it counts; missing: { $rules }
print-br-later = later, record { $record }: { $answer }, does not count: { $rules }
print-br-text-approved = text that went out, approved before
print-br-text-unapproved = text that went out, NOT approved before
print-br-copy = copy that was kept
print-br-unanswered = not answered: { $item }
print-br-no-delay = No stage is past its limit, as far as the records go.
print-br-review = memo, record { $record }, to be looked at again: { $law }
print-br-supplier-clock = Our clock starts when the notice arrived, not when the supplier found out and not when it was read.
print-br-c-instant = Instant
print-br-c-source = Known by
print-br-c-person = Who
print-br-c-clock = Clock error
print-br-c-supplier = Supplier
print-br-c-theirs = Their times
print-br-c-ours = Our times
print-br-c-kind = Kind
print-br-c-since = Since
print-br-c-applies = Applies
print-br-c-why = Why, on what
print-br-c-notice = Notice
print-br-c-sent = Sent, by whom
print-br-c-route = Way
print-br-c-hash = Case number, SHA-256
print-br-c-told = Told
print-br-c-decision = Decision
print-br-c-when-told = When, way, number
print-br-c-text = SHA-256 of the text
print-br-c-due = Limit
print-br-c-delay = Reason for delay
print-br-c-lesson = Lesson
print-br-c-owner = Who sees to it
print-br-c-review = Looked at on
# Notices
print-notice-title = Notice: { $title }
print-notice-stage = State: { $stage }
print-notice-approved = Approved by { $who }, { $at }, { $how } (record { $record })
print-notice-sent = Sent by { $who }, { $at }, by { $route }, reference { $reference } (record { $record })
print-notice-gap = OPEN: { $item }: { $gap }
print-notice-for-the-file = This last table is for the file of the case and not for the authority. The digest above is that of the text alone, as the plain text export holds it.
print-h-text = Text
print-h-unknown = Not yet known, and when it follows
print-h-delay = Reason for the delay, as recorded
print-h-notice-records = What each item rests on
print-f-kind = Kind
print-f-follows = Follows notice
print-f-drafted = Last written by
print-f-versions = Versions
print-f-due = Due
print-f-text-sha256 = SHA-256 of the text
print-c-item = What is asked
print-c-answer = Answer
print-c-follows = Follows by
print-c-rests = Records
print-c-confidence = asked for
print-cited = record { $record }
print-cited-not = record { $record }, not as fact: { $why }
print-nobody-said = nobody said when
print-approver = Approves this text

# As known at an instant
print-case-then = Case { $codename } as known at { $at }; printed { $printed }
print-then = AS KNOWN AT { $at }. Made from the { $records ->
    [one] 1 record
   *[other] { $records } records
 } that had been made by then{ $later ->
    [0] ; none was made later.
    [one] ; 1 record that was made later is left out.
   *[other] ; { $later } records that were made later are left out.
 }
print-then-unheard = { $lines ->
    [one] 1 line had
   *[other] { $lines } lines had
 } been written by then on laptops that the case did not know yet; this paper does not hold them.
print-known-title = What was known at { $at }
print-h-stood = How the case stood
print-h-confirmed = Facts held confirmed
print-h-suspected = Suspected
print-h-unjudged = Written down, neither confirmed nor suspected
print-h-clocks = Clocks as they stood
print-h-decisions = Decisions and changes on record
print-h-told = Notices on record as sent
print-h-people-told = People and others: told, to be told, or not
print-h-counts = How many people, as counted
print-h-knew = Who knew
print-knew-how = Everybody of whom a record of that time says that they wrote, said, decided, were told or held a role. That somebody is not named here does not show that they did not know.
print-none-then = Nothing was on record
print-not-declared = not declared
print-f-declared = Declared
print-f-declared-by = Declared by
print-f-phase = Phase
print-c-happened = Happened
print-c-known-since = On record since, by
print-c-clock = Clock
print-c-stood = Stood
print-c-start = Started
print-c-due = Due
print-c-by-route = By whom, which way, reference
print-c-role = Role
print-c-shows = What shows it
print-c-counted = What was counted
print-c-figures = Low / likely / high
print-no-figures = no figures follow from what was recorded
print-overlap = Nobody said that no person is in two strata: the low figure is that of the largest stratum alone, likely and high add the strata up
print-basis-owed = Confirmed without a basis that carries it
print-rests-on = Rests on { $exhibit }, { $place }
print-late-by = late by { $time }
print-left = { $time } left
print-at-worst = not started; at worst due { $at }
print-clock-not-assessed = not assessed
print-clock-not-started = not started
print-clock-running = running
print-clock-elapsing = running, no number in the law
print-clock-late = late
print-clock-sent = sent
print-clock-memo-filed = memo filed
print-clock-memo-owed = answered no, memo owed
print-knew = { $at }: { $words } (record { $record })
knew-wrote = { $count ->
    [one] wrote 1 line
   *[other] wrote { $count } lines, the first at that time
 }
knew-said = said what a line says
knew-confirmed = confirmed a fact
knew-acknowledged = acknowledged by { $channel }; identity: { $identity }
knew-called = called { $callee }
knew-briefed = present at a briefing
knew-took-over = took over: { $role }
knew-handed-over = handed over: { $role }
knew-declared = declared the incident
knew-decided = decided under { $regime }
knew-sent = sent a notice under { $regime }
knew-held = holds: { $role }

# The closing report
print-report-title = Closing report
print-page-title = Signatures under the closing report
print-h-summary = What happened
print-h-impact = Impact in numbers
print-h-measures = Times, as the records give them
print-h-controls = The ten controls of Annex A 5.26
print-h-points = What is accepted by signing, by number
print-h-walk = Remediation steps, as the lead confirmed them
print-h-evidence = Evidence: where it is and how long it is kept
print-h-lost = Evidence that was lost or given up
print-h-causes = Contributing causes
print-h-lessons = Lessons
print-h-deviations = Procedures, and where the response went another way
print-h-risks = Risks that stay
print-h-actions = Improvement actions
print-h-messages = Messages
print-h-timeline = What is known, with its sources
print-c-control = Control
print-c-records = Records
print-c-step = Step
print-c-how = How it was confirmed
print-c-kept = Kept until
print-c-procedure = Procedure or step
print-c-deviation = How it stands, what was done otherwise
print-c-risk = Risk
print-c-why = Why it is accepted
print-c-owner = Owner
print-c-accepted = Accepted by
print-c-measure = What
print-c-after = After the first sign
print-c-decided = Decided
print-c-took = Took
print-c-source = Source
print-control-counts = { $records } on record, { $missing } open, { $overrides } accepted
print-point = { $number }. Control { $control }: { $what } [{ $about }]
print-and-more = { $names } and { $count } more
print-points-none = No control rests on a gap: there is nothing to accept.
print-points-how = These controls are partly met. Whoever signs as SIRO accepts these points by their numbers.
print-unwalked = { $step } is not confirmed by the lead
print-given-up = { $source } given up: { $reason }; accepted by { $who }, record { $record }
print-lesson = Control { $number }: { $what }
print-skipped = left out by { $who }: { $reason }
print-added = added during the response: { $title }
print-report-signing = Lead and SIRO sign the SHA-256 of this file, as the record of the report in the journal states it; whoever doubts it computes it with sha256sum.
print-f-report = Report
print-f-format = Kept as
print-f-sha256 = SHA-256 of the report
print-f-head = Journal: lines and head
print-page-how = Each signer has read the whole report, has compared its SHA-256 with the one above, and copies its first sixteen digits by hand beside the signature. The SIRO is another person than the lead, and accepts the points below by their numbers.
print-page-points = The report lists { $count } points by number. The case has records since, so they are read there.
print-ask-read = First 16 digits of the SHA-256
print-witness = Witness
knew-drafted = wrote the text of a notice
knew-approved = approved the text of a notice
knew-decided-telling = decided whether somebody is told
knew-told = told somebody
knew-counted = counted people
knew-checked-count = checked a count of people
knew-weighed = assessed the risk to people
knew-contained = carried out a containment action
knew-found-cause = found what let it happen
knew-read-cause = reviewed what was found of the cause
