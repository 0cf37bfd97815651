# Checkpoints of the journal, and what carries them out of the room. All words of this concern stand here.

# Commands
title-anchors = What carries the journal out of the room
title-checkpoint = A checkpoint is signed
title-checkpoint-page = The page with the case head
title-anchor-paper = The page was signed in ink
title-anchor-phone = The case head went over the phone
title-anchor-witness = A witness signed
title-anchor-stamp = A time stamp came back
short-anchors = anchors

# Fields
field-checkpoint = Checkpoint
field-slip = Number on the page
field-signed-by = Signed by
field-read-off = Head read off
field-asked-words = Their four words
field-answer-words = Answer
field-spoke-with = Spoke with
field-called-number = Number called
field-way = Who asked
field-machine = On machine
field-reply = Reply
field-ca = Certificates
field-stamped-by = Authority
hint-checkpoint = its record; empty for the last one, or the one that fits
hint-slip = as it stands on the page: CP-...
hint-read-off = the first group of eight, read off the signed page
hint-asked-words = they say them first; four words of their own choice
hint-anchor-phone-answer-words = empty where this laptop reads its own answer out
hint-called-number = or how you know that it is them
hint-machine = another than this laptop
hint-ca = certificates of the authority as PEM, if you have them
hint-reply = the file that the authority gave back (.tsr)

# Who asked
way-they-ask = the other side asked, we answered
way-we-ask = we asked, the other side answered
way-nobody-asks = nobody asked: sixteen words

# How a checkpoint left the room
anchored-paper = on paper
anchored-phone = by phone
anchored-witness = by a witness
anchored-stamp = by a time stamp

# Timeline
act-checkpoint = checkpoint signed over { $size ->
    [one] one line
   *[other] { $size } lines
}: case head { $head }..., { $occasion }
act-anchored = case head { $head }... is out of the room { $how }: { $who }

# Why it was signed
occasion-demand = on demand
occasion-hand-over = at the hand-over
occasion-closure = at the end
occasion-export = for an export
occasion-proof = to prove one record

# Why an anchor is due
anchor-due-declaration = on paper, since the declaration
anchor-due-briefing = since the briefing
anchor-due-hand-over = since the hand-over
anchor-due-closure = since the end
anchor-due-age = after hours without one
need-anchor = anchor due { $cause }: { $count ->
    [one] 1 record
   *[other] { $count } records
}, { $span } unanchored

# Rules
j-01-missing = No checkpoint was signed here: it would contradict one that this laptop signed before
j-01-next = Run `warroom verify`, look for the newer copy of this case file, and let another laptop sign meanwhile
j-02-missing = The anchor does not name the case head of a checkpoint of this case
j-02-next = Name the record of the checkpoint that left the room
j-03-missing = The page lacks two signatures, or where its original lies
j-03-next = Name both who signed it and the place where it is kept
j-04-missing = The head read off the page is not that of this checkpoint
j-04-next = Read the first group off the signed page, or name the checkpoint that the page is of
j-05-missing = A question has four words, and there is one only where somebody asked
j-05-next = Let the other side say four words first, and type them in their order
j-06-missing = These are not the words of this question and this checkpoint
j-06-next = Let the answer be read again word by word, and name the checkpoint that it is about
j-07-missing = Who spoke on the other side, or the number that was called, is not said
j-07-next = Name the other person, who is not you, and the number from the roster
j-08-missing = Not a signature over this checkpoint: { $why }
j-08-next = Sign case-....txt with `ssh-keygen -Y sign -n journal-witness@warroom`
j-09-missing = The key of a laptop of this case witnesses nothing
j-09-next = Let a second person sign elsewhere with a key of their own
j-10-missing = Nobody compared the key that signed
j-10-next = Let the witness read out its fingerprint (`ssh-keygen -l`) and type it, or enrol the key
j-11-missing = The time stamp shows nothing: { $why }
j-11-next = Ask again with `warroom anchor query` for this checkpoint
j-12-missing = The certificates of the authority were not checked
j-12-next = Take the reply in again with ca=, a PEM file, where openssl is installed

# The sheet
title-phone-words = Words for the phone
title-checkpoint-code = Checkpoint to scan
paper-checkpoint = page of the case head
anchors-open = { $count ->
    [one] 1 record stands
   *[other] { $count } records stand
} without an anchor, the first for { $span }; a signs a checkpoint
anchors-none-open = Every record is covered by an anchor outside the room
anchors-due = An anchor is due { $cause }, for { $span }
anchors-due-later = An anchor is due { $cause }, in { $span }
anchors-paper-how = Paper: print the page, two people sign it in ink, then record its number (`anchor-paper`)
anchors-phone-how = Phone: they say four words, this laptop answers with eight; both sides write them down
anchors-code-how = Camera: the checkpoint as a QR code on this screen, and its request for a time stamp
anchors-witness-how = Witness: `warroom checkpoint --out DIR`, they sign case-....txt with ssh-keygen, bring the signature back
anchors-stamp-how = Time stamp: `warroom anchor query --out FILE` goes to an authority, its reply comes back here
anchors-h-made = Anchors: { $count }
anchors-h-checkpoints = Checkpoints: { $count }
anchors-h-spans = What stood without an anchor, and how long
anchors-made = { $record } { $at } { $how }: { $who }, case head { $head }...
anchors-words = asked: { $asked }; answered: { $answer }
anchors-checkpoint = { $record } { $at }, { $size ->
    [one] one line
   *[other] { $size } lines
}, { $occasion }: { $head }
anchors-span = { $from } to { $until }: { $count ->
    [one] 1 record
   *[other] { $count } records
} for { $span }
anchors-span-open = since { $from }: { $count ->
    [one] 1 record
   *[other] { $count } records
} for { $span }, and nothing covers them yet

# The page
print-checkpoint-title = Checkpoint { $number } of the journal
print-checkpoint-what = Whoever signs here saw these digits at the time they write beside their name, and nothing of the journal before it can be changed since without other digits. It says nothing of what was recorded later, nor whether what was recorded is true.
print-checkpoint-how = The code holds the text whose SHA-256 is the case head. Compare the digits on the page with those on the screen before you sign. Keep the original away from the laptop, and record the number of this page, both names and where it lies (anchor-paper).
print-h-case-head = Case head
print-h-chains = Chains
print-c-case-head = SHA-256
print-c-occasion = Signed
print-c-station = Station
print-c-lines = Lines
print-c-root = Root (RFC 6962)
print-c-fingerprint = Key of the laptop
print-first-signer = First person
print-second-signer = Second person

# Keys and words of the screen
sheet-keys-anchors = p page   w words   o code   s signed   c new   a settle   Enter go   Esc back
phone-keys = Tab turn round   Enter record it   Esc back
phone-about = Checkpoint { $record }, case head { $head } ...
phone-they-ask = They say four words first, of their own choice; type them:
phone-we-ask = Read out our four words, then type the eight that come back:
phone-answer = Read this out, word by word; both sides write it down:
phone-unasked = With no question the code is twice as long; better let them ask:
phone-typing = { $count ->
    [one] 1 word
   *[other] { $count } words
} of four
phone-heard = { $count ->
    [one] 1 word fits
   *[other] { $count } words fit
} so far, of eight
phone-wrong = Word { $place } does not fit: let it be read again
phone-right = All eight fit: they hold the same journal

# The code on the screen
code-keys = Tab checkpoint or request   i turn dark and light   Esc back
code-about = Checkpoint { $record }, case head
code-holds-heads = The code holds the text of all chains; its SHA-256 is the case head.
code-holds-case-head = The code holds the case head alone: the text of all chains needs a larger screen.
code-holds-request = The code holds the request for a time stamp (RFC 3161) in base64: base64 -d makes the .tsq of it.
code-compare = Compare the first and the last group of digits with those on the other device.
code-no-glyphs = A code needs a terminal with Unicode and block characters. This is the text that would be in it:
code-no-room = The code needs a larger screen. This is the text that would be in it:

# What would be asked
title-challenge = What an auditor and an opposing expert would ask
challenge-how = Computed from what the records lack or admit. Whatever has no answer here will be asked aloud
challenge-open = Without an answer: { $count }
challenge-answered = With an answer on record: { $count }
challenge-question = { $by }: { $question } { $answer }
challenge-none = No answer
challenge-by = Answered by { $records }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
asker-auditor = Auditor
asker-expert = Expert
ask-gap = What was done from { $from } to { $until }? Nothing was written down for { $span }.
ask-late = Why was { $record } written down { $minutes } minutes after it happened?
ask-override = On what ground was this accepted under control { $control } ({ $record }): { $what }?
ask-clock = By what reference was the clock of laptop { $station } compared?
ask-jump = The clock jumped from { $before } to { $after } ({ $record }): which times are right?
ask-damage = The journal was damaged before { $record }: what stood there?
ask-custody = { $label }, { $record }: { $what }. What explains it?
ask-digest = { $label }: its digest is { $state }. Who computed it here, from the bytes that are meant?
ask-unanchored = { $count ->
    [one] 1 record stands
   *[other] { $count } records stand
} since { $from } ({ $span }) without an anchor: what keeps the holder of the laptop from writing them otherwise?
ask-anchored-late = { $count ->
    [one] 1 record stood
   *[other] { $count } records stood
} for { $span } without an anchor, from { $from } to { $until }: what fixed them then?
ask-anchor-lacks = What does anchor { $record } show? It lacks something and fixes nothing.
ask-who = Who is { $name }? They wrote { $count ->
    [one] 1 record
   *[other] { $count } records
} and stand on no roster.
ask-present = What shows that { $name } was there ({ $record })?
ask-struck = Why was { $record } struck, and what did it say?
ask-withheld = What stood in { $record }, and by what order is it gone?
j-13-missing = Nobody compared the fingerprint: another laptop's lines may count as theirs
j-13-next = Have it read out over the phone from the other laptop and say so here, or by admitting once more. If it differs, the laptop is a stranger's: write that down
