# The tour: the first hour step by step, in a practice case.

short-tour = tour
welcome-tour = take the tour: the first hour, step by step
tour-step = Tour, step { $number } of { $count }. { $what }
tour-keys = Before the first step: type the name under which you work, and press Enter. It stands behind each record that you make.
tour-clock = The form asks what a clock that you trust shows now: type it, such as 14:05, and press Enter. Esc passes over it. Nothing here touches a real case.
tour-declare = { $key } declares an incident: type in one sentence what happens and press Enter. All the rest can follow.
tour-log = { KEY("timeline", "1") } shows the timeline; { $key } writes a line: what happened, then Enter. In the field of the time -10m is ten minutes ago.
tour-correct = Nothing is ever deleted. Select your line on the timeline ({ KEY("timeline", "1") }); { $key } corrects it: change a word, give the reason, Enter. Both stay on record.
tour-person = { KEY("roster", "2") } shows the roster; { $key } puts a person on it. Begin with yourself.
tour-lead = { KEY("roster", "2") } shows the roster; { $key } gives a role: irt_lead is the lead. Name the person, Enter. Until then nobody decides.
tour-decide = { KEY("timeline", "1") }, then { $key } writes a decision down: the question, the options, what was chosen, why, who decided, who objected (none). Tab moves on, Ctrl-S records.
tour-exhibit = { KEY("evidence", "4") } shows the evidence; { $key } registers a file. F2 in its first field lists files: { $file } lies ready.
tour-digest = The digest of the exhibit is computed beside your work; it stands at the exhibit in a moment. Where it failed, { $key } on the evidence computes it again.
tour-proof = { KEY("checklist", "3") } shows the checklist; { $key } on a step attaches what shows that it was done: words, or a file. What is missing for credit is said below.
tour-law = { KEY("deadlines", "5") } shows the deadlines; { $key } walks the questions of law. Answer one of them: yes, no or not yet, and why. A no or not yet counts once somebody decided it who may. Where a law applies its clock runs.
tour-checkpoint = { KEY("palette", ":") } opens every command by name. Type checkpoint, then Enter twice: it signs what was recorded, so that paper can carry its digits out of the room.
tour-over = The tour is over, and the first hour is on record. { $key } shows what waits for somebody now, { KEY("help", "?") } the keys of where you are, { KEY("quit", "q") } quits. A real incident: start warroom, then d.
tour-aside = The tour is put aside. { $key } and the word tour takes it up again.
tour-elsewhere = The tour runs in a practice case, never in this one. `warroom tour` in a second terminal opens it.
