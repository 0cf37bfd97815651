# For every rule: RULE-missing says what is missing or wrong and what it means, RULE-next the way on.
# One short sentence each, without a full stop, so that the rule's id can follow: "... gives no credit (C2-03)".

# Integrity: these refuse the record.
i-01-missing = { $field } is empty: without it there is nothing to record
i-01-next = Fill it in; one word is enough, and it can be corrected later
i-02-missing = { $name } cannot be read ({ $why }): it cannot be taken into the case
i-02-next = Mend it or choose another one
i-03-missing = The SHA-256 given is not one: 64 hexadecimal digits, not those of an empty file
i-03-next = Copy it again from the tool or form that states it, or leave it empty
i-04-missing = { $field } names no local time that exists: { $typed }
i-04-next = Type a time such as { $before } or { $after }
i-05-missing = { $field } fits two instants, since the clocks go back: { $first } or { $second }
i-05-next = Type it with its offset: { $first } or { $second }
i-06-missing = { $field } is not in this case: { $given }
i-06-next = Choose one that is, or record it first
i-07-missing = { $field } is none of the choices: nobody could tell what it stands for
i-07-next = Give one of: { $choices }
i-08-missing = This is in the case already: it is recorded once
i-08-next = Change the declaration with amend, or choose what is not in use yet
i-09-missing = Nothing is declared yet: there is no declaration to change
i-09-next = Declare the incident first; one sentence is enough
i-10-missing = The words cited are not in the stored proof: the place does not show the claim
i-10-next = Copy the words from the proof to the letter, or cite another proof
i-11-missing = This line says whose chain counts, or what was damaged, taken out or struck: without its body nothing else could be checked
i-11-next = Take out the record that carries the content itself
i-12-missing = Taking something out needs two people of the roster whose presence is shown: it cannot be put right afterwards
i-12-next = Name two different people, each with slip number or logged call-back
i-13-missing = There is no attachment of this record in the case file: nothing would be taken out
i-13-next = Take out everything, or choose the record that holds the attachment
i-20-missing = This belongs to no case but to the organisation: in a case nobody would look for it
i-20-next = Record it in the organisation's file with warroom org, in a second terminal if need be
i-21-missing = This is no Ed25519 public key in OpenSSH form: nothing could be checked with it
i-21-next = Give the one line of the file that ends in .pub: ssh-ed25519 and what follows
i-22-missing = The step names no proof: nothing could show that it happened
i-22-next = Name one or several kinds of proof, such as session_log or decision
i-28-missing = Line { $line } cannot be read at { $word }
i-28-next = Write NAME: size=1000 sample=100 hits=9, then hits-checked, false-hits, rest-checked, missed, per-1000=900/1000/1500; figures as 10/20/30
i-29-missing = { $field } cannot be read: nothing could be computed with it
i-29-next = Give { $form }, for example { $examples }

# Records in general
t-01-missing = Recorded { $minutes } min after it happened: late, and the reason is missing
t-01-next = Say why it comes late, or start a catch-up for several lines
t-02-missing = The time is ahead of the laptop's clock: one of the two is wrong
t-02-next = Compare the laptop's clock with a reference, then correct the one that is wrong
t-03-missing = Confirmed without a basis: no exhibit line or two named sources, with a confirmer
t-03-next = Cite an exhibit and the place in it, or two sources, and name who confirms it
t-04-missing = Identity unproven: a person of the roster has to show presence
t-04-next = Name a person of the roster; where presence is asked, give the slip number or the logged call-back
t-05-missing = Taken out of the case, but another program is reading the file: the bytes are in its log until that one closes
t-05-next = Close the other consoles of this case; the last one to close empties the log

# Control 1, activation
c1-01-missing = Identity was not checked: a voice alone acknowledges nothing, it can be cloned
c1-01-next = Say how it was checked: challenge, call-back to a known number, or in person
c1-02-missing = The times are out of order: call, answer, acknowledgement
c1-02-next = Correct the time that is wrong
c1-03-missing = First contact was not by voice: text, e-mail and chat do not count
c1-03-next = Call by phone, radio or in person, and record that call
c1-04-missing = The callee's own words are missing: voicemail, a tick or a receipt acknowledges nothing
c1-04-next = Write down what the callee said when repeating the role back
c1-05-missing = The same caller has another call at this very instant: one of the times is wrong
c1-05-next = Give each call its own time, or say why they share one
c1-06-missing = Conflict of duty with the role { $other }
c1-06-next = Give one of the roles to another person, or have the SIRO ratify it
c1-07-missing = Declared before it was detected: one of the two times is wrong
c1-07-next = Correct the time of detection or of the declaration
c1-08-missing = The role is vacant without a reason: nobody can see that it was decided
c1-08-next = Say why nobody holds it, or assign it

# Gates
c1-09-missing = Only the SIRO ratifies a conflict of duty; this is another person's view of it
c1-09-next = Have the SIRO say so, or relieve one of the roles

p-01-missing = What was given does not show this: { $kind }
p-01-next = Give what shows it: a file, a record or an exhibit, with the place in it
p-02-missing = The step does not list this kind of proof: it supports the step and earns nothing
p-02-next = Choose a kind that the step lists
p-03-missing = The same bytes stand for another kind of proof of this step: they earn once
p-03-next = Choose another file
p-04-missing = The proof is empty: it shows nothing
p-04-next = Choose the file that has the content
p-05-missing = The verifier carried this step out or recorded its proof: nobody verifies their own work
p-05-next = Have another person verify it
p-06-missing = The verifier also holds { $other }, which conflicts with the step's role
p-06-next = Have a person without a conflicting role verify it
p-07-missing = The step is not proved yet: there is nothing to verify
p-07-next = Attach the kinds of proof that are missing, then verify
p-08-missing = Skipped without a reason or without the lead's name: it stays open in the audit
p-08-next = Give the reason and name the lead who decided it
p-09-missing = Steps that come first are not proved: { $needs }
p-09-next = Go on if it cannot wait, and prove those afterwards
p-20-missing = { $id }: { $standing }; it is used, and does not count as a documented procedure
p-20-next = Go on; have it approved in the organisation's file, then take the approval over: it reads approved after the fact

# The organisation
o-01-missing = The paper form is not complete: its number, and a witness other than the owner
o-01-next = Have the form signed by the owner and a witness, and give its number
o-02-missing = Another person has enrolled this very key: a signature would not say who made it
o-02-next = Have each person make a key of their own; withdraw the one that is wrong
o-03-missing = Neither the person's words nor what shows their competence: a name on a list takes on nothing
o-03-next = Write down what the person said, or the certificate or course
o-04-missing = It is no longer valid
o-04-next = Have it renewed and acknowledge it anew
o-05-missing = Participants or findings are missing: nobody can see that it was held and what it showed
o-05-next = Name who took part and what it showed, also where that was nothing

# Control 2, containment
c2-01-missing = A document shows what was meant to happen, not that it did
c2-01-next = Attach the configuration before and after, the session transcript or the platform's event
c2-03-missing = Same file twice: shows no change, gives no credit
c2-03-next = Choose the configuration saved after the change, or attach the transcript of the session
c2-20-missing = The transcript is not the one whose SHA-256 was taken where it was made
c2-20-next = Fetch the original from the host again, or correct the digest if it was copied wrong, and attach it anew
c2-21-missing = The transcript does not say whose it is: { $field } is missing
c2-21-next = Attach it anew with { $field } filled in
c2-22-missing = The session lies outside the incident by its clock, or ends before it starts
c2-22-next = Give the device's clock or offset, or the reason why it belongs here
c2-23-missing = Nothing shows that the transcript is the one that was made: digest taken there, carrier and medium are not all given
c2-23-next = Have the SHA-256 read out at the host, and name who carried the file and on which medium

# Control 3, evidence
c3-01-missing = The SHA-256 was not computed here: a stated one earns no credit
c3-01-next = Compute it from the file with rehash
c3-02-missing = The exhibit is empty: its SHA-256 is that of nothing
c3-02-next = Register the file that has the content, and strike this one
c3-03-missing = { $other } has the same digest: one of the two may be a mix-up
c3-03-next = Register it as made from { $other }, or strike the wrong one
c3-04-missing = Custody has a gap: on record the exhibit is with { $holder }
c3-04-next = Name { $holder } here, or record what happened in between as a gap explained
c3-05-missing = No release of this exhibit is open: a hand-over has two halves
c3-05-next = Record the release by the person who gave it
c3-06-missing = The seal removed is not the one last applied; on record: { $applied }
c3-06-next = Read the number again, or note what happened to the seal and name a witness
c3-07-missing = Two digests of this exhibit differ: the file or the statement changed
c3-07-next = Keep both, find out which bytes changed, and note it on the timeline
c3-08-missing = Giver and receiver are the same person: that is no hand-over
c3-08-next = Name the other person
c3-16-missing = Nothing in the log was taken for { $label }: { $why } (read as: { $format })
c3-16-next = Name the entry that is meant; the log lists them, and so does warroom evidence read-log
c3-17-missing = A tool reports { $sectors } unread sectors: the image holds zeros where the source may hold data
c3-17-next = Read the source again with another tool if it still can be read; else have the loss accepted (accept-loss), and say so wherever the image is relied on
c3-30-missing = The seal was found broken
c3-30-next = Note what happened to it, name a witness, and compute the digest again
c3-31-missing = No digest was computed before or after it changed hands
c3-31-next = Compute it with rehash, or say in the hand-over why that was not possible
c3-32-missing = A disposal needs an authority and a witness
c3-32-next = Name who allowed it and who saw it
c3-33-missing = A change to an exhibit needs three things: what, who answers for it, why
c3-33-next = Fill change, responsible and justification
c3-34-missing = The signature was refused, without a reason or a witness who is neither of the two
c3-34-next = Write why it was refused, and name a witness
c3-35-missing = The file holds no signature of that person's enrolled key over this hand-over
c3-35-next = Record it with every field as in the signed text, its time too (at); else print the statement anew and have it signed, or sign on paper
c3-36-missing = The exhibit was disposed of before that
c3-36-next = Correct the time, or correct the disposal

# Control 8, notification
c8-01-missing = Sent after its limit, and the reason for the delay is missing
c8-01-next = Give the reason; the authority will ask for it
c8-02-missing = The DPO advises and does not decide (GDPR art. 38(6), 39)
c8-02-next = Name the decider who holds the delegated authority, and note the DPO's advice
c8-03-missing = Who decided, or why, is missing: it is no decision yet
c8-03-next = Name the decider and give the reason
c8-04-missing = The clock start does not say why it is that instant
c8-04-next = Say what was known then, and by whom
c8-05-missing = A later start needs a proven second person: until then the earlier one counts
c8-05-next = Name the second person of the roster and give slip number or logged call-back
c8-06-missing = Route, or reference or receipt, is missing: nobody can check that it arrived
c8-06-next = Give the route and the number that the authority returned
c8-57-missing = { $record ->
    [none] No notice of this law was sent yet, and none is begun: there is nothing to add to, correct or withdraw
   *[other] Notice { $record } is begun already, and it is not sent
  }
c8-57-next = Fill and send the first notice; strike this draft if it was begun by mistake
c8-60-missing = A reason for being late leaves this open
c8-60-next = Say who was kept from what, from when to when, and what could have been sent earlier; never move the clock start instead
c8-61-missing = It went out { $by } before its clock started: one of the two times may be wrong
c8-61-next = Check both times; what is wrong is struck and recorded again. Sent early counts as sent
c8-62-missing = { $name } is not late: { $state }
c8-62-next = The reason is kept for when it is; if another deadline was meant, strike this and record it there
c8-79-missing = The review date { $at } is past: it lies no later than the decision, and nobody would look again
c8-79-next = Record it again with a day to come; the first stays readable
c8-70-missing = The memo lacks: { $what }
c8-70-next = File it again with what is missing; the first stays readable
c8-71-missing = Nothing shows that the mitigation works: nobody can rely on it
c8-71-next = Cite the record, the exhibit or the file that shows it
c8-72-missing = Nobody signed it: it is the memo of an unproven person
c8-72-next = Have the decider sign: own key, wet-ink slip or a logged call-back
c8-73-missing = The assessment of the risk lacks: { $what }
c8-73-next = Record it again with what is missing; the first stays readable
c8-74-missing = Ground, reason or until when is missing: nobody can follow why somebody is not told
c8-74-next = Decide again with ground and reason, and for later with a time
c8-75-missing = Not on record: { $what }; nobody can check that they were told
c8-75-next = Record it again with what is missing; a reference, a file or a record shows that it was sent
c8-76-missing = The number says not how it was derived, or its bounds are the wrong way round
c8-76-next = Give the method or the record it was counted in, low before likely before high
c8-77-missing = Name of the controller, proof or time of delivery is missing
c8-77-next = Record it for each controller by name, with the proof and when it was delivered
c8-78-missing = A time of the supplier's notice is missing: { $what }
c8-78-next = Ask for it, and record the notice again with all six
c8-40-missing = Record { $record } cannot be cited as fact: { $fault }
c8-40-next = Have that fact confirmed with its basis, or say that the item is not yet known and when it follows
c8-41-missing = No record is cited for what this item states of the incident
c8-41-next = Cite the confirmed fact it rests on, or say that it is not yet known and when it follows
c8-42-missing = Neither when this follows nor why it does not apply is said
c8-42-next = Give the time by which it follows, or the reason why it does not apply
c8-43-missing = The number has no range from low over likely to high, or nothing says how it was found
c8-43-next = Give low, likely and high in that order, and the method or the record of the count
c8-44-missing = Nobody has written in this yet: it is the list or a template with its gaps
c8-44-next = Answer the items in your own words, then have that text approved
c8-45-missing = { $count ->
    [one] One item of the notice is not answered
   *[other] { $count } items of the notice are not answered
  }
c8-45-next = Answer each, with what is known, or as not yet known with the time at which it follows
c8-46-missing = The approver wrote this text, or cannot be told from who did
c8-46-next = Have somebody else approve it
c8-47-missing = The file holds no signature of the approver's enrolled key over this text
c8-47-next = Print the statement anew, have it signed, and attach that signature; or approve on paper
c8-48-missing = No approval that counts stands for the text that was sent
c8-48-next = Have the text approved before it goes out; a text that is sent already is put right by a correction
c8-49-missing = The attached copy does not hold the text that it is said to be
c8-49-next = Attach a copy of what was sent; if another text went out, name that one
c8-50-missing = Who decided is not on record as a holder of the organisation's delegated authority ({ $holders })
c8-50-next = Have a holder decide, or record with warroom do scope who else holds it and where that was delegated
c8-51-missing = Nobody is on record as a holder of the organisation's delegated authority, so nobody can check who may decide
c8-51-next = Record it: warroom org profile authority-holders=NAME authority-ref=WHERE, or in the case warroom do scope
c8-52-missing = Not yet: until when, or what is awaited, is missing, so nobody will ask again
c8-52-next = Say what is awaited and until when; the question rings then
c8-53-missing = The advice is missing or not whole: { $who }
c8-53-next = Note who advised what, and whether it was followed; if it was not, or nobody was to be had, why
c8-54-missing = No record is named that the decision relies on
c8-54-next = Name the lines of the timeline that it relies on, by their numbers
c8-55-missing = { $regime } is off in the register; it is taken into the case because somebody named it
c8-55-next = Have counsel say whether it is in force here: warroom regime show says how it stood
c8-56-missing = Why it is counted with these is missing
c8-56-next = Say who says so, and where it is written
c8-80-missing = Nobody else is shown to have checked the count: two names stand behind a number of people
c8-80-next = Name who checked it, another person of the roster, with slip number or logged call-back
c8-81-missing = Nothing can be computed from the sample: { $why }
c8-81-next = Count again as the numbers really are; the record stays as it is
c8-82-missing = The stated figures are not those that follow from the sample: { $low }, { $likely }, { $high }
c8-82-next = State what follows from the sample, or count again with what the stated figures rest on
c8-83-missing = Of the sample this is not told, or was not measured: { $what }
c8-83-next = Tell frame, drawing with seed and detector; have people look at hits and at the rest in every stratum, and give hits-checked and rest-checked
c8-86-missing = Nobody said whether a person can be in several strata: the low figure is that of the largest stratum alone
c8-86-next = Count each person in the first stratum only and record it again with disjoint=yes, or leave the low figure as it is
c8-84-missing = This step alters an AI system, and no notice under { $regime } shows that the authority was informed before (art. 73(6))
c8-84-next = Stop the harm first, that never waits; keep the suspect intact. Inform and record it with sent, or let counsel answer the question

# Controls 1 to 3, and what holds for every control
c1-10-missing = No incident is declared: nobody has taken it on
c1-10-next = Declare it; one sentence is enough
c1-11-missing = Nobody holds the role, and no reason is recorded
c1-11-next = Give it to a person, or leave it vacant with a reason
c1-12-missing = Who holds the role has not acknowledged it by voice
c1-12-next = Call them, check who it is, and write down the role as they repeat it
c1-13-missing = The command changed hands without a read-back: nobody can see what the relief knew
c1-13-next = Record the hand-over with what the relief read back
c2-02-missing = No state after the change and no transcript: nothing shows that it was done
c2-02-next = Attach the configuration before and after, or the transcript of the session
c2-04-missing = The change lies before the first sign of the incident or after its end
c2-04-next = Correct the time, or say why it belongs to the incident
c2-05-missing = Who tested made the change: only another person shows that it holds
c2-05-next = Have somebody else test from outside
c2-06-missing = Nobody has tested from outside that it holds
c2-06-next = Have another person try it from outside and record the result
c2-07-missing = { $field } is missing: nobody can judge the change later
c2-07-next = Ask who knows it, and write it down with the change
c2-08-missing = The last test from outside went through: the asset is not contained
c2-08-next = Contain it, then test again
c2-09-missing = No containment is recorded
c2-09-next = Write down what was blocked or isolated, with its artefacts
c3-09-missing = The source is neither captured nor given up
c3-09-next = Capture it as an exhibit, or give it up with a reason and who accepts it
c3-10-missing = The source is given up without a reason or without somebody who accepts it
c3-10-next = Say why, and name who accepts the loss
c3-11-missing = Sources that this destroys were still open: { $sources }
c3-11-next = Say what is lost: give each of them up with a reason and who accepts it
c3-12-missing = More volatile sources are still open: { $sources }
c3-12-next = Capture those first, or give them up with a reason
c3-13-missing = No exhibit is registered
c3-13-next = Register what was collected: a file or a thing, with number and custody
c3-14-missing = The capture ends before it began
c3-14-next = Correct the times; one of them was misread
c3-15-missing = Who checked the capture made it: a second person sees with other eyes
c3-15-next = Have another person compute the digest again and sign
c3-18-missing = The image is incomplete: { $count ->
    [0] that every byte was read is not on record
    [one] one stretch of { $bytes } bytes could not be read, and zeros stand there
   *[other] { $count } stretches, { $bytes } bytes in all, could not be read, and zeros stand there
}
c3-18-next = Acquire again with more retries or another reader (the log has the map), or have the loss accepted (accept-loss)
c3-19-missing = The log says that the tool's own check of the image, or its work, failed: nobody knows which bytes the source had
c3-19-next = Keep the log, find out which of the two readings is right, and make the image again; strike the claim if the log is of something else
c3-20-missing = The loss does not count as accepted: by the lead, the SIRO or a holder of delegated authority, with the ranges and with another person whose presence is shown
c3-20-next = Accept it again: accepted-by with presence, lost where no map is on record, second with second-presence
c3-21-missing = Nothing is on record that { $label } lacks, or it was cut off and nobody knows what it lacks
c3-21-next = Attach the log that says what could not be read (claim); make an image again that was cut off
p-10-missing = Proved, and no second person has verified it
p-10-next = Have somebody without a hand in it read the proof and cite the place
p-11-missing = No procedure in use has a step for this control
p-11-next = Take a procedure into use that has one, or file a memo why it does not apply
p-13-missing = { $kind } is missing
p-13-next = Attach it, a record or an exhibit that shows it
p-12-missing = The reviewer of the memo wrote it
p-12-next = Name another person as reviewer
c1-14-missing = Nobody has the command: the role of the lead is vacant
c1-14-next = Give the role to a person
c1-15-missing = Caller and callee are one person: nobody was called
c1-15-next = Have somebody else call, and write down the role as it is repeated
c2-10-missing = The test was made before the change: it says nothing about it
c2-10-next = Have another person test again, after the change
p-14-missing = The bytes of the proof were taken out by order: nobody can read what it showed
p-14-next = Attach another proof and have that verified
t-06-missing = Other records speak of it and may hold the same words: { $records }
t-06-next = Read them, and take out those that do

# After the incident
c10-01-missing = No review was held: nobody can say what was learned
c10-01-next = Hold it, and write down when, who was there and what it found
c10-02-missing = The review says nothing under: { $field }
c10-02-next = Write it, or that there was nothing of the kind
c10-03-missing = No number stands under: { $field }
c10-03-next = Give a number, a range or an amount; none where there was none
c10-04-missing = The action lacks: { $field }
c10-04-next = Name one person of the roster, a date, what it changes, who will look and who accepted it
c10-05-missing = The statement does not say what is done to what
c10-05-next = Write it with a verb and an object: what anybody could look at afterwards
c10-06-missing = Nothing shows that it was done
c10-06-next = Attach a file, or name the record that shows it
c10-07-missing = Who looks owns the action or did it: nobody marks their own work
c10-07-next = Name another person
c10-08-missing = The action is not done: there is nothing to look at yet
c10-08-next = Have its owner record that it is done, with what shows it
c10-09-missing = Dropped or opened again without a reason
c10-09-next = Say why; the auditor asks for it
c10-10-missing = No action, and no person of the roster who says why none is needed: { $area }
c10-10-next = Agree an action, or say in a few words why nothing is to be done
