# The incident response plan, and what is recorded for it

title-list-source = A detection source in the plan
title-list-ai = An AI asset in the plan
title-unlist = Take an entry from the plan
title-plan-text = A section of the plan in own words
title-approve-plan = The plan was approved
field-covers = What it covers
field-ai-kind = Kind of AI asset
field-plan-section = Section
field-plan-sha256 = SHA-256 of plan
hint-covers = systems, data or events; for an asset its use
hint-plan-sha256 = as sha256sum prints it for the file that was signed
listed-detection = detection source
listed-model = model
listed-dataset = data set
listed-pipeline = pipeline
listed-service = service
listed-agent = agent
listed-supplied = supplied model or service
plan-section-purpose = purpose and scope
plan-section-severity = severity scheme
plan-section-assessment = event assessment criteria
plan-section-communication = communication
plan-section-evidence = evidence rules
act-plan-listed = { $kind } in the plan: { $name }
act-plan-unlisted = no longer in the plan: { $name }
act-plan-stated = section of the plan written: { $section }
act-plan-approved = plan { $version } approved by { $who }, SHA-256 { $digest }
paper-plan = incident response plan

plan-title = Incident response plan
plan-made = Made { $at } from the file of the organisation, the procedures and the legal register at hand
plan-kind = ISO/IEC 27001:2022 A.5.24 to A.5.28
plan-approved-last = Last approved: version { $version }, by { $who }, { $at }
plan-approved-never = No version of this plan is approved
plan-h-missing = What is missing
plan-h-profile = Who we are
plan-nothing-missing = Nothing that this plan asks for is missing.
plan-missing = not recorded: { $what } (warroom org { $command })
plan-gap-purpose = purpose and scope in own words
plan-gap-profile = countries, sectors, roles in law, who may decide
plan-gap-severity = own severity criteria
plan-gap-assessment = own criteria by which an event is assessed
plan-gap-communication = own rules of communication
plan-gap-evidence = own evidence rules
plan-gap-sources = a detection source
plan-gap-assets = an AI asset in scope
plan-gap-procedures = an approved procedure
plan-gap-people = people with roles who acknowledged them
plan-gap-exercise = a planned exercise that lies ahead
plan-gap-review = a date at which the plan is looked at again
plan-gap-version = an approval of a version of this plan
plan-empty-roles = nobody of the address book is prepared for: { $roles } (warroom people import)
plan-open-roles = { $count ->
    [one] 1 role is not acknowledged, or its competence is not shown (warroom org acknowledge)
   *[other] { $count } roles are not acknowledged, or their competence is not shown (warroom org acknowledge)
 }
plan-open-entries = { $count ->
    [one] 1 entry of the legal register is not approved by counsel (warroom regime approve)
   *[other] { $count } entries of the legal register are not approved by counsel (warroom regime approve)
 }
plan-not-exercised = { $count ->
    [one] 1 procedure was not exercised within 12 months (warroom drill, or warroom org held)
   *[other] { $count } procedures were not exercised within 12 months (warroom drill, or warroom org held)
 }

plan-s-purpose = Purpose and scope
plan-s-roles = Roles and conflicts of duty
plan-s-callout = Call-out
plan-s-severity = Severity
plan-s-assessment = Assessment of events
plan-s-sources = Detection sources
plan-s-communication = Communication
plan-s-procedures = Procedures
plan-s-assets = AI assets in scope
plan-s-map = Where each control is met
plan-s-competence = Members: acknowledgement and competence
plan-s-law = Legal register
plan-s-evidence = Evidence
plan-s-calendar = Reviews and exercises
plan-s-versions = Version history
plan-s-approval = Approval

plan-c-duties = Duties
plan-c-conflicts = Must not also be
plan-c-prepared = Prepared for it
plan-c-rung = Numbers answered in a test
plan-c-level = Level
plan-c-meant = Meant for
plan-c-name = Name
plan-c-covers = Covers
plan-c-reached = Reached by
plan-c-acknowledged = Acknowledged
plan-c-competence = What shows it
plan-c-version = Version
plan-c-approved = Approved
plan-c-who = Who, until when
plan-c-proof = Proof
plan-c-here = In this plan
plan-c-by-records = By records of a case
plan-c-deadlines = Deadlines
plan-c-again = Look again
plan-c-findings = What it showed

plan-list = { $front }, { $back }
plan-nobody = nobody
plan-no-deputy = nobody stands in
plan-numbers = { $answered } of { $count } within 12 months
plan-stated = { $who }, { $at }, record { $record }
plan-by = { $who }, { $at }
plan-trained = trained { $at }
plan-until = holds until { $at }
plan-not-acknowledged = not acknowledged
plan-procedure = { $title }, version { $version }
plan-control = control { $number }
plan-planned = planned: { $title } ({ $id })
plan-held = held: { $id }, participants: { $count }
plan-review = the plan is looked at again
plan-version = version { $version } approved, SHA-256 { $digest }
plan-reworded = { $section } written anew
plan-unproven = presence not shown: the approval does not count

plan-severity-sev1 = critical: the work of the organisation, many people or a model in use are hit, or it spreads
plan-severity-sev2 = high: an important system or personal data are hit, and it is not yet contained
plan-severity-sev3 = medium: one system, no sign of spread, no personal data beyond it
plan-severity-sev4 = low: an event that is looked into, without effect so far

plan-rule-roles-one = One person holds a role that cannot be shared; every role has somebody who stands in. A vacant role is on record with its reason.
plan-rule-roles-conflict = Nobody holds two roles of which one checks the other. Where too few people are there, the conflict is on record, and the risk owner accepts it.
plan-rule-roles-change = A change of command is handed over with the state of the case and repeated back.
plan-rule-call-voice = First contact is by voice; e-mail and company chat are never the first contact and are taken to be read by others.
plan-rule-call-identity = Who is called is authenticated before details are said: challenge word, or a call back on the known number.
plan-rule-call-ten = Only the role repeated back counts. After ten minutes without it the deputy is called.
plan-rule-call-numbers = Numbers and handles stand on the sheet of people (warroom people sheet), which is TLP:RED.
plan-rule-severity = When in doubt the higher level is taken and not debated; every change keeps what stood before.
plan-rule-assess = Whoever assesses an event writes what was seen, which criteria it meets, and the verdict; an event that is no incident is ended with a reason.
plan-rule-assess-time = When it was detected and when the organisation became aware are two times, each with how it is known.
plan-rule-say-names = People are told by name and because they need to know; nobody is told by a list.
plan-rule-say-facts = Facts and assumptions stand apart, each message carries its mark and who approved it.
plan-rule-say-channel = Response runs over a channel apart from the systems that may be read by the intruder; messages do not delete themselves.
plan-rule-say-outside = Notices to authorities and people are made fact by fact; counsel and DPO advise, whoever may decide for the organisation decides.
plan-rule-evidence-order = The most volatile source comes first; what is given up is on record with why and who accepted it.
plan-rule-evidence-digest = An exhibit is a thing or a file with number and SHA-256, computed here or by a second person.
plan-rule-evidence-custody = Every change of hands has two halves, both signed; a gap is printed and only an explanation settles it.
plan-rule-evidence-change = Work is done on copies. A change that cannot be avoided is on record with who answers for it and why.
plan-rule-evidence-kept = The journal of a case is a signed chain; its head is carried out of the room, and the case folder is checked with stock tools.

plan-control-name-5-24 = A.5.24 Planning and preparation
plan-control-name-5-25 = A.5.25 Assessment and decision on events
plan-control-name-5-26 = A.5.26 Response to incidents
plan-control-name-5-27 = A.5.27 Learning from incidents
plan-control-name-5-28 = A.5.28 Collection of evidence
plan-control-plan-5-24 = this document; roles, call-out, procedures, members, calendar, approval
plan-control-plan-5-25 = severity, assessment of events, detection sources
plan-control-plan-5-26 = procedures, communication, legal register, AI assets
plan-control-plan-5-27 = reviews and exercises, version history
plan-control-plan-5-28 = evidence, and the evidence steps of each procedure
plan-control-records-5-24 = approvals, acknowledgements, test calls, exercises in the file of the organisation
plan-control-records-5-25 = assessment, declaration, classification and each change of it
plan-control-records-5-26 = the ten controls of the audit view (warroom audit), with the records that meet each
plan-control-records-5-27 = review, lessons, improvement actions with owner, date and check
plan-control-records-5-28 = exhibits with digests, custody, clock checks, the signed journal

plan-approval-how = By signing, each person approves this plan as printed. What counts is recorded with the SHA-256 of this very file: warroom org approve-plan version=V plan-sha256=DIGEST by=NAME presence=wet-ink presence-ref=WHERE review=DAY
