# Words for codes: PREFIX-CODE. Lower case, since they stand inside lines.

withheld = withheld, { $why }
privileged = privileged
excised = excised

# Timeline
lane-fact = incident fact
lane-action = response action
lane-short-fact = fact
lane-short-action = act
status-confirmed = confirmed
status-suspected = suspected
status-refuted = refuted
source-saw = seen by the speaker
source-told = told by somebody
source-exhibit = read in an exhibit

# How a time is known
how-own-clock = laptop clock
how-reference-clock = reference clock
how-told = told
how-derived = derived

# Call-out
channel-phone = phone
channel-signal-call = Signal call
channel-radio = radio
channel-in-person = in person
channel-signal = Signal message
channel-sms = text message
channel-e-mail = e-mail
channel-chat = corporate chat
identity-challenge = challenge answered
identity-call-back = called back on a known number
identity-in-person = in person
identity-voice-only = voice only, weak
identity-none = not checked
outcome-acknowledged = acknowledged
outcome-no-answer = no answer
outcome-voicemail = voicemail
outcome-busy = busy
outcome-declined = declined
outcome-wrong-person = wrong person

# A second person
presence-wet-ink = wet-ink slip
presence-call-back = logged call-back
presence-own-key = signed by own key
presence-refused = signature refused
presence-none = not shown

# Containment
action-port = port
action-network = network
action-rule = rule
action-account = account
action-key = key
action-process = process
action-host = host
action-service = service
action-model-route = model route
action-tool-permission = tool permission
action-pipeline = pipeline
action-other = change
test-result-holds = holds
test-result-open = still open

# Procedures: how one in use stands, and how one at hand does
standing-approved-before = approved before the declaration
standing-approved-after = approved after the fact
standing-unapproved = a draft that nobody has approved
standing-retired = retired
documented-approved = approved
documented-unproven = approved, presence not shown
documented-other-text = changed since its approval
documented-retired = retired
documented-not-approved = not approved
documented-withdrawn = approval withdrawn

# The organisation
rung-answered = answered
rung-not-answered = not answered

# Taking out
extent-everything = body and attachments
extent-attachments = attachments
ground-court-order = court order
ground-privilege = privilege
ground-live-secrets = live secrets
ground-illegal-content = illegal content

# Evidence
exhibit-kind-disk-image = disk image
exhibit-kind-memory-image = memory image
exhibit-kind-log = log
exhibit-kind-packet-capture = packet capture
exhibit-kind-physical-device = physical device
exhibit-kind-document = document
exhibit-kind-photo = photograph
exhibit-kind-ai-weights = AI weights
exhibit-kind-ai-checkpoint = AI checkpoint
exhibit-kind-ai-dataset = AI dataset
exhibit-kind-ai-prompts = AI prompts
exhibit-kind-ai-artefact = AI artefact
exhibit-kind-other = other
system-state-powered-off = powered off
system-state-running = running
system-state-suspended = suspended
system-state-not-a-system = not a system
finding-gap = a gap in its custody
finding-open = a hand-over that nobody accepted
finding-not-released = accepted, and nobody had released it
finding-seal = another seal was removed than was applied
finding-seal-damaged = the seal was found broken
finding-unchecked-before = no digest was computed before it changed hands
finding-unchecked-after = no digest was computed since it changed hands
finding-check-differs = its digest was found to differ
finding-check-owed = its digest could not be checked, and nothing says why
finding-disposal-owed = disposed of without authority or witness
finding-change-owed = changed without what, who answers for it, or why
finding-refused = a signature was refused
finding-after-disposal = recorded as happening after its disposal
seal-state-intact = intact
seal-state-broken = broken
seal-state-not-looked-at = not looked at
custody-check-matches = matches
custody-check-differs = differs
custody-check-not-possible = not possible
recheck-7 = every 7 days
recheck-14 = every 14 days
recheck-30 = every 30 days
recheck-90 = every 90 days
recheck-365 = every 365 days
recheck-never = never by the calendar
relation-original = original
relation-forensic-copy = forensic copy
relation-working-copy = working copy
relation-extract = extract
custody-collected = collected
custody-received = received
custody-released = released
custody-accepted = accepted
custody-stored = stored
custody-checked-out = checked out
custody-sealed = sealed
custody-seal-opened = seal opened
custody-copied = copied
custody-verified = digest re-run
custody-verify-failed = digest re-run failed
custody-accessed = accessed
custody-exported = exported
custody-returned = returned
custody-disposed = disposed of
custody-changed = changed
custody-gap-explained = gap explained
algorithm-sha256 = SHA-256
algorithm-sha512 = SHA-512
algorithm-sha384 = SHA-384
algorithm-sha1 = SHA-1
algorithm-md5 = MD5
algorithm-blake3 = BLAKE3
claim-of-source = of what was read
claim-of-image = of the image read back
claim-of-segment = of a segment
claim-of-container = of the container
claim-of-window = of a part
claim-of-file = of the file
claim-origin-claimed-by-tool = by a tool's log
claim-origin-claimed-by-person = by a person
claim-origin-computed-by-warroom = computed here
claim-compared-open = not compared
claim-compared-same = same as computed
claim-compared-differs = ! computed otherwise
claim-doubt-none-fits = no entry has its name or size
claim-doubt-several-fit = several entries fit
claim-doubt-other-size = what has its name has another size
claim-doubt-no-digest = no digest found in it
claim-doubt-not-read = too large to be read here
log-format-ftk-imager = log of FTK Imager
log-format-guymager = log of Guymager
log-format-dc3dd = log of dc3dd
log-format-ewf-tools = log of ewfacquire, ewfinfo or ewfverify
log-format-dcfldd = log of dcfldd
log-format-hashdeep = list of hashdeep
log-format-velociraptor = collection of Velociraptor
log-format-sums = list of sha256sum or its kin
log-format-unknown = nothing known
meaning-live = the source was in use: this image alone fixes its state; a second reading differs, which is not tampering
meaning-solid-state = solid-state medium: it may read differently later (TRIM), which is not tampering
meaning-not-protected = neither set read-only nor behind a named write blocker
meaning-hidden-not-examined = areas that the device hides (HPA, DCO) were not examined
meaning-encrypted = encryption shows; its key is an exhibit of its own
meaning-automount-possible = this system may mount by itself what is attached
acquisition-whole = whole
acquisition-incomplete = incomplete
acquisition-failed = failed
acquisition-cancelled = cancelled
acquisition-aborted = cut off
file-user-open = has it open
file-user-mapped = has it mapped
file-user-replaced = has mapped an older, deleted file of this name
hash-failed-read-error = read error
hash-failed-changed = file changed while read
hash-failed-cancelled = cancelled
hash-failed-aborted = cut off
hash-failed-missing = file missing
hash-failed-refused = file refused
digest-none = no digest
digest-claimed = claimed
digest-corroborated = stated by two
digest-recomputed = recomputed
digest-differs = differs
digest-failed = failed
digest-incomplete = incomplete

# Declaration
severity-sev1 = sev1
severity-sev2 = sev2
severity-sev3 = sev3
severity-sev4 = sev4
functional-none = none
functional-low = low
functional-medium = medium
functional-high = high
information-none = none
information-privacy = privacy breach
information-proprietary = proprietary breach
information-integrity = integrity loss
recoverability-regular = regular
recoverability-supplemented = supplemented
recoverability-extended = extended
recoverability-not-recoverable = not recoverable
verdict-incident = incident
verdict-not-incident = no incident
verdict-watch = keep watching
ending-stood-down = stood down
ending-duplicate = duplicate
ending-downgraded = downgraded
ending-merged = merged
catch-up-memory = from memory
catch-up-paper = from paper
purpose-incident = incident
purpose-exercise = exercise
purpose-organisation = organisation

# Deadlines
answer-yes = applies
answer-no = does not apply
answer-not-yet = not decided yet

# Whether a single deadline applies; what became of an advice
condition-met = applies
condition-not-met = does not apply
condition-not-yet = not decided yet
followed-followed = followed
followed-not-followed = not followed
followed-not-available = not to be had
followed-unsaid = what became of it is not said
clock-not-assessed = not assessed
clock-not-started = start missing
clock-running = running
clock-late = late
clock-sent = sent
clock-memo-filed = memo filed
clock-memo-owed = memo owed

# Steps and phases
step-open = open
step-in-hand = in hand
step-proved = proved
step-verified = verified
step-skipped = skipped
phase-assessment = assessment
phase-containment = containment
phase-eradication = eradication
phase-recovery = recovery
phase-communication = communication
phase-review = review

# Roles, as the roster shows them
role-irt_lead = lead
role-deputy = deputy
role-scribe = scribe
role-technical_lead = technical
role-containment_lead = containment
role-eradication_lead = eradication
role-evidence_custodian = custodian
role-evidence_verifier = evid. verifier
role-verifier = verifier
role-comms_lead = comms
role-legal_counsel = counsel
role-dpo = DPO
role-siro = SIRO
role-exec_sponsor = sponsor
role-hr_lead = HR
role-ml_lead = ML lead
role-data_lead = data
role-supplier_liaison = supplier
role-finance_lead = finance
role-none = no role

# Sessions and transcripts
session-stopped = stopped with its terminal
session-interrupted = recording cut off
session-exit = ended
session-signal = ended by a signal
format-script = script(1) typescript
format-putty = PuTTY log
format-powershell = PowerShell transcript
format-asciicast = asciicast v2
format-device-log = device log
format-unknown = other transcript

# Kinds of proof
proof-call_log = dated call log entry
proof-oob_thread = out-of-band message thread
proof-role_ack = role acknowledgement
proof-config_diff = config change, before and after
proof-session_log = console or SSH transcript
proof-audit_event = audit-trail event of the platform
proof-memory_image = memory image
proof-disk_image = disk, volume or snapshot image
proof-artifact_snapshot = frozen AI or data artefact
proof-hash_manifest = hash manifest
proof-log_export = raw log export
proof-pcap = packet capture
proof-photo = photograph
proof-custody_record = signed chain-of-custody entry
proof-query_result = hunt query and its result
proof-analyst_report = analyst's technical finding
proof-action_list = eradication action list
proof-scan_log = scan log
proof-eval_report = model evaluation or canary run
proof-restore_log = restore job log
proof-integrity_check = integrity or signature check
proof-monitoring_entry = daily human monitoring review
proof-briefing_minutes = briefing minutes
proof-restricted_message = copy of a restricted update
proof-regulator_notice = regulator or authority notice
proof-legal_memo = legal memo
proof-subject_notice = notice to people or customers
proof-supplier_record = supplier correspondence
proof-decision = decision record
proof-interview_note = interview note
proof-external_ref = external case reference
proof-signoff = signature
proof-place = a place in a proof of this step

# Months and days
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun

# Thresholds of a clock.
threshold-half = half of the time is used
threshold-quarter = a quarter of the time is left
threshold-four-hours = four hours are left
threshold-hour = one hour is left
threshold-late = the limit is past

# How a passing came to be known; follows the threshold.
noticed-open = { "" }
noticed-closed = { " " }(no console was open)
noticed-before-start = { " " }(before its start was recorded)
# Notices
notice-kind-initial = first notice
notice-kind-supplement = supplement
notice-kind-correction = correction
notice-kind-withdrawal = withdrawal
item-answer-stated = stated as fact
item-answer-not-yet-known = not yet known
item-answer-not-applicable = does not apply
item-answer-blank = taken back
cite-struck = it is struck
cite-superseded = a correction stands in its place
cite-taken-out = its body was taken out
cite-refuted = it was found to be wrong
cite-not-confirmed = it is not confirmed
cite-no-basis = its basis or its confirmer is missing
cite-no-fact = it states no fact
gap-missing = nothing is answered
gap-unedited = a template that nobody edited
gap-unconfirmed = nothing confirmed is cited
gap-no-time = no time at which it follows
gap-no-reason = no reason
gap-no-range = no range, or no method
gap-out-of-order = low, likely and high are not in that order
notice-stage-draft = draft
notice-stage-complete = complete, not approved
notice-stage-lapsed = approval no longer holds
notice-stage-approved = approved
notice-stage-sent = sent
